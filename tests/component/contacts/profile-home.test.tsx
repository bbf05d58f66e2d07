import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, people } from './stage.ts';

beforeEach(prepareBrowser);

describe('the whole page of a contact', () => {
  test('E27: has an address of its own, with details, notes and what happened', async () => {
    const { refs, core } = await show(<ContactsPage />, { people });
    await core.putNote(refs[1]?.id ?? '', 'Parcel lost');
    await go(`#/profile/${refs[1]?.id}`);
    const page = await screen.findByRole('article', { name: 'Details of Jan Kowalski' });
    for (const name of ['Details', 'Senders', 'Notes', 'Timeline'])
      expect(await within(page).findByRole('region', { name })).toBeDefined();
    expect((await within(page).findAllByText('Parcel lost')).length).toBeGreaterThan(0);
    expect(await wrongs()).toEqual([]);
  });

  test('G9: the address of a merged contact leads to its survivor', async () => {
    const { refs, core } = await show(<ContactsPage />, { people });
    await core.merge(refs[0]?.id ?? '', refs[1]?.id ?? '');
    await go(`#/profile/${refs[0]?.id}`);
    await waitFor(() => expect(location.hash).toBe(`#/profile/${refs[1]?.id}`));
  });

  test('one that is gone says so', async () => {
    await show(<ContactsPage />, { people });
    await go('#/profile/0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a');
    expect(await screen.findByText('This contact is no longer there')).toBeDefined();
  });
});

describe('home', () => {
  test('shows who was added this week, who changed last, possible duplicates and who is blocked (B56), whom it counts no more (B53)', async () => {
    const { refs, core } = await show(<ContactsPage />, { people });
    await core.block(refs[2]?.id ?? '', 'Spam');
    await go('#/home');
    const week = await screen.findByRole('region', { name: /Added by the team this week/u });
    await waitFor(() => expect(within(week).getAllByRole('link')).toHaveLength(3));
    const blocked = screen.getByRole('region', { name: /^Blocked/u });
    expect((await within(blocked).findByRole('link', { name: /Sean O’Brien/u })).getAttribute('href')).toBe(
      `#/profile/${refs[2]?.id}`,
    );
    expect(screen.getByRole('region', { name: /Changed last/u })).toBeDefined();
    expect(screen.getByRole('region', { name: /Possible duplicates/u })).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });
});
