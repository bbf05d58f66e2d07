import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import type { Fields } from '#lib/model/field.ts';
import type { Retention } from '#lib/model/retention.ts';
import type { Sender } from '#lib/model/sender.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { freshLocal, problem } from './open-book.ts';
import { ended, open, ownClock, pass } from './working.ts';

freshLocal();
ownClock();

const DAY = 24 * 3_600_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });
const amazon: Retention = { channel: 'amazon', days: 30, what: 'redact' };
const relay = '0x7qk2v9zz41m@marketplace.amazon.de';
const sender = (channel: string, key: string, name = ''): Sender => ({
  channel,
  key,
  value: key,
  details: name === '' ? {} : { name },
});

type Made = { name: string; senders: Sender[]; fields?: Fields; seen?: number };

/** A contact as it lies in the book, last seen so many days ago. @returns its id */
async function made({ name, senders, fields = {}, seen = 40 }: Made): Promise<string> {
  const id = crypto.randomUUID();
  const args = { id, name, senders, fields: { lastSeen: typed(ago(seen)), ...fields } };
  await put({ name: 'contact.create', args }, ago(seen));
  return id;
}

async function put(change: NewChange, at = new Date().toISOString()): Promise<void> {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  await applyChanges(db, [change], at);
  db.close();
}

const record = (kind: string, contactId: string, set: Fields, at?: string) =>
  put({ name: 'record.put', args: { kind, id: crypto.randomUUID(), contactId, set, base: {} } }, at);

async function recordsOf(contactId: string) {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const rows = await db.records.toArray();
  db.close();
  return rows.filter((row) => row.contactId === contactId);
}

/** Looks through all that this device keeps of contacts, search and merges included. */
async function nothingIsLeft(words: readonly string[]) {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const tables = [db.contacts, db.merged, db.senders, db.records, db.searchParts, db.table('factColumns')];
  const all = JSON.stringify(await Promise.all(tables.map((table) => table.toArray()))).toLowerCase();
  db.close();
  expect(words.filter((word) => all.includes(word.toLowerCase()))).toEqual([]);
}

/** Keeps a rule to its end. */
async function keep(book: BookCore, rule: Retention, id?: string) {
  await book.putRetention(rule, id);
  await allEnded(book);
}
async function allEnded(book: BookCore) {
  for (const job of await book.jobs()) await ended(book, job.id);
}

describe('a rule of retention', () => {
  test('G30, R9: one a channel, edited and taken away; what is no rule is refused', async () => {
    const book = open();
    expect(await book.retention()).toEqual({ rules: [], keptAt: null });
    await keep(book, amazon);
    await keep(book, { channel: 'ebay', days: 90, what: 'delete' });
    const { rules } = await book.retention();
    expect(rules).toMatchObject([amazon, { channel: 'ebay', days: 90, what: 'delete' }]);
    expect(await problem(book.putRetention({ ...amazon, days: 3 }))).toMatchObject({
      reason: 'definition_taken',
    });
    await keep(book, { ...amazon, days: 60 }, rules[0]?.id);
    expect((await book.retention()).rules[0]).toMatchObject({ days: 60 });
    await book.deleteRetention(rules[0]?.id ?? '');
    expect((await book.retention()).rules).toMatchObject([{ channel: 'ebay' }]);
    expect(await problem(book.putRetention(amazon, crypto.randomUUID()))).toMatchObject({
      reason: 'definition_gone',
    });
  });

  test('G30: is about those of whom nobody has heard for so long, and who are known from nowhere else', async () => {
    const book = open();
    await book.status();
    await made({ name: 'Old Olga', senders: [sender('amazon', relay)] });
    await made({ name: 'Recent Rita', senders: [sender('amazon', 'a2')], seen: 29 });
    await made({
      name: 'Known Karl',
      senders: [sender('amazon', 'a3'), sender('email', 'karl@poczta.example')],
    });
    await made({ name: 'Other Ola', senders: [sender('ebay', 'ola')] });
    await made({ name: 'Typed Tom', senders: [] });
    const written = await made({ name: 'Written Wit', senders: [sender('amazon', 'a4')] });
    await record('ticket', written, { state: typed('open'), text: typed('x') });
    const talked = await made({ name: 'Talked Tola', senders: [sender('amazon', 'a5')] });
    await record('event', talked, { type: typed('conversation'), at: typed(ago(2)), text: typed('x') });
    await record('event', talked, { type: typed('conversation'), at: typed(ago(45)), text: typed('x') });
    expect(await book.overdue(amazon)).toBe(1);
    expect(await book.overdue({ ...amazon, days: 20 })).toBe(2);
    expect(await book.overdue({ ...amazon, what: 'delete' })).toBe(1);
    expect(await book.overdue({ ...amazon, days: 41 })).toBe(0);
  });

  test('G30: where nobody knows when somebody was seen, the last change counts', async () => {
    const book = open();
    await book.status();
    const id = crypto.randomUUID();
    const senders = [sender('amazon', 'a1')];
    await put({ name: 'contact.create', args: { id, name: 'Nobody Knows', fields: {}, senders } }, ago(50));
    expect(await book.overdue(amazon)).toBe(1);
    await book.rename(id, 'Somebody Knows');
    expect(await book.overdue(amazon)).toBe(0);
  });
});

