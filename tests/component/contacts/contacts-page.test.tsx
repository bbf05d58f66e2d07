import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import type { BookStatus, Draft, ListQuery } from '#lib/messages/book.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { listColumns, theme } from '#lib/settings/settings.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

const people: Partial<Draft>[] = [
  {
    name: 'Aurélie Lefèvre',
    senders: [{ channel: 'email', value: 'aurelie@poczta.example' }],
    country: 'FR',
    language: 'fr',
  },
  { name: 'Jan Kowalski', senders: [{ channel: 'allegro', value: 'jank84' }], country: 'PL', language: 'pl' },
  { name: 'Sean O’Brien', country: 'IE', language: 'en' },
];
const statusOf = (more: Partial<BookStatus>) => ({
  status: async (): Promise<BookStatus> => ({
    contacts: 3,
    unsent: 0,
    conflicts: 0,
    workspace: null,
    sync: { state: 'alone' },
    ...more,
  }),
});
const rows = () => screen.getAllByRole('row').slice(1);
/** The cell after the box: the initials, then the name. */
const names = () => rows().map((row) => within(row).getAllByRole('gridcell')[1]?.textContent?.slice(2));
const go = (hash: string) => {
  location.hash = hash;
  return act(async () => dispatchEvent(new HashChangeEvent('hashchange')));
};

beforeEach(async () => {
  prepareBrowser();
  await listColumns.setValue(null);
});

