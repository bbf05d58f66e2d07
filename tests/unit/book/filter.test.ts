import { describe, expect, test } from 'vitest';
import type { Filter } from '#lib/model/filter.ts';
import { draft, freshLocal, openBook } from './open-book.ts';

freshLocal();

const inPoland: Filter = { groups: [[{ attribute: 'country', is: 'is', value: 'PL' }]] };
const noted: Filter = { groups: [[{ attribute: 'notes', is: 'more', value: 0 }]] };
const sorted = (by: string, descending = false) => ({
  text: '',
  sort: { by, descending },
  offset: 0,
  limit: 50,
});

describe('a filter of the book', () => {
  test('E10, E12: narrows the list, together with a search, and counts', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Jan', country: 'PL' }));
    const { id } = await book.addContact(draft({ name: 'Jana', country: 'CZ' }));
    await book.addContact(draft({ name: 'Ola', country: 'PL' }));
    const names = async (text: string, filter: Filter) =>
      (await book.list({ text, filter, sort: 'best', offset: 0, limit: 9 })).rows.map(({ name }) => name);
    expect(await names('', inPoland)).toEqual(['Jan', 'Ola']);
    expect(await names('jan', inPoland)).toEqual(['Jan']);
    expect(await book.count([inPoland, noted, { groups: [] }])).toEqual([2, 0, 3]);
    await book.putNote(id, 'Called.');
    expect(await book.count([inPoland, noted])).toEqual([2, 1]);
    expect(await book.idsOf({ text: '', filter: noted }, 10)).toEqual([id]);
  });

  test('E11: the list sorts by any attribute, what has no value last either way, and brings the asked columns', async () => {
    const book = openBook();
    const city = (value: string) => ({ city: { value, origin: 'typed' as const } });
    for (const [name, at] of [
      ['Jan', 'Łódź'],
      ['Ola', 'Kraków'],
      ['Ewa', ''],
    ] as const) {
      const { id } = await book.addContact(draft({ name }));
      if (at) await book.setFields(id, city(at), {});
    }
    const names = async (descending: boolean) =>
      (await book.list(sorted('city', descending))).rows.map(({ name }) => name);
    expect(await names(false)).toEqual(['Ola', 'Jan', 'Ewa']);
    expect(await names(true)).toEqual(['Jan', 'Ola', 'Ewa']);
    const { rows } = await book.list({ ...sorted('city'), columns: ['city', 'notes'] });
    expect(rows.map(({ facts }) => facts)).toEqual([{ city: 'Kraków' }, { city: 'Łódź' }, {}]);
  });
});