describe('what is redacted', () => {
  test('R9: everything personal goes; the opaque key, orders and tags stay', async () => {
    const book = open();
    const tag = await book.putTag({ name: 'Lamps' });
    const [tier, story] = [
      await book.putAttribute({ name: 'Tier', type: 'list', options: ['Gold'] }),
      await book.putAttribute({ name: 'Story', type: 'text' }),
    ];
    const id = await made({
      name: 'Anna Schmidt',
      senders: [sender('amazon', relay, 'Anna Schmidt'), sender('amazon', 'anna@poczta.example')],
      fields: {
        firstName: typed('Anna'),
        'email/anna@poczta.example': typed('anna@poczta.example'),
        'phone/+4930123456': typed('+49 30 123456'),
        city: typed('Berlin'),
        postcode: typed('10115'),
        deliveryName: typed('A. Schmidt'),
        ip: typed('192.0.2.7'),
        country: typed('DE'),
        'order/30212345671234567': typed(true),
        [`tag/${tag.id}`]: typed(true),
        [tier.key]: typed('Gold'),
        [story.key]: typed('Has a dog'),
        'alias/Anna S.': typed(true),
        fromANewerVersion: typed('Anna'),
      },
    });
    await record('note', id, { text: typed('Call Anna'), warning: typed(true) });
    await record('picture', id, { data: typed('data:image/png;base64,AA==') });
    await record('event', id, { type: typed('conversation'), at: typed(ago(50)), text: typed('I am Anna') });
    await record('block', id, { reason: typed('Anna shouts') });
    await record('ticket', id, { state: typed('closed'), subject: typed('Anna'), text: typed('x') }, ago(60));
    await keep(book, amazon);
    const contact = await book.contact(id);
    expect(contact?.name).toBe('Amazon 0x7qk2v9zz41');
    expect(Object.keys(contact?.fields ?? {}).toSorted()).toEqual(
      ['cleared', 'country', tier.key, 'lastSeen', 'order/30212345671234567', `tag/${tag.id}`].toSorted(),
    );
    expect(contact?.senders.map(({ key, name }) => [key, name])).toEqual([[relay, null]]);
    const rows = await recordsOf(id);
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['block', 'ticket']);
    expect(JSON.stringify(rows)).not.toContain('Anna');
    expect((await book.list({ text: 'Anna', sort: 'best', offset: 0, limit: 5 })).total).toBe(0);
  });

  test('G30: a second time nothing is done, whatever was cleared', async () => {
    const book = open();
    await book.status();
    const [one, two] = [
      await made({ name: 'One', senders: [sender('amazon', relay)] }),
      await made({ name: 'Two', senders: [sender('amazon', '0x7qk2v9zz41b@marketplace.amazon.de')] }),
    ];
    await keep(book, amazon);
    const names = [(await book.contact(one))?.name, (await book.contact(two))?.name];
    expect(new Set(names).size).toBe(2);
    expect(names.every((name) => name?.startsWith('Amazon 0x7qk2v9zz41'))).toBe(true);
    expect(await book.overdue(amazon)).toBe(0);
    const jobs = (await book.jobs()).length;
    pass(2 * DAY);
    await book.wake();
    await allEnded(book);
    expect((await book.jobs()).length).toBeLessThanOrEqual(jobs);
    expect([(await book.contact(one))?.name, (await book.contact(two))?.name]).toEqual(names);
  });

  test('G30: a plain address is no opaque key: it goes, and who writes from it again is new', async () => {
    const book = open();
    await book.status();
    const id = await made({ name: 'Plain Paula', senders: [sender('email', 'paula@poczta.example')] });
    await keep(book, { channel: 'email', days: 30, what: 'redact' });
    const contact = await book.contact(id);
    expect(contact?.senders).toEqual([]);
    expect(contact?.name).toMatch(/^Email C-[0-9A-F]{6}$/u);
  });

  test('G30, R7: merged ones are cleared with their survivor, and undoing the merge brings nothing back', async () => {
    const book = open();
    await book.status();
    const [from, into] = [
      await made({
        name: 'Fiona Former',
        senders: [sender('amazon', 'f1', 'Fiona')],
        fields: { city: typed('Firenze'), country: typed('IT') },
      }),
      await made({
        name: 'Ingrid Into',
        senders: [sender('amazon', 'i1', 'Ingrid')],
        fields: { city: typed('Innsbruck'), country: typed('AT') },
      }),
    ];
    await record('note', from, { text: typed('Fiona has a dog') });
    const done = await book.merge(from, into, { name: 'Fiona Innsbruck', set: { city: typed('Firenze') } });
    await put({ name: 'contact.patch', args: { id: into, set: { lastSeen: typed(ago(40)) }, base: {} } });
    expect(await book.overdue(amazon)).toBe(1);
    await keep(book, amazon);
    await nothingIsLeft(['Fiona', 'Ingrid', 'Firenze', 'Innsbruck']);
    expect((await book.contact(into))?.senders.map(({ key }) => key).toSorted()).toEqual(['f1', 'i1']);
    expect(await book.overdue(amazon)).toBe(0);
    await book.unmerge(done);
    const apart = [await book.contact(from), await book.contact(into)];
    expect(apart.map((one) => [one?.fields['country']?.value, one?.senders.map(({ key }) => key)])).toEqual([
      ['IT', ['f1']],
      ['AT', ['i1']],
    ]);
    expect(new Set(apart.map((one) => one?.name)).size).toBe(2);
    await nothingIsLeft(['Fiona', 'Ingrid', 'Firenze', 'Innsbruck']);
  });

  test('G30, R7: one of whom nobody has heard for long is left where somebody has of one that is merged into it', async () => {
    const book = open();
    await book.status();
    const [from, into] = [
      await made({ name: 'From', senders: [sender('amazon', 'f1')] }),
      await made({ name: 'Into', senders: [sender('amazon', 'i1')] }),
    ];
    await record('event', from, { type: typed('conversation'), at: typed(ago(2)), text: typed('x') });
    await book.merge(from, into);
    expect(await book.overdue(amazon)).toBe(0);
    expect(await book.overdue({ ...amazon, days: 1 })).toBe(1);
  });

  test('G30, R7: a merge that was undone keeps neither names nor values of whoever is cleared', async () => {
    const book = open();
    await book.status();
    const [from, into] = [
      await made({
        name: 'Fiona Former',
        senders: [sender('amazon', 'f1')],
        fields: { city: typed('Firenze') },
      }),
      await made({ name: 'Known Karl', senders: [sender('email', 'karl@poczta.example')] }),
    ];
    const done = await book.merge(from, into, { set: { city: typed('Firenze') } });
    await book.unmerge(done);
    await keep(book, amazon);
    await nothingIsLeft(['Fiona', 'Firenze']);
    expect((await book.contact(into))?.name).toBe('Known Karl');
  });

  test('G30: delete deletes, records and all', async () => {
    const book = open();
    await book.status();
    const id = await made({ name: 'Old Olga', senders: [sender('amazon', relay)] });
    await record('note', id, { text: typed('x') });
    await keep(book, { ...amazon, what: 'delete' });
    expect(await book.contact(id)).toBeNull();
    expect(await recordsOf(id)).toEqual([]);
  });
});

