import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import type { Filter } from '#lib/model/filter.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { freshLocal, problem } from './open-book.ts';
import { done, ended, has, open, ownClock, pass, people, sleepers, tagged } from './working.ts';

freshLocal();
ownClock();

describe('a bulk job', () => {
  test('B68: gives tags and takes them, and tells how many had them already', async () => {
    const book = open();
    const ids = await people(book, 3);
    const [a, b] = [await book.putTag({ name: 'A' }), await book.putTag({ name: 'B' })];
    await book.setFields(ids[0] ?? '', { [`tag/${a.id}`]: { value: true, origin: 'typed' } }, {});
    const first = await done(book, { do: 'tag', tags: [a.id] }, ids);
    expect(first).toMatchObject({ state: 'done', total: 3, done: 3, changed: 2, unchanged: 1, refused: 0 });
    expect(await book.count([tagged(a.id)])).toEqual([3]);
    await done(book, { do: 'tag', tags: [a.id, b.id] }, ids.slice(1));
    await done(book, { do: 'untag', tags: [a.id] }, ids.slice(0, 2));
    expect(await book.count([tagged(a.id), tagged(b.id)])).toEqual([1, 2]);
  });

  test('B68: undone, each contact is as it was before, but for what somebody has changed since', async () => {
    const book = open();
    const [one = '', two = '', three = '', four = ''] = await people(book, 4);
    const [a, b] = [await book.putTag({ name: 'A' }), await book.putTag({ name: 'B' })];
    await book.setFields(one, { [`tag/${a.id}`]: { value: true, origin: 'typed' } }, {});
    const had = (await book.contact(one))?.fields;
    vi.setSystemTime(Date.now() + 60_000);
    const tagging = await done(book, { do: 'tag', tags: [a.id, b.id] }, [one, two, three, four]);
    expect(tagging).toMatchObject({ changed: 4, canUndo: true });
    // Taken off by a person, and deleted: neither is anything to be undone.
    const given = (await book.contact(two))?.fields[`tag/${a.id}`];
    await book.setFields(two, { [`tag/${a.id}`]: null }, { [`tag/${a.id}`]: given ?? null });
    await book.deleteContact(three);
    const { id } = await book.undoJob(tagging.id);
    expect(await ended(book, id)).toMatchObject({ total: 4, changed: 3, refused: 1, canUndo: false });
    expect((await book.jobs()).map((job) => job.id)).toEqual([id]);
    expect(await book.idsOf({ text: '', filter: tagged(a.id) }, 10)).toEqual([one]);
    expect(await book.count([tagged(b.id)])).toEqual([0]);
    expect((await book.contact(one))?.fields).toEqual(had);
    expect(await problem(book.undoJob(tagging.id))).toMatchObject({ reason: 'definition_gone' });
    const db = await openWorkspace(LOCAL_WORKSPACE);
    expect(await db.jobUndo.count()).toBe(0);
    db.close();
  });

  test('B68: tags taken off, another assignee and another organisation come back as well; a block does not', async () => {
    const book = open();
    const [one = '', two = ''] = await people(book, 2);
    const { id: tag } = await book.putTag({ name: 'A' });
    const [old, other] = [
      await book.putOrganisation({ name: 'Old' }),
      await book.putOrganisation({ name: 'New' }),
    ];
    await book.setFields(one, { [`tag/${tag}`]: { value: true, origin: 'typed' } }, {});
    await book.setFields(one, { organisation: { value: old.id, origin: 'typed' } }, {});
    for (const work of [
      { do: 'untag' as const, tags: [tag] },
      { do: 'organisation' as const, to: other.id },
    ])
      await ended(book, (await book.undoJob((await done(book, work, [one, two])).id)).id);
    expect(await book.count([tagged(tag), has('organisation')])).toEqual([1, 1]);
    expect((await book.contact(one))?.fields['organisation']?.value).toBe(old.id);
    expect(await done(book, { do: 'block', reason: 'Spam' }, [one])).toMatchObject({ canUndo: false });
  });

  test('B68: what it takes to undo a job goes with it when it is put away', async () => {
    const book = open();
    const ids = await people(book, 2);
    const { id: tag } = await book.putTag({ name: 'A' });
    const { id } = await done(book, { do: 'tag', tags: [tag] }, ids);
    const db = await openWorkspace(LOCAL_WORKSPACE);
    expect(await db.jobUndo.count()).toBe(2);
    await book.dismissJob(id);
    expect(await db.jobUndo.count()).toBe(0);
    db.close();
  });

  test('G31, B63: over all that match, but those taken out again; who matches is settled at the start', async () => {
    const book = open();
    const ids = await people(book, 12);
    const { id: tag } = await book.putTag({ name: 'New' });
    // What it does changes who matches: it must not lose its way by that.
    const untagged: Filter = { groups: [[{ attribute: 'tags', is: 'unknown', value: null }]] };
    const over = { text: 'person', filter: untagged, except: ids.slice(0, 2) };
    const { id, total } = await book.startJob({ do: 'tag', tags: [tag] }, over);
    expect(total).toBe(10);
    expect(await ended(book, id)).toMatchObject({ changed: 10, refused: 0 });
    expect(await book.idsOf({ text: '', filter: untagged }, 100)).toEqual(
      expect.arrayContaining(ids.slice(0, 2)),
    );
  });

  test('B68: blocks with a reason those who are not blocked, and unblocks', async () => {
    const book = open();
    const ids = await people(book, 3);
    await book.block(ids[0] ?? '', 'First');
    expect(await done(book, { do: 'block', reason: 'Spam' }, ids)).toMatchObject({
      changed: 2,
      unchanged: 1,
    });
    const reasons = (await book.blockedContacts({ offset: 0, limit: 10 })).rows.map(
      ({ blocked }) => blocked.reason,
    );
    expect(reasons.toSorted()).toEqual(['First', 'Spam', 'Spam']);
    expect(await done(book, { do: 'unblock' }, ids)).toMatchObject({ changed: 3 });
    expect(await book.count([has('blocked')])).toEqual([0]);
  });

  test('E31: gives an organisation, and takes it away', async () => {
    const book = open();
    const ids = await people(book, 2);
    const { id: to } = await book.putOrganisation({ name: 'Lampka' });
    await done(book, { do: 'organisation', to }, ids);
    expect(await book.valueCounts('organisation')).toEqual({ [to]: 2 });
    await done(book, { do: 'organisation', to: null }, ids.slice(1));
    expect(await book.usedBy('organisation', to)).toMatchObject({ contacts: 1 });
  });

  test('tells the truth of those it could not change: gone, or part of another by now', async () => {
    const book = open();
    const [a = '', b = '', c = ''] = await people(book, 3);
    const { id: tag } = await book.putTag({ name: 'A' });
    await book.merge(a, b);
    await book.deleteContact(c);
    const told = await done(book, { do: 'tag', tags: [tag] }, [a, b, c]);
    expect(told).toMatchObject({ total: 3, done: 3, changed: 1, unchanged: 1, refused: 1 });
    expect(told.refusals).toEqual([{ contact: { id: c, name: '' }, problem: { reason: 'contact_gone' } }]);
    expect(await book.count([tagged(tag)])).toEqual([1]);
  });

  test('is not begun over nobody, nor with what is not there any more', async () => {
    const book = open();
    const [id = ''] = await people(book, 1);
    const { id: tag } = await book.putTag({ name: 'A' });
    expect(await problem(book.startJob({ do: 'unblock' }, { ids: [] }))).toEqual({
      reason: 'nothing_chosen',
    });
    expect(await problem(book.startJob({ do: 'unblock' }, { text: 'nobody' }))).toEqual({
      reason: 'nothing_chosen',
    });
    expect(
      await problem(book.startJob({ do: 'tag', tags: [tag, crypto.randomUUID()] }, { ids: [id] })),
    ).toEqual({
      reason: 'definition_gone',
    });
    expect(await problem(book.startJob({ do: 'assign', to: 'nobody' }, { ids: [id] }))).toEqual({
      reason: 'definition_gone',
    });
    expect(await book.jobs()).toEqual([]);
  });

  test('is put away when a person says so, or after a day; one that is not over is not', async () => {
    const book = open();
    const ids = await people(book, 1);
    const [first, second] = [
      await done(book, { do: 'unblock' }, ids),
      await done(book, { do: 'unblock' }, ids),
    ];
    await book.dismissJob(first.id);
    expect((await book.jobs()).map(({ id }) => id)).toEqual([second.id]);
    const waiting = await book.startJob({ do: 'delete' }, { ids });
    await book.dismissJob(waiting.id);
    await book.cancelJob(waiting.id);
    pass(24 * 3_600_000 + 1);
    await book.wake();
    expect(await book.jobs()).toEqual([]);
  });
});

