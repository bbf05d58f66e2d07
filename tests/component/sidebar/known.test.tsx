import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { BookStatus, DraftProblem } from '#lib/messages/book.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { typed } from './contact-stage.ts';
import {
  contactOf,
  hereOf,
  ID,
  OTHER,
  requesterOf,
  senderOf,
  showSidebar,
  statusOf,
  wrongs,
} from './stage.tsx';

const KNOWN = { state: 'known', contact: { id: ID, name: 'Żaneta Gżegżółka' } } as const;
const NOTE = {
  id: 'n1',
  text: 'Refund promised.',
  author: 'Anna',
  mine: false,
  mayEdit: false,
  editedAt: null,
  unsent: false,
};
/** A place on the rail at the edge (B5). */
const rail = (name: string) =>
  within(screen.getByRole('navigation', { name: 'Parts of the contact' })).getByRole('button', { name });
const nameField = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Contact’s name' });

function showKnown(
  more: Parameters<typeof contactOf>[0] = {},
  given: Parameters<typeof showSidebar>[1] = {},
) {
  return showSidebar({ here: hereOf(KNOWN), contacts: [contactOf(more)] }, given);
}

async function edit(user: ReturnType<typeof showKnown>['user'], name: string) {
  await user.click(await screen.findByRole('button', { name: 'Rename' }));
  const field = await nameField();
  await user.clear(field);
  if (name !== '') await user.type(field, name);
  return field;
}