describe('the list of contacts', () => {
  test('A4 to A12, C6: shows name, senders, country, language, integrations and when they were added', async () => {
    await listColumns.setValue(['senders', 'country', 'language', 'integrations', 'createdAt']);
    await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('columnheader')
          .map(({ textContent }) => textContent)
          .slice(1, 7),
      ).toEqual(['Name', 'Senders', 'Country', 'Language', 'Integrations', 'Added']),
    );
    const jan = rows().find((row) => row.textContent?.includes('Jan Kowalski'));
    expect(jan?.textContent).toContain('Poland');
    expect(jan?.textContent).toContain('Polish');
    expect(jan?.textContent).toContain('today');
    expect(within(jan ?? document.body).getByRole('img', { name: 'Allegro: jank84' })).toBeDefined();
    expect(screen.getByText('3 contacts')).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('A34, A38: the search narrows the list; Esc empties it', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.type(screen.getByRole('textbox', { name: 'Search contacts' }), 'LEFEVRE');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText('1 of 3')).toBeDefined();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(rows()).toHaveLength(3));
  });

  test('G32: a click on a header sorts, a second one the other way round', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(names()).toEqual(['Aurélie Lefèvre', 'Jan Kowalski', 'Sean O’Brien']));
    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(names()).toEqual(['Sean O’Brien', 'Jan Kowalski', 'Aurélie Lefèvre']));
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
  });

  test('A14: arrows and Enter open a contact beside the list, at an address of its own; Esc closes it', async () => {
    const { user, refs } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    act(() => screen.getByRole('grid').focus());
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByRole('complementary', { name: 'Details of Jan Kowalski' })).toBeDefined();
    expect(location.hash).toBe(`#/contact/${refs[1]?.id}`);
    expect(await wrongs()).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('grid'));
  });

  test('A13 to A17: the row menu has exactly four entries', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Actions for Aurélie Lefèvre' }));
    const entries = await screen.findAllByRole('menuitem');
    expect(entries.map(({ textContent }) => textContent)).toEqual([
      'Show details',
      'Update contact',
      'New ticket',
      'Delete',
    ]);
  });

  test('A16, C8: a new ticket is written to the contact’s e-mail; without one it says why it cannot', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Actions for Jan Kowalski' }));
    const ticket = await screen.findByRole('menuitem', { name: /New ticket/u });
    expect(ticket.textContent).toContain('needs an e-mail address');
    await user.click(ticket);
    expect(screen.queryByRole('dialog', { name: 'New ticket' })).toBeNull();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Actions for Aurélie Lefèvre' }));
    await user.click(await screen.findByRole('menuitem', { name: /New ticket/u }));
    const dialog = await screen.findByRole('dialog', { name: 'New ticket' });
    expect(within(dialog).getByRole('button', { name: /aurelie@poczta\.example.*To/u })).toBeTruthy();
  });

  test('A17, B58: deleting is asked about in plain words, and cannot be undone', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Actions for Jan Kowalski' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const question = await screen.findByRole('alertdialog', { name: 'Delete Jan Kowalski?' });
    expect(question.textContent).toContain('cannot be undone');
    await user.click(within(question).getByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect((await core.list({ text: '', sort: 'best', offset: 0, limit: 9 })).total).toBe(2);
    expect(await screen.findByText('Jan Kowalski was deleted.')).toBeDefined();
  });

  test('X4, Z: to an agent, who may not delete, it is not offered', async () => {
    const given = statusOf({ workspace: { name: 'Lampka', role: 'agent', others: 0 } });
    const { user } = await show(<ContactsPage />, { people, given });
    await screen.findByText('Jan Kowalski');
    await screen.findByText('Lampka');
    await user.click(screen.getByRole('button', { name: 'Actions for Jan Kowalski' }));
    await screen.findByRole('menuitem', { name: 'Update contact' });
    expect(screen.queryByRole('menuitem', { name: /Delete/u })).toBeNull();
  });

  test('A28: a contact that is added stands in the list at once', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Add a contact' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Ana Silva{Enter}');
    await waitFor(() => expect(names()[0]).toBe('Ana Silva'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('a link to a contact opens it; one to a contact that is gone says so', async () => {
    const { refs } = await show(<ContactsPage />, { people });
    await go(`#/contact/${refs[0]?.id}`);
    expect(await screen.findByRole('complementary', { name: 'Details of Aurélie Lefèvre' })).toBeDefined();
    await go('#/contact/0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a');
    expect(await screen.findByText('This contact is no longer there')).toBeDefined();
  });

  test('X4: the sidebar’s way to delete opens the question here, once', async () => {
    const { refs } = await show(<ContactsPage />, { people });
    await go(`#/contact/${refs[1]?.id}/delete`);
    expect(await screen.findByRole('alertdialog', { name: 'Delete Jan Kowalski?' })).toBeDefined();
    expect(location.hash).toBe(`#/contact/${refs[1]?.id}`);
  });

  test('only the rows that can be seen are drawn, and only their windows asked for, of a hundred thousand', async () => {
    const { book } = await show(<ContactsPage />, {
      given: {
        ...statusOf({ contacts: 100_000 }),
        list: async ({ offset, limit }: ListQuery) => ({
          total: 100_000,
          offset,
          rows: Array.from({ length: limit }, (_, n) => ({
            id: `contact-${offset + n}`,
            name: `Person ${offset + n}`,
            country: null,
            language: null,
            senders: [],
            integrations: [],
            createdAt: '2026-11-01T00:00:00Z',
            unsent: false,
          })),
        }),
      },
    });
    await screen.findByText('Person 0');
    expect(rows().length).toBeLessThan(60);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001');
    expect(book.list.mock.calls.every(([query]) => (query as ListQuery | undefined)?.offset === 0)).toBe(
      true,
    );
    const grid = screen.getByRole('grid');
    grid.scrollTop = 99_990 * 40;
    act(() => void grid.dispatchEvent(new Event('scroll')));
    await waitFor(() => expect(JSON.stringify(book.list.mock.calls)).toContain('99900'));
  });

  test('an empty book says what to do; a failing one says what happened and offers to try again', async () => {
    const { user, book } = await show(<ContactsPage />);
    expect(await screen.findByText('No contacts yet')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    book.list.mockRejectedValue(new ProblemError({ reason: 'storage_blocked' }));
    await user.type(screen.getByRole('textbox', { name: 'Search contacts' }), 'x');
    expect(await screen.findByText('The contacts could not be loaded')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  });
});

test('a list that could not be read does not say that there is nobody', async () => {
  const list = () => Promise.reject(new ProblemError({ reason: 'storage_blocked' }));
  await show(<ContactsPage />, { given: { list } });
  expect(await screen.findByText('The contacts could not be loaded')).toBeDefined();
  expect(screen.queryByText('0 contacts')).toBeNull();
});

describe('before it is known who works here', () => {
  test('Z: what is not everybody’s is not shown for a moment, and comes with the role', async () => {
    let know: (status: BookStatus) => void = () => undefined;
    const status = new Promise<BookStatus>((done) => (know = done));
    await show(<ContactsPage />, { people, given: { status: () => status } });
    await screen.findByText('Jan Kowalski');
    expect(screen.queryByRole('link', { name: 'Merge history' })).toBeNull();
    await go('#/attributes');
    await screen.findByRole('heading', { level: 1, name: 'Contact attributes' });
    expect(screen.queryByRole('button', { name: 'Add an attribute' })).toBeNull();
    expect(screen.queryByText(/Only owners/u)).toBeNull();
    await act(async () => know(await statusOf({}).status()));
    expect(await screen.findByRole('link', { name: 'Merge history' })).toBeDefined();
    expect(await screen.findByRole('button', { name: 'Add an attribute' })).toBeDefined();
  });
});

describe('the settings', () => {
  test('Integrations: added, renamed and deleted (A25)', async () => {
    const { user, core } = await show(<ContactsPage />);
    await go('#/integrations');
    await user.click(await screen.findByRole('button', { name: 'Add an integration' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Biuro');
    await user.type(screen.getByRole('textbox', { name: 'Account' }), 'biuro@lampka.example{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Edit Biuro' }));
    expect(await wrongs()).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), ' Lampka{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Delete Biuro Lampka' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(async () => expect(await core.integrations()).toEqual([]));
    expect(await screen.findByText('No integrations yet')).toBeDefined();
  });

  test('Appearance: a theme that is chosen is kept', async () => {
    const { user } = await show(<ContactsPage />);
    await go('#/appearance');
    await user.click(await screen.findByRole('button', { name: /Theme/u }));
    await user.click(screen.getByRole('option', { name: 'Dark' }));
    await waitFor(async () => expect(await theme.getValue()).toBe('dark'));
    expect(await wrongs()).toEqual([]);
  });
});
