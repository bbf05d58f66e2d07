import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import type { FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { buildColumns } from '#lib/store/build-columns.ts';
import type { BookDb } from '#lib/store/db.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { readLikely } from '#lib/store/read-columns.ts';
import { packedBlocks } from '#lib/store/read-list.ts';
import { beginAnew } from '#lib/store/start-over.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { columnsOf, signaturesOf } from './columns-of.ts';
import { put, syncedDb, take, typed } from './columns.ts';
import { AT, contactRow, create, email, freshDb, gone, page, senderRow, uuid } from './rows.ts';

const patch = (id: string, set: FieldSet): NewChange => ({
  name: 'contact.patch',
  args: { id, set, base: {} },
});

async function expectRight(db: BookDb): Promise<void> {
  const { stored, expected } = await columnsOf(db);
  expect(stored).toEqual(expected);
}
async function expectSigned(db: BookDb): Promise<void> {
  const { stored, expected } = await signaturesOf(db);
  expect(stored).toEqual(expected);
}
const valuesOf = async (db: BookDb, id: string) => (await factsOfContacts(db, [id])).get(id);

describe('columns of facts', () => {
  test('tell of senders, fields, counted records and what is unsent, and no more of what is gone', async () => {
    const db = await syncedDb();
    await applyChange(db, create(uuid(1), 'Ana', [email('ana@x.example')]), AT);
    await applyChange(db, put('note', uuid(31), uuid(1)), AT);
    await applyChange(db, put('ticket', uuid(32), uuid(1), { state: typed('open') }), AT);
    await applyChange(db, put('ticket', uuid(33), uuid(1), { state: typed('draft') }), AT);
    await applyChange(db, put('block', uuid(34), uuid(1), { reason: typed('spam') }), AT);
    expect(await valuesOf(db, uuid(1))).toMatchObject({
      emails: ['ana@x.example'],
      notes: 1,
      tickets: 1,
      blocked: 'yes',
      unsent: 'yes',
    });
    await expectRight(db);
    await take(db, page(9, { contact: [contactRow(uuid(1), 'Ana', 9)] }, { lastChangeId: 5 }));
    expect(await valuesOf(db, uuid(1))).not.toHaveProperty('unsent');
    await expectRight(db);
    await expectSigned(db);
    await applyChange(db, { name: 'contact.delete', args: { id: uuid(1) } }, AT);
    expect(await db.factColumns.count()).toBe(0);
  });

  test('R7: a survivor has what all that are merged into it have, until the merge is undone', async () => {
    const db = await syncedDb();
    await applyChanges(
      db,
      [
        create(uuid(1), 'Ana', [email('a@x.example')]),
        create(uuid(2), 'Eva'),
        put('note', uuid(31), uuid(1)),
      ],
      AT,
    );
    const args = { id: uuid(40), from: uuid(1), into: uuid(2), set: {}, base: {} };
    await applyChange(db, { name: 'contact.merge', args }, AT);
    expect(await valuesOf(db, uuid(2))).toMatchObject({ emails: ['a@x.example'], notes: 1 });
    await expectRight(db);
    await applyChange(db, { name: 'contact.unmerge', args: { id: uuid(40) } }, AT);
    expect(await valuesOf(db, uuid(2))).not.toHaveProperty('emails');
    await expectRight(db);
  });

  test('one change among many rewrites the columns of one block that it changes, and no others', async () => {
    const db = await freshDb();
    const all = Array.from({ length: 1100 }, (_, i) => create(uuid(i), `Person ${i}`));
    await applyChanges(db, all, AT);
    const before = new Map(
      (await db.factColumns.toArray()).map((row) => [`${row.attribute} ${row.block}`, row.json]),
    );
    await applyChange(db, patch(uuid(700), { city: typed('Łódź') }), '2026-11-22T10:00:00.000Z');
    const after = await db.factColumns.toArray();
    const changed = after.filter((row) => before.get(`${row.attribute} ${row.block}`) !== row.json);
    expect(changed.map(({ attribute, block }) => [attribute, block])).toEqual([
      ['city', 0],
      ['updatedAt', 0],
    ]);
    await expectRight(db);
  }, 30_000);

  test('a first sync makes them as it goes, and marks what it cannot tell; what comes while that is made is in it', async () => {
    const db = await freshDb();
    const people = Array.from({ length: 1030 }, (_, i) => contactRow(uuid(i), `Person ${i}`, i + 1));
    const merged = { ...contactRow(uuid(5000), 'Former', 2000), mergedInto: uuid(7) };
    const next = (after: string) => ({ next: { v: 0, to: 9, after, epoch: 'e' } });
    const record = (n: number, kind: string, of: number): RecordRow => ({
      ...contactRow(uuid(n), '', 8),
      kind,
      contactId: uuid(of),
    });
    const sender = (of: number, at: string) => senderRow(uuid(of), at, 3);
    await take(
      db,
      page(
        9,
        { contact: [...people, merged], sender: [sender(1, 'b@x.example'), sender(1, 'a@x.example')] },
        next('a'),
      ),
    );
    await take(
      db,
      page(
        9,
        {
          sender: [sender(3, 'p3@x.example'), sender(1029, 'z@x.example')],
          record: [record(6000, 'note', 4)],
        },
        next('b'),
      ),
    );
    await take(
      db,
      page(
        9,
        { record: [record(6001, 'note', 4), record(6002, 'ticket', 4), record(6003, 'block', 1028)] },
        next('c'),
      ),
    );
    // The block of whoever stands for another is marked; the other one is made already.
    expect((await db.meta.get('columns'))?.value).toEqual({ dirty: [[0, expect.any(Number)]] });
    expect(
      new Set((await db.factColumns.where('block').equals(1).toArray()).map(({ attribute }) => attribute)),
    ).toContain('blocked');
    const making = buildColumns(db);
    await take(
      db,
      page(9, { sender: [sender(3, 'q3@x.example'), sender(5000, 'former@x.example')] }, next('d')),
    );
    await making;
    await take(db, page(9, { record: [record(6004, 'note', 1027)] }));
    await applyChange(db, patch(uuid(4), { city: typed('Łódź') }), AT);
    await buildColumns(db);
    expect(await valuesOf(db, uuid(7))).toMatchObject({ emails: ['former@x.example'] });
    await expectRight(db);
    await take(db, page(12, { contact: [gone(uuid(3), 11)] }));
    await expectRight(db);
  }, 30_000);

  test('a replica of an older version gets them once, block by block, and goes on where it died', async () => {
    const older = new Dexie('carnet-older');
    older.version(2).stores({
      contacts: 'id, nameKey, createdAt',
      senders: '[channel+key], contactId',
      records: '[kind+id], contactId',
      members: 'userId',
      conflicts: 'id',
      serverRows: 'key',
      outbox: 'id, *touches',
      searchBlocks: 'id',
      meta: 'key',
      merged: 'id, mergedInto',
    });
    const full = await freshDb();
    await applyChanges(
      full,
      Array.from({ length: 1030 }, (_, i) => create(uuid(i), `Person ${i}`)),
      AT,
    );
    await full.meta.delete('columns');
    for (const { name } of older.tables)
      if (name !== 'searchBlocks') await older.table(name).bulkAdd(await full.table(name).toArray());
    const blocks = await packedBlocks(full);
    await older
      .table('searchBlocks')
      .bulkAdd(blocks.map(({ id, ids, lines }) => ({ id, ids: ids.join('\n'), lines: lines.join('\n') })));
    older.close();
    const db = await openWorkspace('older');
    expect(await packedBlocks(db)).toEqual(blocks);
    expect(await readLikely(db, () => false)).toBe(null);
    await applyChange(db, patch(uuid(5), { city: typed('Łódź') }), AT);
    expect(await db.factColumns.count()).toBe(0);
    const dying = await openWorkspace('older');
    dying.factColumns.hook('creating', (_key, { block }) => {
      if (block > 0) throw new Error('died');
    });
    await expect(buildColumns(dying)).rejects.toThrow('died');
    dying.close();
    expect(new Set((await db.factColumns.toArray()).map(({ block }) => block))).toEqual(new Set([0]));
    await applyChange(db, patch(uuid(1028), { city: typed('Kraków') }), AT);
    await buildColumns(db);
    await expectRight(db);
    await db.delete();
  }, 30_000);

  test('know of a sender that came while its contact was deleted here, and is theirs again', async () => {
    const db = await syncedDb();
    await applyChange(db, create(uuid(1), 'Ana'), AT);
    await applyChange(db, { name: 'contact.delete', args: { id: uuid(1) } }, AT);
    await take(
      db,
      page(
        10,
        { contact: [contactRow(uuid(1), 'Ana', 10)], sender: [senderRow(uuid(1), 'server@x.example', 10)] },
        { lastChangeId: 0 },
      ),
    );
    await applyChange(db, create(uuid(1), 'Ana', [email('here@x.example')]), AT);
    await expectRight(db);
    expect((await valuesOf(db, uuid(1)))?.['emails']).toEqual(['here@x.example', 'server@x.example']);
  });

  test('a pull that begins anew makes them anew', async () => {
    const db = await freshDb();
    await take(db, page(5, { contact: [contactRow(uuid(1), 'Ana', 5)] }));
    await buildColumns(db);
    await applyChange(db, create(uuid(2), 'Eva'), AT);
    await beginAnew(db, { v: 5, epoch: 'e' });
    await take(db, page(7, { contact: [contactRow(uuid(3), 'Ola', 7)] }, { epoch: 'e' }));
    await buildColumns(db);
    await expectRight(db);
    expect(await valuesOf(db, uuid(3))).toMatchObject({ name: 'Ola' });
  });
});
