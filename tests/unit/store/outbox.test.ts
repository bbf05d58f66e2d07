import { expect, test } from 'vitest';
import { applyChange } from '#lib/store/apply-changes.ts';
import { acknowledge, clientId, nextToPush, renewClient, rewind } from '#lib/store/outbox.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { AT, create, freshDb, uuid } from './rows.ts';

test('what the server has acknowledged is not sent again, but waits for the pull that brings its outcome', async () => {
  const db = await freshDb();
  for (const n of [1, 2, 3]) await applyChange(db, create(uuid(n), `Person ${n}`), AT);
  const client = await clientId(db);
  expect(await acknowledge(db, client, 2)).toBe(true);
  expect((await nextToPush(db, 10)).entries.map(({ id }) => id)).toEqual([3]);
  expect(await unsentChanges(db)).toHaveLength(3);
  expect(await acknowledge(db, client, 1)).toBe(true);
  expect((await nextToPush(db, 10)).entries.map(({ id }) => id)).toEqual([3]);
});

test('an acknowledgement of changes that were never made is told, and one to a former client passed over', async () => {
  const db = await freshDb();
  await applyChange(db, create(uuid(1), 'Ana'), AT);
  expect(await acknowledge(db, await clientId(db), 5)).toBe(false);
  expect(await acknowledge(db, uuid(99), 5)).toBe(true);
  expect((await nextToPush(db, 10)).entries).toHaveLength(1);
});

test('a gap that the outbox can fill is filled; one that it cannot is told', async () => {
  const db = await freshDb();
  for (const n of [1, 2, 3]) await applyChange(db, create(uuid(n), `Person ${n}`), AT);
  const client = await clientId(db);
  await acknowledge(db, client, 3);
  expect(await rewind(db, client, 1)).toBe(true);
  expect((await nextToPush(db, 10)).entries.map(({ id }) => id)).toEqual([2, 3]);
  await db.outbox.delete(1);
  expect(await rewind(db, client, 0)).toBe(false);
});

test('a renewed client numbers all unsent changes from 1, once, whichever worker asks', async () => {
  const db = await freshDb();
  for (const n of [1, 2, 3]) await applyChange(db, create(uuid(n), `Person ${n}`), AT);
  const former = await clientId(db);
  await db.outbox.delete(1);
  await renewClient(db, former);
  const renewed = await clientId(db);
  await renewClient(db, former);
  expect(renewed).not.toBe(former);
  expect(await clientId(db)).toBe(renewed);
  expect((await nextToPush(db, 10)).entries.map(({ id, args }) => [id, 'name' in args && args.name])).toEqual(
    [
      [1, 'Person 2'],
      [2, 'Person 3'],
    ],
  );
  await applyChange(db, create(uuid(4), 'Person 4'), AT);
  expect((await unsentChanges(db)).map(({ id }) => id)).toEqual([1, 2, 3]);
});
