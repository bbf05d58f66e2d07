import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Filter } from '#lib/model/filter.ts';
import { freshLocal, problem } from './open-book.ts';
import { done, ended, has, open, ownClock, people, tagged, ticketField, ticketOf } from './working.ts';

freshLocal();
ownClock();

describe('what takes a tag or an organisation away', () => {
  test('B46: merged, its contacts, segments and nothing else have the other tag', async () => {
    const book = open();
    const ids = await people(book, 5);
    const [a, b] = [await book.putTag({ name: 'Hurtownia' }), await book.putTag({ name: 'hurtownie' })];
    await done(book, { do: 'tag', tags: [b.id] }, ids.slice(0, 3));
    await done(book, { do: 'tag', tags: [a.id] }, ids.slice(2, 4));
    const filter: Filter = {
      groups: [
        [{ attribute: 'tags', is: 'any-of', value: [b.id, a.id] }],
        [{ attribute: 'city', is: 'is', value: b.id }],
      ],
    };
    await book.putSegment({ name: 'S', filter, columns: ['name'], sort: null });
    expect(await ended(book, await book.mergeTags(b.id, a.id))).toMatchObject({
      work: { do: 'merge-tags', name: 'hurtownie' },
      state: 'done',
      changed: 3,
    });
    expect(await book.tags()).toEqual([a]);
    expect(await book.count([tagged(a.id), tagged(b.id)])).toEqual([4, 0]);
    expect((await book.segments())[0]?.filter?.groups).toEqual([
      [{ attribute: 'tags', is: 'any-of', value: [a.id] }],
      [{ attribute: 'city', is: 'is', value: b.id }],
    ]);
    expect(await problem(book.mergeTags(b.id, a.id))).toEqual({ reason: 'definition_gone' });
    expect(await problem(book.mergeTags(a.id, a.id))).toEqual({ reason: 'bad_message' });
  });

  test('B46: deleted, it is off every contact, also off who got it while it was being deleted', async () => {
    const book = open();
    const ids = await people(book, 130);
    const { id: tag } = await book.putTag({ name: 'A' });
    await done(book, { do: 'tag', tags: [tag] }, ids.slice(0, 120));
    expect(await book.usedBy('tag', tag)).toEqual({ contacts: 120, segments: [] });
    const job = await book.deleteTag(tag);
    await book.setFields(ids[125] ?? '', { [`tag/${tag}`]: { value: true, origin: 'typed' } }, {});
    expect(await ended(book, job)).toMatchObject({ state: 'done', refused: 0 });
    expect(await book.tags()).toEqual([]);
    expect(await book.count([has('tags')])).toEqual([0]);
  });

  test('E1: an organisation that is deleted is off its members, whose other organisation stays', async () => {
    const book = open();
    const ids = await people(book, 3);
    const [a, b] = [await book.putOrganisation({ name: 'A' }), await book.putOrganisation({ name: 'B' })];
    await done(book, { do: 'organisation', to: a.id }, ids.slice(0, 2));
    await done(book, { do: 'organisation', to: b.id }, ids.slice(2));
    expect(await ended(book, await book.deleteOrganisation(a.id))).toMatchObject({ changed: 2 });
    expect(await book.organisations()).toEqual([b]);
    expect(await book.valueCounts('organisation')).toEqual({ [b.id]: 1 });
  });

  test('a tag that nobody has goes at once', async () => {
    const book = open();
    const { id } = await book.putTag({ name: 'A' });
    expect(await ended(book, await book.deleteTag(id))).toMatchObject({ state: 'done', total: 0 });
    expect(await book.tags()).toEqual([]);
  });

  test('X9: tickets have the same tags as contacts: merged there, too, and taken off', async () => {
    const book = open();
    const [one = ''] = await people(book, 1);
    const [a, b] = [await book.putTag({ name: 'A' }), await book.putTag({ name: 'B' })];
    const ticket = await ticketOf(one, { tags: [b.id, a.id] });
    await ended(book, await book.mergeTags(b.id, a.id));
    expect(await ticketField(ticket, 'tags')).toEqual([a.id]);
    await ended(book, await book.deleteTag(a.id));
    expect(await ticketField(ticket, 'tags')).toEqual([]);
  });
});

test('B51: whoever is blocked has no open ticket any more; drafts are left', async () => {
  const book = open();
  const [one = '', two = ''] = await people(book, 2);
  const [open1, draft1] = [await ticketOf(one, { state: 'open' }), await ticketOf(one, { state: 'draft' })];
  const open2 = await ticketOf(two, { state: 'open' });
  await book.block(one, 'Spam');
  await done(book, { do: 'block', reason: 'Spam' }, [two]);
  const states = await Promise.all([open1, draft1, open2].map((id) => ticketField(id, 'state')));
  expect(states).toEqual(['closed', 'draft', 'closed']);
});
