import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { freshLocal, openBook, requester } from './open-book.ts';

freshLocal();

async function withContact() {
  const book = openBook();
  const { contact } = await book.addSender(requester());
  return { book, id: contact.id };
}

/** An event as other software posts it. */
const posted = (contactId: string, values: Record<string, string | number>): NewChange => ({
  name: 'record.put',
  args: {
    kind: 'event',
    id: crypto.randomUUID(),
    contactId,
    set: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { value, origin: 'api' as const }]),
    ),
    base: {},
  },
});

async function post(...changes: NewChange[]) {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  await applyChanges(db, changes, new Date().toISOString());
  db.close();
}

const kinds = (entries: { kind: string }[]) => entries.map(({ kind }) => kind);

describe('the timeline of a contact', () => {
  test('E44: has what happened: notes, tickets, calls, events, senders, merges, tags and orders, newest first', async () => {
    const { book, id } = await withContact();
    const pause = () => new Promise((resolve) => setTimeout(resolve, 3));
    const { id: tag } = await book.putTag({ name: 'refund' });
    await pause();
    await book.setFields(id, { [`tag/${tag}`]: { value: true, origin: 'typed' } }, {});
    await pause();
    await book.putNote(id, 'Pays late');
    await pause();
    await book.putCall(id, '+48501222333');
    await pause();
    await book.attachSender(id, { channel: 'allegro', value: 'jank84' });
    await pause();
    await book.linkOrders(id, requester({ orders: ['10482'] }));
    const { entries, counts } = await book.timeline(id, { filter: 'all', limit: 50 });
    expect(kinds(entries)).toEqual(['order', 'sender', 'event', 'note', 'tags', 'added']);
    expect(counts).toEqual({ all: 5, notes: 1, conversations: 1, tickets: 0, orders: 1 });
    expect(entries[4]).toMatchObject({ added: [tag], removed: [] });
  });

  test('E44: nothing that was done with a contact stands below its being added, which a server dates when it hears of it; what software posted may', async () => {
    const { book, id } = await withContact();
    await book.putCall(id, '+48501222333');
    await book.linkOrders(id, requester({ orders: ['10482'] }));
    const at = new Date(Date.now() - 60_000).toISOString();
    await post(posted(id, { externalId: 'c', type: 'chat', at }));
    const db = await openWorkspace(LOCAL_WORKSPACE);
    await db.contacts.update(id, { createdAt: new Date(Date.now() + 60_000).toISOString() });
    db.close();
    const { entries } = await book.timeline(id, { filter: 'all', limit: 50 });
    expect(kinds(entries).toSorted()).toEqual(['added', 'event', 'event', 'order']);
    expect(kinds(entries.slice(-2))).toEqual(['added', 'event']);
    expect(entries.at(-1)).toMatchObject({ event: { type: 'chat' } });
  });

  test('E44: what was done with a contact that was merged is on its survivor’s timeline, and the merge itself', async () => {
    const { book, id } = await withContact();
    const { contact: other } = await book.addSender(
      requester({ name: 'Janek', address: 'janek@poczta.example' }),
    );
    await book.putNote(other.id, 'Knows the courier');
    await book.merge(other.id, id);
    const { entries } = await book.timeline(id, { filter: 'all', limit: 50 });
    expect(kinds(entries)).toContain('merge');
    expect(entries.find(({ kind }) => kind === 'note')).toMatchObject({
      note: { text: 'Knows the courier' },
    });
  });

  test('X15, E48, E49: events that other software posted are shown with all that was posted, by nobody of the team', async () => {
    const { book, id } = await withContact();
    const order = {
      externalId: 'o-1',
      type: 'order',
      at: '2026-11-01T10:00:00.000Z',
      title: 'Order 9931',
      url: 'https://shop.example/9931',
      'data/total': 129.9,
    };
    const visit = {
      externalId: 'v-1',
      type: 'web-session',
      at: '2026-11-02T10:00:00.000Z',
      browser: 'Firefox',
    };
    const wicked = {
      externalId: 'x-1',
      type: 'chat',
      at: '2026-11-03T10:00:00.000Z',
      url: 'javascript:alert(1)',
    };
    await post(posted(id, order), posted(id, visit), posted(id, wicked));
    const { entries } = await book.timeline(id, { filter: 'all', limit: 50 });
    expect(entries.find((one) => one.kind === 'event' && one.event.type === 'order')).toMatchObject({
      by: null,
      mine: false,
      event: {
        title: 'Order 9931',
        url: 'https://shop.example/9931',
        data: [{ label: 'total', value: '129.9' }],
      },
    });
    const [chat] = (await book.timeline(id, { filter: 'conversations', limit: 50 })).entries;
    expect(chat).toMatchObject({ event: { type: 'chat', url: null } });
    expect(kinds((await book.timeline(id, { filter: 'orders', limit: 50 })).entries)).toEqual(['event']);
  });

  test('R6: an order that software told of is not told again because a page quoted it', async () => {
    const { book, id } = await withContact();
    await post(
      posted(id, { externalId: 'o', type: 'order', at: '2026-11-01T10:00:00.000Z', 'data/number': '10482' }),
    );
    await book.linkOrders(id, requester({ orders: ['10482', '9931'] }));
    const { entries } = await book.timeline(id, { filter: 'orders', limit: 50 });
    expect(kinds(entries).toSorted()).toEqual(['event', 'order']);
  });

  test('E45: a captured conversation keeps its text and the way back, and says where it was cut', async () => {
    const { book, id } = await withContact();
    const shown = {
      subject: 'Order 10482',
      text: 'Where is it?',
      url: 'https://mail.example/t/7',
      channel: 'email',
    };
    expect(await book.putConversation(id, shown)).toBe(true);
    expect(await book.putConversation(id, { ...shown, text: 'x'.repeat(30_000) })).toBe(false);
    const { entries } = await book.timeline(id, { filter: 'conversations', limit: 5 });
    expect(entries[1]).toMatchObject({
      event: { text: 'Where is it?', title: 'Order 10482', url: shown.url },
    });
    expect((await book.contact(id))?.fields['order/10482']).toMatchObject({ value: shown.url });
  });

  test('E44: many events come part by part, each once', async () => {
    const { book, id } = await withContact();
    const at = (minute: number) =>
      new Date(Date.UTC(2026, 0, 1) + Math.floor(minute / 2) * 60_000).toISOString();
    await post(
      ...Array.from({ length: 400 }, (_, n) => posted(id, { externalId: `e${n}`, type: 'chat', at: at(n) })),
    );
    const seen = new Set<string>();
    let before: Parameters<typeof book.timeline>[1]['before'];
    for (let part = 0; part < 100; part += 1) {
      const { entries, before: next } = await book.timeline(id, {
        filter: 'all',
        limit: 90,
        ...(before && { before }),
      });
      for (const entry of entries) seen.add(entry.id);
      if (!next) break;
      before = next;
    }
    expect(seen.size).toBe(401);
  }, 60_000);
});

