import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { TicketDraft } from '#lib/messages/dealings.ts';
import { FILE_PART, FILES_BYTES } from '#lib/model/ticket.ts';
import { draft, find, freshLocal, openBook, problem, requester } from './open-book.ts';

freshLocal();

const ticket = (more: Partial<TicketDraft> = {}): TicketDraft => ({
  to: 'jan.kowalski@poczta.example',
  subject: 'Zamówienie 10482',
  text: 'Dzień dobry',
  assignee: null,
  department: null,
  priority: 'medium',
  tags: [],
  ...more,
});

async function withContact() {
  const book = openBook();
  const { contact } = await book.addSender(requester());
  return { book, id: contact.id };
}

const file = (more: object = {}) => ({
  id: crypto.randomUUID(),
  name: 'a.pdf',
  type: 'application/pdf',
  size: 6,
  ...more,
});

describe('a ticket', () => {
  test('E38, E40, E41, E42: keeps what it says, whom it is given to, its priority and its tags', async () => {
    const { book, id } = await withContact();
    const { id: department } = await book.putDepartment('Returns');
    const { id: tag } = await book.putTag({ name: 'refund' });
    const made = await book.putTicket(id, ticket({ department, priority: 'highest', tags: [tag] }));
    expect(await book.ticket(made)).toMatchObject({
      contactId: id,
      ...ticket({ department, priority: 'highest', tags: [tag] }),
      delivery: 'draft',
      state: 'draft',
      sentAt: null,
    });
    await book.putTicket(id, ticket({ priority: 'low' }), made);
    expect(await book.ticket(made)).toMatchObject({ priority: 'low', tags: [], department: null });
  });

  test('E40: a department is made once, whatever its letters', async () => {
    const { book } = await withContact();
    const first = await book.putDepartment('Returns');
    expect(await book.putDepartment(' returns ')).toEqual(first);
    expect(await book.departments()).toEqual([first]);
    expect(await problem(book.putDepartment(' '))).toMatchObject({ reason: 'name_empty' });
  });

  test('E43: handed to a composer it is open, and nobody says that it was sent before somebody does', async () => {
    const { book, id } = await withContact();
    const made = await book.putTicket(id, ticket());
    await book.handTicket(made, 'gmail');
    expect(await book.ticket(made)).toMatchObject({
      delivery: 'handed',
      state: 'open',
      way: 'gmail',
      sentAt: null,
    });
    await book.settleTicket(made, 'sent');
    expect(await book.ticket(made)).toMatchObject({ delivery: 'sent', state: 'open', way: 'gmail' });
    await book.settleTicket(made, 'closed');
    expect(await book.ticket(made)).toMatchObject({ delivery: 'sent', state: 'closed' });
  });

  test('E43: what was sent stays as it was written', async () => {
    const { book, id } = await withContact();
    const made = await book.putTicket(id, ticket());
    await book.settleTicket(made, 'sent');
    await book.putTicket(id, ticket({ text: 'Something else', priority: 'high' }), made);
    expect(await book.ticket(made)).toMatchObject({ text: 'Dzień dobry', priority: 'high' });
    expect(await problem(book.deleteTicket(made))).toMatchObject({ reason: 'not_permitted' });
  });

  test('E36: whoever works alone has no server that sends', async () => {
    const { book, id } = await withContact();
    expect(await book.mailServer()).toEqual({ state: 'none' });
    const made = await book.putTicket(id, ticket());
    expect(await problem(book.sendTicket(made))).toMatchObject({ reason: 'no_mail_server' });
    expect(await book.ticket(made)).toMatchObject({ delivery: 'draft' });
  });

  test.each([
    [{ to: '' }, 'address_missing'],
    [{ subject: ' ' }, 'subject_empty'],
    [{ text: ' \n' }, 'text_empty'],
  ])('E43: one that lacks something is not sent: %o', async (more, reason) => {
    const { book, id } = await withContact();
    const made = await book.putTicket(id, ticket(more));
    expect(await problem(book.sendTicket(made))).toMatchObject({ reason });
  });

  test('E37, E38: an address that is none, and what is too long, are refused and change nothing', async () => {
    const { book, id } = await withContact();
    expect(await problem(book.putTicket(id, ticket({ to: 'nobody' })))).toMatchObject({
      reason: 'not_an_email',
    });
    expect(await problem(book.putTicket(id, ticket({ subject: 'x'.repeat(501) })))).toMatchObject({
      reason: 'subject_too_long',
    });
    expect(await problem(book.putTicket(id, ticket({ text: 'x'.repeat(20_001) })))).toMatchObject({
      reason: 'note_too_long',
    });
    expect((await book.timeline(id, { filter: 'tickets', limit: 10 })).entries).toEqual([]);
  });
});

