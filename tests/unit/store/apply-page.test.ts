import { describe, expect, test } from 'vitest';
import { applyChange } from '#lib/store/apply-changes.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import type { BookDb } from '#lib/store/db.ts';
import { clientId } from '#lib/store/outbox.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import { FACT } from '#lib/search/pack.ts';
import { contactById, senderByKey } from '#lib/store/read-contacts.ts';
import { counts, packedBlocks } from '#lib/store/read-list.ts';
import { pullState } from '#lib/store/read-sync.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { AT, contactRow, create, email, freshDb, gone, page, senderRow, uuid } from './rows.ts';

const take = async (db: BookDb, taken: PullPage) =>
  applyPage(db, { clientId: await clientId(db), cursor: await nextToPull(db) }, taken, AT);
const rename = (id: string, name: string) =>
  ({ name: 'contact.patch', args: { id, name, set: {}, base: {} } }) as const;
const lines = async (db: BookDb) =>
  (await packedBlocks(db)).flatMap(({ lines }) => lines.map((line) => line.split(FACT, 1).join())).toSorted();
const token = (v: number, to: number, after: string) => ({ v, to, after, epoch: 'e' });

describe('a page', () => {
  test('brings rows, cursor and packed lines; senders may come pages after their contacts', async () => {
    const db = await freshDb();
    const first = page(
      5,
      { contact: [contactRow(uuid(1), 'Ana', 1), contactRow(uuid(2), 'Eva', 2)] },
      { next: token(0, 5, 'a'), total: 4 },
    );
    expect(await take(db, first)).toBe('more');
    expect((await pullState(db)).progress).toEqual({ done: 2, total: 4 });
    const second = {
      sender: [senderRow(uuid(1), 'a@example.com', 1), senderRow(uuid(2), 'e@example.com', 2)],
    };
    expect(await take(db, page(5, second))).toBe('drained');
    expect(await nextToPull(db)).toEqual({ v: 5, epoch: 'e' });
    expect(await lines(db)).toEqual(['ana\u0001a@example.com', 'eva\u0001e@example.com']);
  });

  test('a sender whose contact comes with the next window is in its line all the same', async () => {
    const db = await freshDb();
    await take(db, page(5, { sender: [senderRow(uuid(1), 'a@example.com', 3)] }));
    await take(db, page(6, { contact: [contactRow(uuid(1), 'Ana', 6)] }));
    expect(await lines(db)).toEqual(['ana\u0001a@example.com']);
  });

  test('asked for with a cursor that is no longer current is thrown away', async () => {
    const db = await freshDb();
    const asked = { clientId: await clientId(db), cursor: await nextToPull(db) };
    await take(db, page(7, { contact: [contactRow(uuid(1), 'New', 7)] }));
    const late = page(3, { contact: [contactRow(uuid(1), 'Old', 3)] });
    expect(await applyPage(db, asked, late, AT)).toBe('thrown-away');
    expect((await contactById(db, uuid(1)))?.name).toBe('New');
    expect(await nextToPull(db)).toEqual({ v: 7, epoch: 'e' });
  });

  test('lays unsent changes anew on what it brings, and confirms them only when its window covers them', async () => {
    const db = await freshDb();
    await take(db, page(1, { contact: [contactRow(uuid(1), 'Ana', 1)] }));
    await applyChange(db, rename(uuid(1), 'Anna'), AT);
    const changed = {
      ...contactRow(uuid(1), 'Ana', 2),
      fields: { city: { value: 'Łódź', origin: 'typed' as const } },
    };
    await take(db, page(2, { contact: [changed] }));
    expect(await contactById(db, uuid(1))).toMatchObject({
      name: 'Anna',
      fields: { city: { value: 'Łódź' } },
      version: 2,
    });
    expect(await unsentChanges(db)).toHaveLength(1);
    await take(db, page(3, { contact: [contactRow(uuid(1), 'Anna', 3)] }, { lastChangeId: 1 }));
    expect(await unsentChanges(db)).toEqual([]);
    expect(await db.serverRows.count()).toBe(0);
    expect(await contactById(db, uuid(1))).toMatchObject({ name: 'Anna', version: 3 });
  });

  test('keeps the outbox until its window is drained, so that nothing vanishes from sight between two pages', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Mine'), AT);
    await take(
      db,
      page(9, { contact: [contactRow(uuid(2), 'Eva', 1)] }, { next: token(0, 9, 'a'), lastChangeId: 1 }),
    );
    expect(await counts(db)).toMatchObject({ contacts: 2, unsent: 1 });
    await take(db, page(9, { contact: [contactRow(uuid(1), 'Mine', 9)] }, { lastChangeId: 1 }));
    expect(await counts(db)).toMatchObject({ contacts: 2, unsent: 0 });
    expect(await lines(db)).toEqual(['eva', 'mine']);
  });

  test('A20: a refused change is undone when its conflict arrives, and later edits of others stay', async () => {
    const db = await freshDb();
    await take(
      db,
      page(1, { contact: [contactRow(uuid(1), 'Ana', 1)], sender: [senderRow(uuid(1), 'a@example.com', 1)] }),
    );
    await applyChange(db, rename(uuid(1), 'Taken'), AT);
    await applyChange(db, create(uuid(2), 'Twin', [email('t@example.com')]), AT);
    await take(
      db,
      page(
        4,
        { contact: [contactRow(uuid(3), 'Taken', 2)], sender: [senderRow(uuid(3), 't@example.com', 2)] },
        { lastChangeId: 2 },
      ),
    );
    expect((await contactById(db, uuid(1)))?.name).toBe('Ana');
    expect(await contactById(db, uuid(2))).toBeUndefined();
    expect(await senderByKey(db, 'email', 't@example.com')).toMatchObject({ contactId: uuid(3) });
    expect(await lines(db)).toEqual(['ana\u0001a@example.com', 'taken\u0001t@example.com']);
  });

  test('B59: a tombstone takes senders and notes with it, also those under unsent changes', async () => {
    const db = await freshDb();
    await take(
      db,
      page(1, {
        contact: [contactRow(uuid(1), 'Ana', 1)],
        sender: [senderRow(uuid(1), 'a@example.com', 1), senderRow(uuid(1), 'b@example.com', 1)],
      }),
    );
    await applyChange(
      db,
      { name: 'sender.detach', args: { contactId: uuid(1), channel: 'email', key: 'a@example.com' } },
      AT,
    );
    await take(db, page(2, { contact: [gone(uuid(1), 2)] }));
    await take(db, page(3, {}, { lastChangeId: 1 }));
    expect([await db.contacts.count(), await db.senders.count(), await db.serverRows.count()]).toEqual([
      0, 0, 0,
    ]);
    expect(await lines(db)).toEqual([]);
  });

  test('law 5: a tombstone takes what the server knows to be its own, and not what an unsent move alone gave to it', async () => {
    const db = await freshDb();
    const [from, to, key] = [uuid(1), uuid(2), 'moved@example.com'];
    await take(
      db,
      page(1, {
        contact: [contactRow(from, 'From', 1), contactRow(to, 'To', 1)],
        sender: [senderRow(from, key, 1)],
      }),
    );
    await applyChange(db, { name: 'sender.detach', args: { contactId: from, channel: 'email', key } }, AT);
    await applyChange(db, { name: 'sender.attach', args: { contactId: to, sender: email(key) } }, AT);
    // Somebody deletes whoever was to have it; then the server refuses both changes: the sender is where it was.
    await take(db, page(2, { contact: [gone(to, 2)] }));
    await take(db, page(3, {}, { lastChangeId: 2 }));
    expect(await db.senders.toArray()).toEqual([senderRow(from, key, 1)]);
    expect(await lines(db)).toEqual([`from\u0001${key}`]);
    expect(await db.serverRows.count()).toBe(0);
  });

  test('a change made while the first sync runs is neither lost nor doubled', async () => {
    const db = await freshDb();
    await take(db, page(9, { contact: [contactRow(uuid(1), 'Ana', 1)] }, { next: token(0, 9, 'a') }));
    await applyChange(db, rename(uuid(1), 'Anna'), AT);
    await applyChange(
      db,
      { name: 'sender.attach', args: { contactId: uuid(1), sender: email('n@example.com') } },
      AT,
    );
    await take(db, page(9, { sender: [senderRow(uuid(1), 'a@example.com', 1)] }));
    expect(await lines(db)).toEqual(['anna\u0001n@example.com\u0001a@example.com']);
    expect(await counts(db)).toMatchObject({ contacts: 1, unsent: 2 });
  });

  test('an answer about more changes than were ever made is told, and confirms nothing', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Ana'), AT);
    expect(await take(db, page(3, {}, { lastChangeId: 7 }))).toBe('ahead');
    expect(await counts(db)).toMatchObject({ contacts: 1, unsent: 1 });
  });

  test('a row that changed while its window was paged keeps the unsent change on it until it comes', async () => {
    const db = await freshDb();
    await take(db, page(1, { contact: [contactRow(uuid(1), 'Ana', 1)] }));
    await applyChange(db, rename(uuid(1), 'Anna'), AT);
    const behind = page(5, {}, { lastChangeId: 1, head: 6 });
    await take(db, behind);
    expect((await contactById(db, uuid(1)))?.name).toBe('Anna');
    await take(db, page(6, { contact: [contactRow(uuid(1), 'Anna', 6)] }, { lastChangeId: 1 }));
    expect(await counts(db)).toMatchObject({ contacts: 1, unsent: 0 });
  });
});
