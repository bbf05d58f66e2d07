import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { hashOf } from '#components/contacts/route.ts';
import type { Book } from '#lib/messages/book.ts';
import { composer } from '#lib/settings/settings.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';
import { go, people } from './stage.ts';

beforeEach(async () => {
  prepareBrowser();
  await composer.setValue(null);
});

/** Both clicks before anything is drawn anew, as on a machine that is busy. */
const pressTwice = (button: HTMLElement) =>
  act(() => {
    button.click();
    button.click();
  });
const named = (name: string) => screen.findByRole('button', { name });
const POLAND = { groups: [[{ attribute: 'country', is: 'is' as const, value: 'PL' }]] };

type Made = { where: string; open?: string; fields: Record<string, string>; save: string; by: keyof Book };
const MADE: Made[] = [
  { where: '#/add', fields: { Name: 'Ana Silva' }, save: 'Add', by: 'addContact' },
  { where: '#/tags', open: 'Add a tag', fields: { Name: 'VIP' }, save: 'Save', by: 'putTag' },
  {
    where: '#/attributes',
    open: 'Add an attribute',
    fields: { Name: 'Tier' },
    save: 'Create',
    by: 'putAttribute',
  },
  {
    where: '#/organisations',
    open: 'Add an organisation',
    fields: { Name: 'Lampka' },
    save: 'Save',
    by: 'putOrganisation',
  },
  {
    where: '#/integrations',
    open: 'Add an integration',
    fields: { Name: 'Biuro', Account: 'biuro@lampka.example' },
    save: 'Save',
    by: 'putIntegration',
  },
  {
    where: '#/never',
    fields: { 'Address, domain or login': '@firm.example' },
    save: 'Add to the list',
    by: 'putNever',
  },
  {
    where: hashOf({ view: 'contacts', contact: null, action: null, filter: POLAND }),
    open: 'Save segment',
    fields: { Name: 'Poland' },
    save: 'Save',
    by: 'putSegment',
  },
];

describe('a double click is one click', () => {
  test.each(MADE)('at $where', async ({ where, open, fields, save, by }) => {
    const { user, book } = await show(<ContactsPage />, { people });
    await go(where);
    if (open !== undefined) await user.click(await named(open));
    for (const [name, text] of Object.entries(fields)) {
      const [field] = await screen.findAllByRole('textbox', { name });
      if (field) fireEvent.change(field, { target: { value: text } });
    }
    pressTwice(await named(save));
    await waitFor(() => expect(book[by]).toHaveBeenCalled());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(book[by]).toHaveBeenCalledTimes(1);
    expect(screen.queryByText(/already/u)).toBeNull();
  });

  test('for a note', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    await go(`#/profile/${refs[0]?.id}`);
    await user.type(await screen.findByRole('textbox', { name: 'Add note' }), 'Called back.');
    pressTwice(await named('Add note'));
    await waitFor(async () => expect((await core.contact(refs[0]?.id ?? ''))?.notes).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Add note' })).toBeNull());
    expect((await core.contact(refs[0]?.id ?? ''))?.notes).toHaveLength(1);
  });

  test.each([
    ['Save draft', 0],
    ['Create in Mail program', 1],
  ])('for a ticket: %s', async (button, windows) => {
    const opened = vi.spyOn(window, 'open').mockImplementation(() => null);
    opened.mockClear();
    const { user, book, core, refs } = await show(<ContactsPage />, { people });
    await go(`#/profile/${refs[0]?.id}`);
    await user.click(await named('Ticket'));
    await user.type(await screen.findByRole('textbox', { name: 'Subject' }), 'Parcel');
    await user.type(screen.getByRole('textbox', { name: 'Message' }), 'On its way');
    pressTwice(await named(button));
    await waitFor(() => expect(book.putTicket).toHaveBeenCalled());
    const { entries } = await core.timeline(refs[0]?.id ?? '', { filter: 'tickets', limit: 5 });
    expect(entries).toHaveLength(1);
    expect(opened).toHaveBeenCalledTimes(windows);
  });

  test('in the list: where its first click moved a row under the pointer, the second does not open it', async () => {
    const { user } = await show(<ContactsPage />, { people });
    const row = await screen.findByText('Jan Kowalski');
    fireEvent.mouseDown(screen.getByRole('button', { name: 'Columns' }), { detail: 1 });
    fireEvent.mouseDown(row, { detail: 2 });
    fireEvent.click(row, { detail: 2 });
    expect(location.hash).toBe('');
    await user.dblClick(row);
    expect(location.hash).toMatch(/^#\/contact\//u);
  });
});