describe('files of a ticket', () => {
  test('E39: are kept on this device, part by part, until the ticket has gone out', async () => {
    const { book, id } = await withContact();
    const made = await book.putTicket(id, ticket());
    const pdf = file();
    await book.putFilePart(made, pdf, { index: 0, of: 2, data: 'QUJD' });
    expect((await book.ticket(made))?.files).toEqual([]);
    await book.putFilePart(made, pdf, { index: 1, of: 2, data: 'REVG' });
    expect((await book.ticket(made))?.files).toEqual([{ ...pdf, isHere: true }]);
    expect([
      await book.filePart(pdf.id, 0),
      await book.filePart(pdf.id, 1),
      await book.filePart(pdf.id, 2),
    ]).toEqual(['QUJD', 'REVG', null]);
    await book.handTicket(made, 'mailto');
    expect(await book.filePart(pdf.id, 0)).toBe('QUJD');
    await book.settleTicket(made, 'sent');
    expect(await book.filePart(pdf.id, 0)).toBeNull();
    expect((await book.ticket(made))?.files).toEqual([{ ...pdf, isHere: false }]);
  });

  test('E39: more than the limit, together, is refused before any of it is kept', async () => {
    const { book, id } = await withContact();
    const made = await book.putTicket(id, ticket());
    const half = () => file({ size: FILES_BYTES / 2 + 1 });
    const first = half();
    await book.putFilePart(made, first, { index: 0, of: 1, data: 'QUJD' });
    const second = half();
    expect(await problem(book.putFilePart(made, second, { index: 0, of: 1, data: 'QUJD' }))).toMatchObject({
      reason: 'files_too_large',
    });
    expect(await book.filePart(second.id, 0)).toBeNull();
    expect(FILE_PART % 4).toBe(0);
  });

  test('E39: one that is taken off, and all of a ticket that is thrown away, are gone', async () => {
    const { book, id } = await withContact();
    const made = await book.putTicket(id, ticket());
    const [one, two] = [file(), file()];
    for (const each of [one, two]) await book.putFilePart(made, each, { index: 0, of: 1, data: 'QUJD' });
    await book.deleteFile(made, one.id);
    expect((await book.ticket(made))?.files.map(({ id: left }) => left)).toEqual([two.id]);
    await book.deleteTicket(made);
    expect(await book.ticket(made)).toBeNull();
    expect(await book.filePart(two.id, 0)).toBeNull();
  });
});

describe('an e-mail address that joins a profile', () => {
  test('E37, A33, X2: another contact that has it is named, as a sender or as a value', async () => {
    const { book, id } = await withContact();
    const other = await book.addContact(
      draft({ name: 'Anna Nowak', senders: [{ channel: 'email', value: 'Anna@nowak.example' }] }),
    );
    await book.setFields(
      other.id,
      { 'email/a.nowak@firma.example': { value: 'a.nowak@firma.example', origin: 'typed' } },
      {},
    );
    expect(await book.emailHolder('anna@NOWAK.example', id)).toEqual(other);
    expect(await book.emailHolder('a.nowak@firma.example', id)).toEqual(other);
    expect(await book.emailHolder('jan.kowalski@poczta.example', id)).toBeNull();
    expect(await book.emailHolder('nobody', id)).toBeNull();
  });
});

describe('orders on a page', () => {
  test('R6: become the contact’s, lead to where they were read, and are found in the search', async () => {
    const { book, id } = await withContact();
    const conversationUrl = 'https://mail.example/thread/7';
    const from = requester({ orders: ['302-1234567-7654321', '10482'], conversationUrl });
    await book.linkOrders(id, from);
    expect((await book.contact(id))?.fields['order/10482']).toMatchObject({
      value: conversationUrl,
      origin: 'page',
    });
    expect(await find(book, '302-1234567')).toEqual(['Jan Kowalski']);
    expect(await find(book, '10482')).toEqual(['Jan Kowalski']);
    expect(await find(book, 'thread')).toEqual([]);
    const told = book.heard.length;
    await book.linkOrders(id, from);
    expect(book.heard.length).toBe(told);
  });
});
