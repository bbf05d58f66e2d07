import { describe, expect, test } from 'vitest';
import { applyChange } from '#lib/store/apply-changes.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import type { BookDb } from '#lib/store/db.ts';
import { onChanged } from '#lib/store/on-changed.ts';
import { clientId } from '#lib/store/outbox.ts';
import { counts, packedBlocks } from '#lib/store/read-list.ts';
import { AT, contactRow, create, email, freshDb, page, uuid } from './rows.ts';

/** The browser refuses the n-th write from now on as it does when the disk is full. */
function fill(db: BookDb, after: number): void {
  let writes = 0;
  db.close();
  db.use({
    stack: 'dbcore',
    name: 'quota',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        const mutate: typeof table.mutate = (request) => {
          writes += 1;
          return writes > after
            ? Promise.reject(new DOMException('no room', 'QuotaExceededError'))
            : table.mutate(request);
        };
        return { ...table, mutate };
      },
    }),
  });
}

describe('a full disk', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])(
    'at write %i refuses a change with its reason, and nothing is half-written',
    async (after) => {
      const db = await freshDb();
      await applyChange(db, create(uuid(1), 'Ana'), AT);
      fill(db, after);
      await db.open();
      const refused = applyChange(db, create(uuid(2), 'Eva', [email('e@example.com')]), AT);
      await expect(refused).rejects.toMatchObject({ name: 'Refusal', reason: 'storage_full' });
      expect(await counts(db)).toEqual({ contacts: 1, unsent: 1, conflicts: 0 });
      expect((await packedBlocks(db)).flatMap(({ ids }) => ids)).toEqual([uuid(1)]);
      expect(await db.senders.count()).toBe(0);
    },
  );

  test('refuses a page as a whole, and the cursor stays', async () => {
    const db = await freshDb();
    const asked = { clientId: await clientId(db), cursor: null };
    fill(db, 3);
    await db.open();
    const taken = applyPage(db, asked, page(4, { contact: [contactRow(uuid(1), 'Ana', 4)] }), AT);
    await expect(taken).rejects.toMatchObject({ reason: 'storage_full' });
    expect(await counts(db)).toMatchObject({ contacts: 0 });
    expect(await db.meta.get('pull')).toBeUndefined();
  });
});

test('whoever listens is told of a change of this replica, and of no other', async () => {
  const [db, other] = [await freshDb(), await freshDb()];
  const end = new AbortController();
  let told = 0;
  onChanged(db, () => (told += 1), end.signal);
  await applyChange(other, create(uuid(1), 'Eva'), AT);
  expect(told).toBe(0);
  await applyChange(db, create(uuid(1), 'Ana'), AT);
  expect(told).toBeGreaterThan(0);
  end.abort();
  const before = told;
  await applyChange(db, create(uuid(2), 'Ala'), AT);
  expect(told).toBe(before);
});

test('a pull that brings nothing is no news', async () => {
  const db = await freshDb();
  const end = new AbortController();
  let told = 0;
  onChanged(db, () => (told += 1), end.signal);
  const pull = async (taken: PullPage) =>
    applyPage(db, { clientId: await clientId(db), cursor: await nextToPull(db) }, taken, AT);
  await pull(page(4, { contact: [contactRow(uuid(1), 'Ana', 4)] }));
  const after = told;
  expect(after).toBeGreaterThan(0);
  await pull(page(4, {}));
  expect(told).toBe(after);
  end.abort();
});
