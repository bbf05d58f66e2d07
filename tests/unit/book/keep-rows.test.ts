import { expect, test } from 'vitest';
import { keepRows } from '#lib/book/keep-rows.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { AT, create, freshDb, uuid } from '../store/rows.ts';

test('rows are read once, until something changes, and never kept from before a change', async () => {
  const db = await freshDb();
  const over = new AbortController();
  const rows = keepRows<{ id: string; at: number }>(db, over.signal);
  const asked: string[][] = [];
  let at = 0;
  const read = async (ids: readonly string[]) => {
    asked.push([...ids]);
    return ids.filter((id) => id !== 'gone').map((id) => ({ id, at }));
  };
  const times = async (ids: string[]) => (await rows(ids, read)).map((row) => `${row.id}${row.at}`);
  expect(await times(['a', 'b'])).toEqual(['a0', 'b0']);
  expect(await times(['b', 'gone', 'c', 'a'])).toEqual(['b0', 'c0', 'a0']);
  expect(asked).toEqual([
    ['a', 'b'],
    ['gone', 'c'],
  ]);
  at = 1;
  await applyChange(db, create(uuid(1), 'Ana'), AT);
  expect(await times(['a'])).toEqual(['a1']);
  // It is read, and changed before the answer is there.
  const slow = rows(['d'], async (ids) => {
    const before = await read(ids);
    at = 2;
    await applyChange(db, create(uuid(2), 'Eva'), AT);
    return before;
  });
  expect((await slow).map((row) => row.at)).toEqual([1]);
  expect(await times(['d', 'a'])).toEqual(['d2', 'a2']);
  over.abort();
});

test('no more rows are kept than anybody looks at', async () => {
  const db = await freshDb();
  const over = new AbortController();
  const rows = keepRows<{ id: string }>(db, over.signal);
  let reads = 0;
  const window = (from: number) => Array.from({ length: 500 }, (_, i) => `c${from + i}`);
  const ask = (ids: string[]) =>
    rows(ids, async (missing) => {
      reads += 1;
      return missing.map((id) => ({ id }));
    });
  for (let from = 0; from < 2500; from += 500) expect(await ask(window(from))).toHaveLength(500);
  expect(await ask(window(2000))).toHaveLength(500);
  expect(reads).toBe(5);
  await ask(window(0));
  expect(reads).toBe(6);
  over.abort();
});