describe('keeping the rules', () => {
  test('G30: once a day by the alarm, also alone; who comes due later is cleared then', async () => {
    const book = open();
    await book.status();
    const id = await made({ name: 'Soon Sonia', senders: [sender('amazon', relay)], seen: 29 });
    await keep(book, amazon);
    await book.wake();
    const first = (await book.retention()).keptAt;
    expect(first).not.toBeNull();
    pass(DAY / 2);
    await book.wake();
    expect((await book.retention()).keptAt).toBe(first);
    expect((await book.contact(id))?.name).toBe('Soon Sonia');
    pass(2 * DAY);
    await book.wake();
    await allEnded(book);
    expect((await book.contact(id))?.name).toBe('Amazon 0x7qk2v9zz41');
    expect((await book.retention()).keptAt).not.toBe(first);
  });

  test('G30: whoever comes back is left, and is cleared again in their time', async () => {
    const book = open();
    await book.status();
    const id = await made({ name: 'Back Barbara', senders: [sender('amazon', relay)] });
    await keep(book, amazon);
    await book.setFields(id, { lastSeen: typed(ago(0)), city: typed('Berlin') }, {});
    pass(2 * DAY);
    await book.wake();
    await allEnded(book);
    expect((await book.contact(id))?.fields['city']?.value).toBe('Berlin');
    pass(40 * DAY);
    await book.wake();
    await allEnded(book);
    expect((await book.contact(id))?.fields['city']).toBeUndefined();
  });
});
