import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openReplica } from '#lib/book/replica.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { onBlocksChanged } from '#lib/store/on-blocks-changed.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { AT, create, uuid } from '../store/rows.ts';
import { draft, find, freshLocal, openBook } from './open-book.ts';

freshLocal();

describe('the search in memory', () => {
  test('sees every change since it was last asked, also another worker’s', async () => {
    const [book, other] = [openBook(), openBook()];
    expect(await find(book, 'jan')).toEqual([]);
    const { id } = await book.addContact(draft({ name: 'Jan' }));
    expect(await find(book, 'jan')).toEqual(['Jan']);
    await other.addContact(draft({ name: 'Janina' }));
    expect(await find(book, 'jan')).toEqual(['Jan', 'Janina']);
    await other.rename(id, 'Ola');
    expect(await find(book, 'jan')).toEqual(['Janina']);
    expect(await find(book, 'ola')).toEqual(['Ola']);
    await book.attachSender(id, { channel: 'allegro', value: 'janka84' });
    expect(await find(other, 'jan')).toEqual(['Janina', 'Ola']);
    await book.detachSender(id, 'allegro', 'janka84');
    await other.deleteContact(id);
    expect(await find(book, '')).toEqual(['Janina']);
  });

  test('is read again for the blocks that changed, and for those alone', async () => {
    const told: (number[] | 'all')[] = [];
    const over = new AbortController();
    const db = await openWorkspace(LOCAL_WORKSPACE);
    onBlocksChanged(db, (ids) => told.push(ids), over.signal);
    const book = openBook();
    const { id } = await book.addContact(draft({ name: 'Jan' }));
    await book.putNote(id, 'A note is not searched.');
    await book.rename(id, 'Ola');
    const block = (await db.contacts.get(id))?.block;
    expect(told).toEqual([[block], [block]]);
    await db.searchParts.clear();
    expect(told.at(-1)).toBe('all');
    over.abort();
    await book.rename(id, 'Ela');
    expect(told).toHaveLength(3);
    db.close();
  });

  test('a worker that slept reads only what may match, and finds what it finds when it has all', async () => {
    const db = await openWorkspace(LOCAL_WORKSPACE);
    const people = Array.from({ length: 4500 }, (_, i) =>
      create(uuid(i), `Person ${(i * 7919) % 4500} Q${i}`),
    );
    await applyChanges(db, people, AT);
    db.close();
    const replica = await openReplica(LOCAL_WORKSPACE);
    const few = await replica.glance('son q4311');
    expect((await few?.ids({ text: '' }, 9999))?.length).toBeLessThan(600);
    expect(await replica.glance('son')).toBe(null);
    expect(await replica.glance('person')).toBe(null);
    expect(replica.isWarm()).toBe(false);
    await replica.search();
    expect(replica.isWarm()).toBe(true);
    expect(await replica.glance('son q4311')).toBe(null);
    replica.close();
    for (const text of ['person 4001', 'q4311', 'q43', 'nobody', 'person']) {
      const book = openBook();
      const ask = () => book.list({ text, sort: 'best', offset: 0, limit: 5 });
      const first = await ask();
      expect(first).toEqual(await ask());
      expect(first.total > 0).toBe(text !== 'nobody');
    }
  });

  test('the newest are told without it, and counted as they come and go', async () => {
    const book = openBook();
    const newest = async () => {
      const { rows, total } = await book.list({ text: '', sort: 'newest', offset: 0, limit: 2 });
      return { names: rows.map(({ name }) => name), total };
    };
    expect(await newest()).toEqual({ names: [], total: 0 });
    const { id } = await book.addContact(draft({ name: 'Zoja' }));
    await after(2);
    await book.addContact(draft({ name: 'Ala' }));
    await after(2);
    await book.addContact(draft({ name: 'Jan' }));
    expect(await newest()).toEqual({ names: ['Jan', 'Ala'], total: 3 });
    await book.deleteContact(id);
    expect(await newest()).toEqual({ names: ['Jan', 'Ala'], total: 2 });
  });
});
