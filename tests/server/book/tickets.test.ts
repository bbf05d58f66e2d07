import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requester } from '../../unit/book/open-book.ts';
import { openInbox } from '../smtp-inbox.ts';
import { startTeam, type Team } from '../team.ts';
import { joined, leave, line } from './member.ts';

let inbox: Awaited<ReturnType<typeof openInbox>>;
let team: Team;
beforeAll(async () => {
  inbox = await openInbox();
  team = await startTeam({ mail: { url: inbox.url, from: 'Carnet <carnet@shop.example>' } });
});
afterAll(async () => {
  await team.running.stop();
  await inbox.close();
});

const NOTHING = { assignee: null, department: null, priority: 'medium' as const, tags: [] };

test('E36, E37, E39, E43: a ticket to an e-mail that has just joined the profile goes out with its file, once; offline it says so and is sent later', async () => {
  const { book } = await joined(team);
  expect(await book.mailServer()).toMatchObject({ state: 'sends' });
  const { contact } = await book.addSender(requester());
  const email = { 'email/jan@nowy.example': { value: 'jan@nowy.example', origin: 'typed' as const } };
  await book.setFields(contact.id, email, {});
  const draft = { ...NOTHING, to: 'jan@nowy.example', subject: 'Paczka', text: 'W drodze.' };
  const id = await book.putTicket(contact.id, draft);
  const file = { id: crypto.randomUUID(), name: 'a.txt', type: 'text/plain', size: 6 };
  await book.putFilePart(id, file, { index: 0, of: 2, data: 'QUJD' });
  await book.putFilePart(id, file, { index: 1, of: 2, data: 'REVG' });

  line.isUp = false;
  expect(await book.sendTicket(id)).toMatchObject({ delivery: 'failed', problem: 'server_unreachable' });
  expect(await book.mailServer()).toEqual({ state: 'unknown' });
  line.isUp = true;
  await book.syncNow();
  inbox.rules.refuse = '550 nobody';
  expect(await book.sendTicket(id)).toMatchObject({ delivery: 'failed', problem: 'mail_refused' });
  inbox.rules.refuse = null;
  const sent = await book.sendTicket(id);
  expect(sent).toMatchObject({ delivery: 'sent', state: 'open', way: 'server', problem: null });
  expect(await book.sendTicket(id)).toMatchObject({ sentAt: sent.sentAt });
  expect(inbox.taken).toHaveLength(1);
  expect(inbox.taken[0]?.data).toContain('QUJDREVG');
  expect(await book.filePart(file.id, 0)).toBeNull();
  await leave(book);
});

test('E44: in a team the server tells who changed which tags; while it cannot be reached the rest is shown, and that is said', async () => {
  const { book } = await joined(team);
  const { contact } = await book.addSender(requester({ name: 'Tagged', address: 'tagged@poczta.example' }));
  const { id: tag } = await book.putTag({ name: 'refund' });
  await book.setFields(contact.id, { [`tag/${tag}`]: { value: true, origin: 'typed' } }, {});
  await book.syncNow();
  const told = await book.timeline(contact.id, { filter: 'all', limit: 20 });
  expect(told.tagChanges).toBe('told');
  expect(told.entries.find(({ kind }) => kind === 'tags')).toMatchObject({ added: [tag], by: 'Olga Owner' });
  line.isUp = false;
  const offline = await book.timeline(contact.id, { filter: 'all', limit: 20 });
  expect(offline.tagChanges).toBe('unreachable');
  expect(offline.entries.map(({ kind }) => kind)).toEqual(['added']);
  line.isUp = true;
  await book.syncNow();
  await leave(book);
});

test('B16: of a sender that was taken off the timeline still says so, and keeps what was written from it', async () => {
  const { book } = await joined(team);
  const { contact } = await book.addSender(requester({ name: 'Two', address: 'two@poczta.example' }));
  // Pushed together with what follows, it would be added at the moment of the push: after what was noted before that.
  await book.syncNow();
  await book.attachSender(contact.id, { channel: 'allegro', value: 'two77' });
  const shown = {
    subject: 'Paczka',
    text: 'Kiedy dojdzie?',
    url: 'https://allegro.example/1',
    channel: 'allegro',
  };
  await book.putConversation(contact.id, shown);
  await book.detachSender(contact.id, 'allegro', 'two77');
  await book.syncNow();
  const { entries } = await book.timeline(contact.id, { filter: 'all', limit: 20 });
  expect(entries.map(({ kind }) => kind)).toEqual(['sender', 'event', 'added']);
  expect(entries[0]).toMatchObject({ isGone: true, value: 'two77', channel: 'allegro', by: 'Olga Owner' });
  expect(entries[1]).toMatchObject({ event: { channel: 'allegro', title: 'Paczka' } });
  await leave(book);
});
