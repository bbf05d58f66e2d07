import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { freshLocal, problem } from './open-book.ts';
import {
  ago,
  allEnded,
  amazon,
  DAY,
  keep,
  made,
  put,
  record,
  recordsOf,
  relay,
  sender,
  typed,
} from './retaining.ts';
import { open, ownClock, pass } from './working.ts';

freshLocal();
ownClock();

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