describe('a known requester', () => {
  test('B3: name and short ID stand at the top, and the ID can be copied', async () => {
    const { user } = showKnown();
    expect(await screen.findByRole('heading', { level: 2, name: 'Żaneta Gżegżółka' })).toBeTruthy();
    expect(screen.getByText('C-4C5B6A')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Copy: Contact ID' }));
    expect(await navigator.clipboard.readText()).toBe('C-4C5B6A');
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  test('G3: every value can be copied, and all of them at once', async () => {
    const { user } = showKnown({
      notes: [{ ...NOTE, createdAt: '2026-11-20T10:00:00Z' }],
      fields: {
        jobTitle: typed('Buyer'),
        'phone/+48600700800': typed('600 700 800'),
        'order/20417': typed(true),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Copy: zaneta.gzegzolka@poczta.example' }));
    expect(await navigator.clipboard.readText()).toBe('zaneta.gzegzolka@poczta.example');
    await user.click(screen.getByRole('button', { name: 'Copy: Country' }));
    expect(await navigator.clipboard.readText()).toBe('Poland');
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy all details' }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain('Language: Polish'));
    const text = await navigator.clipboard.readText();
    expect(text).toContain('Name: Żaneta Gżegżółka\nContact ID: C-4C5B6A');
    for (const line of ['Phone: 600 700 800', 'Job title: Buyer', 'Orders: 20417'])
      expect(text).toContain(line);
  });

  test('the sender of the open message is marked and comes first', async () => {
    const allegro = senderOf({
      channel: 'allegro',
      key: 'zanetka_84',
      value: 'zanetka_84',
      integration: 'Lampka',
    });
    showKnown({ senders: [allegro, senderOf()] });
    const rows = within(await screen.findByRole('region', { name: 'Senders' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent.includes('this message'))).toEqual([true, false]);
    expect(rows[1]?.textContent).toContain('Allegro · Lampka');
    expect(await wrongs()).toEqual([]);
  });

  test('a contact with many senders shows five, and all of them on demand', async () => {
    const senders = Array.from({ length: 60 }, (_, at) =>
      senderOf({ key: `k${at}`, value: `k${at}@poczta.example` }),
    );
    const { user } = showKnown({ senders });
    const region = await screen.findByRole('region', { name: 'Senders' });
    expect(within(region).getAllByRole('listitem')).toHaveLength(5);
    await user.click(within(region).getByRole('button', { name: 'and 55 more' }));
    expect(within(region).getAllByRole('listitem')).toHaveLength(60);
  });

  test('law 9: an address that is no web page is never a link', async () => {
    showKnown({ senders: [senderOf({ conversationUrl: 'javascript:alert(1)' })] });
    await screen.findByRole('region', { name: 'Senders' });
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('B9: the conversation opens in a tab of its own', async () => {
    showKnown({ senders: [senderOf({ conversationUrl: 'https://mail.example/1' })] });
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Open conversation' });
    expect([link.href, link.target, link.rel]).toEqual(['https://mail.example/1', '_blank', 'noreferrer']);
  });

  test('X4: deleting leads to the contacts page, with the confirmation asked there', async () => {
    const { book, user } = showKnown();
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: ID, action: 'delete' });
    expect(book.deleteContact).not.toHaveBeenCalled();
  });

  test('X4, Z: to an agent, who may not delete, it is not offered', async () => {
    const status = statusOf({ workspace: { name: 'Lampka', role: 'agent', others: 0 } });
    const { user } = showSidebar({ here: hereOf(KNOWN), contacts: [contactOf()], status });
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await screen.findByRole('menuitem', { name: 'Copy all details' });
    expect(screen.queryByRole('menuitem', { name: 'Delete…' })).toBeNull();
  });

  test('Z: nor while it is not known yet who works here', async () => {
    const never = new Promise<BookStatus>(() => undefined);
    const { user } = showSidebar({ here: hereOf(KNOWN), contacts: [contactOf()] }, { status: () => never });
    await user.click(await screen.findByRole('button', { name: 'More actions' }));
    await screen.findByRole('menuitem', { name: 'Copy all details' });
    expect(screen.queryByRole('menuitem', { name: 'Delete…' })).toBeNull();
  });
});

describe('renaming', () => {
  test('B4: Enter saves the new name', async () => {
    const { book, user } = showKnown();
    await edit(user, 'Żaneta G.');
    await user.keyboard('{Enter}');
    expect(book.rename).toHaveBeenCalledWith(ID, 'Żaneta G.');
    expect(await screen.findByRole('heading', { level: 2, name: 'Żaneta G.' })).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Rename' })));
  });

  test('B4: the tick saves, too', async () => {
    const { book, user } = showKnown();
    await edit(user, 'Żaneta G.');
    await user.click(screen.getByRole('button', { name: 'Save the name' }));
    expect(book.rename).toHaveBeenCalledWith(ID, 'Żaneta G.');
  });

  test('B4: Esc leaves the name as it was and the sidebar open', async () => {
    const { book, user } = showKnown();
    await edit(user, 'Somebody else');
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('heading', { level: 2, name: 'Żaneta Gżegżółka' })).toBeTruthy();
    expect(book.rename).not.toHaveBeenCalled();
    expect(book.closeSidebar).not.toHaveBeenCalled();
  });

  test('A20, B4: a taken name is told while it is typed, with its contact, and Enter does not lose it', async () => {
    const check = async ({ name }: { name: string }): Promise<DraftProblem[]> =>
      name === OTHER.name ? [{ at: 'name', problem: { reason: 'name_taken', contact: OTHER } }] : [];
    const { book, user } = showKnown({}, { check });
    const field = await edit(user, OTHER.name);
    expect(await screen.findByText(/Another contact is already called “Jan Kowalski”/u)).toBeTruthy();
    expect(await wrongs()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(book.rename).not.toHaveBeenCalled();
    expect(field.value).toBe(OTHER.name);
    await user.click(screen.getByRole('button', { name: 'Open Jan Kowalski' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: OTHER.id });
  });

  test('B4: a name that the book refuses at the last moment stays in the field, with the reason', async () => {
    const rename = async () => {
      throw new ProblemError({ reason: 'name_taken', contact: OTHER });
    };
    const { user } = showKnown({}, { rename });
    const field = await edit(user, 'Jan Kowalski');
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/Another contact is already called “Jan Kowalski”/u)).toBeTruthy();
    expect(field.value).toBe('Jan Kowalski');
  });

  test('B4: another message opened meanwhile does not lose what was typed', async () => {
    const { turn, user } = showKnown();
    await edit(user, 'Half a na');
    await turn({ here: hereOf({ state: 'own' }, requesterOf({ address: 'biuro@lampka.example' })) });
    await screen.findByText('This message is from your own team.');
    await turn({ here: hereOf(KNOWN) });
    expect((await nameField()).value).toBe('Half a na');
  });
});

describe('notes', () => {
  test('E32: a note is added and shown with its author and moment, visible to the team only', async () => {
    const { book, user } = showKnown();
    await user.type(await screen.findByRole('textbox', { name: 'Add note' }), 'Called back.');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    expect(book.putNote).toHaveBeenCalledWith(ID, 'Called back.', null, false);
    const note = await screen.findByRole('article');
    expect(note.textContent).toMatch(/Called back\.You · .+not sent yet/u);
    expect(screen.getByText('visible to your team only')).toBeTruthy();
  });

  test('notes stand newest first, the last one on the first screen and all on the rail', async () => {
    const notes = [
      { ...NOTE, id: 'old', text: 'The old one', createdAt: '2026-11-18T10:00:00Z' },
      { ...NOTE, id: 'new', text: 'The new one', createdAt: '2026-11-20T10:00:00Z' },
    ];
    const { user } = showKnown({ notes });
    expect(
      (await screen.findAllByRole('article')).map(({ textContent }) => textContent.slice(0, 11)),
    ).toEqual(['The new one']);
    await user.click(rail('Notes'));
    expect(screen.getAllByRole('article').map(({ textContent }) => textContent.slice(0, 11))).toEqual([
      'The new one',
      'The old one',
    ]);
    expect(await wrongs()).toEqual([]);
  });

  test('one’s own note can be edited and deleted, a colleague’s cannot', async () => {
    const createdAt = '2026-11-20T10:00:00Z';
    const notes = [
      { ...NOTE, id: 'own', mine: true, mayEdit: true, text: 'Mine', createdAt },
      { ...NOTE, id: 'theirs', text: 'Hers', createdAt: '2026-11-19T10:00:00Z' },
    ];
    const { book, user } = showKnown({ notes });
    await user.click(await screen.findByRole('button', { name: 'Rename' }).then(() => rail('Notes')));
    expect(screen.getAllByRole('button', { name: 'Edit note' })).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Delete note' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete this note?' });
    expect(await wrongs()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    expect(book.deleteNote).toHaveBeenCalledWith('own');
  });

  test('R14: what is not on the server yet is marked so, in words', async () => {
    showKnown({ unsentFields: ['name', 'country'] });
    await screen.findByRole('region', { name: 'Details' });
    expect(screen.getAllByText('not sent yet')).toHaveLength(2);
  });
});
