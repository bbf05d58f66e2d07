import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { listColumns } from '#lib/settings/settings.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { names, people, typed } from './stage.ts';

const titles = () =>
  screen
    .getAllByRole('columnheader')
    .map(({ textContent }) => textContent)
    .slice(1, -1);

beforeEach(async () => {
  prepareBrowser();
  await listColumns.setValue(null);
});

describe('the columns of the list', () => {
  test('E5: primary e-mail, primary phone, organisation, tags and last seen stand there from the start', async () => {
    const { core, refs } = await show(<ContactsPage />, { people });
    const [tag, organisation] = [
      await core.putTag({ name: 'VIP' }),
      await core.putOrganisation({ name: 'Dom i Światło' }),
    ];
    const set = {
      [`tag/${tag.id}`]: typed(true),
      organisation: typed(organisation.id),
      'phone/+33612345678': typed('+33612345678'),
    };
    await core.setFields(refs[0]?.id ?? '', set, {});
    const row = (await screen.findByText('VIP')).closest('[role="row"]');
    expect(titles()).toEqual([
      'Name',
      'Senders',
      'Primary e-mail',
      'Primary phone',
      'Organisation',
      'Tags',
      'Country',
      'Last seen',
    ]);
    for (const text of ['aurelie@poczta.example', '+33612345678', 'Dom i Światło', 'France'])
      await waitFor(() => expect(row?.textContent).toContain(text));
  });

  test('E6 to E8: any attribute is added by the picker, the team’s own too; nothing changes before Done; it is remembered', async () => {
    const { core, user } = await show(<ContactsPage />, { people });
    await core.putAttribute({ name: 'Tier', type: 'text' });
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    const picker = await screen.findByRole('dialog', { name: 'Choose columns' });
    await user.click(await within(picker).findByRole('checkbox', { name: 'Tier' }));
    await user.click(within(picker).getByRole('button', { name: 'Remove the column Primary phone' }));
    expect(titles()).toContain('Primary phone');
    expect(await wrongs()).toEqual([]);
    await user.click(within(picker).getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(titles().at(-1)).toBe('Tier'));
    expect(titles()).not.toContain('Primary phone');
    expect((await listColumns.getValue())?.at(-1)).toMatch(/^custom\//u);
  }, 20_000);

  test('E6: Alt with the arrows moves a column, and says where it went', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    const picker = await screen.findByRole('dialog', { name: 'Choose columns' });
    const handle = await within(picker).findByRole('button', { name: 'Move Country' });
    handle.focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(within(picker).getByText('Country is now number 5 of 7')).toBeDefined();
    await user.click(within(picker).getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(titles().indexOf('Country')).toBe(5));
  }, 20_000);

  test('E9, G32: every column sorts, a second click the other way round', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Country' }));
    await waitFor(() => expect(names()).toEqual(['Aurélie Lefèvre', 'Sean O’Brien', 'Jan Kowalski']));
    await user.click(screen.getByRole('button', { name: 'Country' }));
    await waitFor(() => expect(names()).toEqual(['Jan Kowalski', 'Sean O’Brien', 'Aurélie Lefèvre']));
    for (const { textContent } of screen.getAllByRole('columnheader').slice(1, -1))
      expect(screen.getByRole('button', { name: textContent ?? '' })).toBeDefined();
  });
});
