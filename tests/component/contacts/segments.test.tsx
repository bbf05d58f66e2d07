import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { hashOf } from '#components/contacts/route.ts';
import type { Filter } from '#lib/model/filter.ts';
import { listColumns } from '#lib/settings/settings.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, names, people } from './stage.ts';

const POLAND: Filter = { groups: [[{ attribute: 'country', is: 'is', value: 'PL' }]] };
const inMenu = () => screen.getByRole('navigation', { name: 'Carnet' });
const saved = { name: 'Poland', filter: POLAND, columns: ['language'], sort: null };

beforeEach(async () => {
  prepareBrowser();
  await listColumns.setValue(null);
});

describe('segments', () => {
  test('E23 to E25: a filter is saved under a name, and stands in the menu with its count', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    await go(hashOf({ view: 'contacts', contact: null, action: null, filter: POLAND }));
    await user.click(await screen.findByRole('button', { name: 'Save segment' }));
    const dialog = await screen.findByRole('dialog', { name: 'Save segment' });
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Poland{Enter}');
    const link = await within(inMenu()).findByRole('link', { name: /^Poland/u });
    await waitFor(() => expect(link.textContent).toBe('Poland1'));
    await waitFor(() =>
      expect(within(inMenu()).getByRole('link', { current: 'page' }).textContent).toBe('Poland1'),
    );
    expect((await core.segments())[0]).toMatchObject({ name: 'Poland', filter: POLAND });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Poland');
    expect(await wrongs()).toEqual([]);
  });

  test('E26: an edited segment is saved, saved as another, or taken back', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    const { id } = await core.putSegment(saved);
    await go(`#/segment/${id}`);
    await waitFor(() => expect(names()).toEqual(['Jan Kowalski']));
    expect(screen.getByRole('columnheader', { name: 'Language' })).toBeDefined();
    expect(screen.queryByText('Changed, not saved')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Language' }));
    expect(await screen.findByText('Changed, not saved')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Undo the changes' }));
    expect(screen.queryByText('Changed, not saved')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Language' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect((await core.segments())[0]?.sort?.by).toBe('language'));
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await user.click(await screen.findByRole('button', { name: 'Save as…' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'All{Enter}');
    await waitFor(async () =>
      expect((await core.segments()).map(({ name }) => name)).toEqual(['All', 'Poland']),
    );
  });

  test('E26: a segment is renamed, and deleted with a way back', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    const { id } = await core.putSegment(saved);
    await go(`#/segment/${id}`);
    await user.click(await screen.findByRole('button', { name: 'Actions for the segment Poland' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Polska{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'Actions for the segment Polska' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    await waitFor(async () => expect(await core.segments()).toEqual([]));
    await waitFor(() => expect(location.hash).toBe('#/contacts'));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(async () =>
      expect((await core.segments())[0]).toMatchObject({ name: 'Polska', filter: POLAND }),
    );
  });

  test('a segment that is gone says so and shows nobody', async () => {
    await show(<ContactsPage />, { people });
    await go('#/segment/0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'This segment cannot be shown' }),
    ).toBeDefined();
    await waitFor(() => expect(names()).toEqual([]));
  });
});
