import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { Popup } from '#components/popup/popup.tsx';
import type { BookStatus } from '#lib/messages/book.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import type { Role } from '#lib/model/role.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';
import { contactOf, hereOf, ID, showSidebar, statusOf, wrongs } from '../sidebar/stage.tsx';
import { conflictOf } from './stage.tsx';

const person = { id: ID, name: 'Żaneta Gżegżółka' };
const known = { here: hereOf({ state: 'known', contact: person }), contacts: [contactOf()] };
const ways: ConflictWay[] = [{ do: 'retry' }, { do: 'discard' }];
const mine = conflictOf({ id: 'mine', code: 'invalid', about: [ID], ways });
const also = conflictOf({ id: 'also', code: 'sender_taken', about: [ID], ways });
const elsewhere = conflictOf({ id: 'elsewhere', about: ['somebody-else'], ways });

/** The sidebar of somebody known, about whom and others there are conflicts. */
function sidebarWith(open: ConflictView[]) {
  const settled: unknown[] = [];
  const left = () => open.filter(({ id }) => !settled.includes(id));
  return showSidebar(
    { ...known, status: statusOf({ conflicts: open.length }) },
    {
      conflicts: async () => left(),
      settleConflict: async (id) => void settled.push(id),
      status: async () => statusOf({ conflicts: left().length }),
    },
  );
}

const teamAs = (role: Role, conflicts = 0) => ({
  status: async (): Promise<BookStatus> => ({
    ...statusOf({ conflicts }),
    workspace: { name: 'Lampka', role, others: 0 },
    sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
  }),
});
const go = (hash: string) => {
  location.hash = hash;
  return act(async () => dispatchEvent(new HashChangeEvent('hashchange')));
};

beforeEach(prepareBrowser);

describe('law 5: in the sidebar', () => {
  test('a contact’s one conflict stands open beside it; what is about others is counted, with the way there', async () => {
    const { user, book } = sidebarWith([mine, elsewhere]);
    const card = within(await screen.findByRole('article', { name: 'Not accepted' }));
    expect(card.getByRole('group')).toHaveProperty('open', true);
    expect(screen.queryByRole('article', { name: 'The name is taken' })).toBeNull();
    await waitFor(() => expect(screen.getAllByText('1 conflict')).toHaveLength(2));
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'See conflicts' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'conflicts' });
  });

  test('several lie folded, so that the person stays in sight; one that is settled leaves the rest', async () => {
    const { user } = sidebarWith([mine, also]);
    const first = await screen.findByRole('article', { name: 'Not accepted' });
    const fold = within(first).getByRole('group');
    expect(fold).toHaveProperty('open', false);
    expect(screen.queryByRole('button', { name: 'See conflicts' })).toBeNull();
    fold.setAttribute('open', '');
    await user.click(within(first).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Settled: Try again.')).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('article', { name: 'Not accepted' })).toBeNull());
    const last = screen.getByRole('article', { name: 'The sender belongs to somebody else' });
    expect(within(last).getByRole('group')).toHaveProperty('open', true);
  });

  test('the other contact is opened on the contacts page; the one shown is not a way to itself', async () => {
    const other = { ...mine.other, contact: person };
    const about = [{ ...mine, other }, also];
    const { user, book } = sidebarWith(about);
    const article = await screen.findByRole('article', { name: 'The sender belongs to somebody else' });
    within(article).getByRole('group').setAttribute('open', '');
    await user.click(within(article).getByRole('link', { name: 'Jan Kowalski' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: also.other.contact?.id });
    const itself = screen.getByRole('article', { name: 'Not accepted' });
    expect(within(itself).queryByRole('link')).toBeNull();
  });
});

describe('law 5: in the popup and on the contacts page', () => {
  test('the popup counts them and leads to them', async () => {
    const { user, book } = await show(<Popup />, { given: { ...teamAs('agent', 3) } });
    await user.click(await screen.findByRole('button', { name: '3 conflicts' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'conflicts' });
  });

  test('the way to them is there while there are some; a contact’s own stand in its drawer', async () => {
    const { refs } = await show(<ContactsPage />, {
      people: [{ name: 'Ola Maj' }],
      given: { ...teamAs('agent', 1), conflicts: async () => [{ ...mine, about: [refs[0]?.id ?? ''] }] },
    });
    expect(await screen.findByRole('link', { name: /Conflicts/u })).toBeDefined();
    await go(`#/contact/${refs[0]?.id}`);
    const drawer = await screen.findByRole('complementary', { name: 'Details of Ola Maj' });
    expect(await within(drawer).findByRole('article', { name: 'Not accepted' })).toBeDefined();
  });
});

describe('addresses of contacts that are not what they were', () => {
  const people = [{ name: 'Jan Kowalski' }, { name: 'Ola Maj' }];

  test('G9: of one that is part of another: the other is shown, at its own address', async () => {
    const { core, refs } = await show(<ContactsPage />, { people });
    const [jan, ola] = [refs[0]?.id ?? '', refs[1]?.id ?? ''];
    await act(() => core.merge(ola, jan));
    await go(`#/contact/${ola}`);
    expect(await screen.findByRole('complementary', { name: 'Details of Jan Kowalski' })).toBeDefined();
    await waitFor(() => expect(location.hash).toBe(`#/contact/${jan}`));
  });

  test('X4: to delete one that is part of another: nothing is asked, and it says which', async () => {
    const { core, refs } = await show(<ContactsPage />, { people });
    await act(() => core.merge(refs[1]?.id ?? '', refs[0]?.id ?? ''));
    await go(`#/contact/${refs[1]?.id}/delete`);
    expect(await screen.findByText(/has become one with “Jan Kowalski”/u)).toBeDefined();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  test.each(['agent', 'restricted-manager'] as const)(
    'X4, Z: to delete one, as %s: says whose it is to do, and opens no question',
    async (role) => {
      const { refs } = await show(<ContactsPage />, { people, given: teamAs(role) });
      await go(`#/contact/${refs[0]?.id}/delete`);
      expect(await screen.findByText(/^Only owners and managers can delete a contact/u)).toBeDefined();
      expect(screen.queryByRole('alertdialog')).toBeNull();
      expect(await screen.findByRole('complementary', { name: 'Details of Jan Kowalski' })).toBeDefined();
    },
  );

  test('X4, Z: to delete one, as a manager: the question is opened', async () => {
    const { refs } = await show(<ContactsPage />, { people, given: teamAs('manager') });
    await go(`#/contact/${refs[0]?.id}/delete`);
    expect(await screen.findByRole('alertdialog', { name: 'Delete Jan Kowalski?' })).toBeDefined();
  });
});