describe('a deletion of several', () => {
  test('X10, B62: waits ten seconds, and taken back within them deletes nothing', async () => {
    const book = open();
    const ids = await people(book, 3);
    const job = await book.startJob({ do: 'delete' }, { ids });
    expect(job).toMatchObject({ state: 'waiting', total: 3, done: 0 });
    expect(Date.parse(job.startsAt) - Date.now()).toBe(10_000);
    pass(9000);
    await book.wake();
    expect((await book.status()).contacts).toBe(3);
    await book.cancelJob(job.id);
    pass(60_000);
    await book.wake();
    expect((await book.status()).contacts).toBe(3);
    expect(await book.jobs()).toMatchObject([{ state: 'cancelled', done: 0, changed: 0 }]);
  });

  test('B61, B64, X10: begins by itself when they have passed, and deletes for good', async () => {
    const book = open();
    const ids = await people(book, 3);
    const { id } = await book.startJob({ do: 'delete' }, { ids: ids.slice(1) });
    await vi.waitFor(() => expect(sleepers.length).toBeGreaterThan(0));
    pass(10_000);
    expect(await ended(book, id)).toMatchObject({ state: 'done', changed: 2, refused: 0 });
    expect(
      (await book.list({ text: '', sort: 'best', offset: 0, limit: 9 })).rows.map((row) => row.id),
    ).toEqual([ids[0]]);
  });

  test('B64: a worker that died while it waited: the next one’s alarm begins it', async () => {
    const ids = await people(open(), 2);
    const { id } = await open().startJob({ do: 'delete' }, { ids });
    vi.setSystemTime(Date.now() + 10_000);
    const next = open();
    await next.wake();
    expect(await ended(next, id)).toMatchObject({ state: 'done', changed: 2 });
  });

  test('X4: one that became part of another meanwhile is not deleted with it, since nobody saw the other', async () => {
    const book = open();
    const [a = '', b = ''] = await people(book, 2);
    const { id } = await book.startJob({ do: 'delete' }, { ids: [a] });
    await book.merge(a, b);
    pass(10_000);
    expect(await ended(book, id)).toMatchObject({
      changed: 0,
      refused: 1,
      refusals: [{ contact: { name: 'Person 1' }, problem: { reason: 'merged', contact: { id: b } } }],
    });
    expect((await book.status()).contacts).toBe(1);
  });
});