describe('notes', () => {
  test('E47: an edited note keeps what it said, and a warning is one until it is taken back', async () => {
    const { book, id } = await withContact();
    await book.putNote(id, 'First', undefined, true);
    const [made] = (await book.contact(id))?.notes ?? [];
    expect(made).toMatchObject({ isWarning: true, before: [] });
    await book.putNote(id, 'Second', made?.id);
    expect((await book.contact(id))?.notes[0]).toMatchObject({
      text: 'Second',
      isWarning: true,
      before: [{ text: 'First' }],
    });
    await book.putNote(id, 'Second', made?.id, false);
    expect((await book.contact(id))?.notes[0]).toMatchObject({
      isWarning: false,
      before: [{ text: 'First' }],
    });
  });

  test('G18, G26: an order that a shop posts is told with its date and what it came to, counted, and not told twice', async () => {
    const { book, id } = await withContact();
    await book.linkOrders(id, requester({ orders: ['10482', '10499'] }));
    const at = '2026-11-20T10:00:00.000Z';
    await post(posted(id, { type: 'order', at, 'data/number': '10482', 'data/total': '349,00 zł' }));
    const { entries, counts } = await book.timeline(id, { filter: 'orders', limit: 20 });
    expect(counts?.orders).toBe(2);
    expect(entries[0]).toMatchObject({ kind: 'order', number: '10499' });
    expect(entries[1]).toMatchObject({
      kind: 'event',
      at,
      event: {
        data: [
          { label: 'number', value: '10482' },
          { label: 'total', value: '349,00 zł' },
        ],
      },
    });
  });

  test('R2, G29: whoever has a warning is recognised with it, the newest, in one line', async () => {
    const { book, id } = await withContact();
    expect(await book.recognise([requester()])).toEqual([
      { state: 'known', contact: { id, name: 'Jan Kowalski' } },
    ]);
    await book.putNote(id, 'Old warning', undefined, true);
    await new Promise((resolve) => setTimeout(resolve, 3));
    await book.putNote(id, `Pays\nlate ${'x'.repeat(200)}`, undefined, true);
    const [known] = await book.recognise([requester()]);
    expect(known).toMatchObject({ state: 'known', warning: expect.stringMatching(/^Pays late x{109}…$/u) });
  });
});
