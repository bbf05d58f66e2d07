import { describe, expect, test, vi } from 'vitest';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { find, freshLocal, openBook, problem } from './open-book.ts';
import { checked, codes, contact, imported, outcomes, report, someone, until } from './import-people.ts';

freshLocal();

/** Calls through which the database is asked or written to; the walks of cursors are not among them. */
function watchRequests() {
  const of = [IDBObjectStore.prototype, IDBIndex.prototype];
  const spies = of.flatMap((one) => [
    vi.spyOn(one, 'get'),
    vi.spyOn(one, 'getAll'),
    vi.spyOn(one, 'openCursor'),
  ]);
  spies.push(
    vi.spyOn(IDBObjectStore.prototype, 'put') as never,
    vi.spyOn(IDBObjectStore.prototype, 'add') as never,
  );
  return () => {
    const calls = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    for (const spy of spies) spy.mockRestore();
    return calls;
  };
}

describe('an import as a job', () => {
  test('G14: an import that one worker leaves half done is finished by the next, each row once', async () => {
    const people = Array.from({ length: 60 }, (_, at) =>
      someone({ name: `Person ${at}`, emails: [`p${at}@post.example`], notes: [`note ${at}`] }),
    );
    const first = openBook();
    const { id } = await checked(first, people, { inParts: 5 });
    await first.startImport(id);
    const db = await openWorkspace(LOCAL_WORKSPACE);
    while (((await db.imports.get(id))?.done ?? 0) < 10)
      await new Promise((resolve) => setTimeout(resolve, 2));
    // Its worker is killed: nobody goes on with it until the next one is woken.
    await first.cancelImport(id);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await db.imports.update(id, { state: 'writing', endedAt: null });
    const left = await db.imports.get(id);
    expect(left?.done).toBeGreaterThan(0);
    expect(left?.done).toBeLessThan(60);
    expect(await db.contacts.count()).toBe(left?.done);
    db.close();
    const next = openBook();
    await next.wake();
    const done = await until(next, id, 'done');
    expect(done.counts).toMatchObject({ new: 60, updated: 0, same: 0 });
    expect(await next.status()).toMatchObject({ contacts: 60 });
    expect((await contact(next, 'Person 17'))?.notes).toHaveLength(1);
    expect(await report(next, id)).toHaveLength(60);
    const kept = await openWorkspace(LOCAL_WORKSPACE);
    expect((await kept.importParts.toArray()).flatMap((part) => part.people)).toEqual([]);
    kept.close();
  });

  test('G14: a part of many people is one transaction, however many they are', async () => {
    const book = openBook();
    const people = Array.from({ length: 400 }, (_, at) =>
      someone({ name: `Person ${at}`, emails: [`p${at}@post.example`], tags: ['VIP'] }),
    );
    const { view } = await imported(book, people, { inParts: 400 });
    expect(view.counts).toMatchObject({ new: 400, failed: 0, tags: 1 });
  });

  test('G14: somebody new costs four requests to the database: two look, two write', async () => {
    const book = openBook();
    const people = Array.from({ length: 400 }, (_, at) =>
      someone({ name: `Person ${at}`, emails: [`p${at}@post.example`] }),
    );
    const { id } = await checked(book, people, { inParts: 400 });
    const requests = watchRequests();
    await book.startImport(id);
    await until(book, id, 'done');
    expect(requests() / 400).toBeLessThan(5);
  });

  test('G14: two workers at one import do each row once', async () => {
    const people = Array.from({ length: 40 }, (_, at) =>
      someone({ name: `Person ${at}`, phones: [`+4860070${1000 + at}`] }),
    );
    const [one, other] = [openBook(), openBook()];
    const { id } = await checked(one, people, { inParts: 4 });
    await one.startImport(id);
    await Promise.all([one.wake(), other.wake()]);
    expect((await until(other, id, 'done')).counts).toMatchObject({
      new: 40,
      updated: 0,
      same: 0,
      failed: 0,
    });
    expect(await one.status()).toMatchObject({ contacts: 40 });
  });

  test('G14: a cancelled import leaves what it has done, with its report; one that has not begun leaves nothing', async () => {
    const book = openBook();
    const people = Array.from({ length: 30 }, (_, at) => someone({ name: `Person ${at}` }));
    const { id } = await checked(book, people, { inParts: 1 });
    await book.startImport(id);
    await book.cancelImport(id);
    const { counts } = await until(book, id, 'cancelled');
    expect(await book.status()).toMatchObject({ contacts: counts.new });
    expect((await report(book, id)).filter(({ contact: made }) => made && made.id !== '')).toHaveLength(
      counts.new,
    );
    const other = await checked(book, people);
    await book.cancelImport(other.id);
    expect((await book.imports()).map((one) => one.id)).toEqual([id]);
    expect(await problem(book.startImport(other.id))).toMatchObject({ reason: 'import_gone' });
    await book.dismissImport(id);
    expect(await book.imports()).toEqual([]);
  });

  test('W17: the same part of a file sent twice is there once, one out of its turn is refused', async () => {
    const book = openBook();
    const id = await book.openImport({ name: 'people.csv' });
    await book.addImportRows(id, 0, [someone({})]);
    await book.addImportRows(id, 0, [someone({})]);
    expect((await book.imports())[0]).toMatchObject({ total: 1, parts: 1, state: 'reading' });
    expect(await problem(book.addImportRows(id, 5, [someone({})]))).toMatchObject({ reason: 'import_gone' });
  });

  test('W17: duplicate names and senders within one file are one person, or told apart', async () => {
    const book = openBook();
    const { guess, view, rows } = await imported(
      book,
      [
        someone({ name: 'Jan', emails: ['a@post.example'] }),
        someone({ name: 'Jan', emails: ['b@post.example'] }),
        someone({ name: 'Jan', emails: ['a@post.example'], phones: ['+48600700800'] }),
        someone({ name: 'Jan' }),
      ],
      { inParts: 1 },
    );
    expect(outcomes(rows)).toEqual(['new', 'new', 'updated', 'same']);
    expect(guess.counts).toEqual(view.counts);
    expect(codes(rows[1])).toEqual(['second_name']);
    expect(codes(rows[3])).toEqual(['same_name']);
    expect((await find(book, 'jan')).toSorted()).toEqual(['Jan', 'Jan (b@post.example)']);
  });
});
