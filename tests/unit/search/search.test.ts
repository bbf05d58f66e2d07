import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from '#lib/model/text.ts';
import { openBlock } from '#lib/search/block.ts';
import { packContact, packMore, type Packable, type PackableSender } from '#lib/search/pack.ts';
import { readQuery } from '#lib/search/query.ts';
import { createIndex, type SearchIndex } from '#lib/search/search-index.ts';

type Person = Partial<Packable> & { senders?: PackableSender[] };
const person = (name: string, more: Person = {}) => ({ ...more, name });
const mail = (value: string, name?: string): PackableSender => ({
  channel: 'email',
  key: value.toLowerCase(),
  value,
  details: { name },
});
const phone = (key: string): PackableSender => ({ channel: 'phone', key, value: key, details: {} });

function indexOf(people: (Person & { name: string })[], blockSize = 3): SearchIndex {
  const index = createIndex();
  for (let i = 0; i * blockSize < people.length; i++) {
    const some = people.slice(i * blockSize, (i + 1) * blockSize);
    const lines = some.map(({ name, senders = [], fields = {}, createdAt = '2026-01-01T00:00:00Z' }) =>
      packContact({ name, fields, createdAt }, senders),
    );
    index.put(i, openBlock(some.map(({ name }) => name).join('\n'), lines.join('\n')));
  }
  return index;
}
const best = async (index: SearchIndex, text: string, limit = 50) =>
  (await index.window({ text, order: 'best', offset: 0, limit })).ids;

describe('search', () => {
  const people = [
    person('Marianna Nowak', { senders: [mail('m.nowak@poczta.example')] }),
    person('Anna Kowalska', { senders: [mail('anna@sklep.example'), phone('+48500600700')] }),
    person('Jan Żółć', { senders: [{ channel: 'allegro', key: 'jank84', value: 'JanK84', details: {} }] }),
    person('Zoë Ann', { fields: { 'order/408-1234567-1234567': { value: true, origin: 'page' } } }),
    person('Ewa', { senders: [mail('e@poczta.example', 'Anna z działu')] }),
    person('Straße', {}),
    person('Παπάς', {}),
    person('Sean O’Brien–Ní Dhuibh', {}),
  ];
  const index = indexOf(people);

  test.each([
    ['żÓłć', ['Jan Żółć']],
    ['zolc', ['Jan Żółć']],
    ['ank8', ['Jan Żółć']],
    ['strasse', ['Straße']],
    ['ΠΑΠΑΣ', ['Παπάς']],
    ["o'brien-ni", ['Sean O’Brien–Ní Dhuibh']],
    ['O’BRIEN', ['Sean O’Brien–Ní Dhuibh']],
    ['sklep.ex', ['Anna Kowalska']],
    ['kowalska anna', ['Anna Kowalska']],
    ['anna sklep', ['Anna Kowalska']],
    ['anna nothing', []],
    ['408-1234567', ['Zoë Ann']],
  ])(
    'A35, A36, A38: «%s» is found anywhere, without case and accents, every word of it',
    async (text, found) => {
      expect(await best(index, text)).toEqual(found);
    },
  );

  test.each(['600 700', '500-600', '+48 500 600 700', '0048500600700', '0500600', '(500) 600.700'])(
    'A37: the number «%s» is found however it is written',
    async (text) => {
      expect(await best(index, text)).toEqual(['Anna Kowalska']);
    },
  );

  test('ids are not looked into: an organisation’s would be found by digits', async () => {
    const value = '00000001-0000-4000-8000-000000000500';
    const one = indexOf([person('Ewa', { fields: { organisation: { value, origin: 'typed' } } })]);
    expect(await best(one, '4000')).toEqual([]);
  });

  test('a match never runs over from one value into the next, nor into what is for sorting', async () => {
    for (const text of ['kowalskaanna', 'exampleanna', 'aaaa', 'AAAA'])
      expect(await best(index, text)).toEqual([]);
    const marked = indexOf([person('X', { fields: { country: { value: 'PL', origin: 'typed' } } })]);
    expect(await best(marked, 'pl')).toEqual([]);
  });

  test('names come first: whole, then their beginning, then a word’s, then what is inside; equals by name', async () => {
    const ranked = indexOf([
      person('Joanna', {}),
      person('Ewa', { senders: [mail('x@ann.example')] }),
      person('Zoë Ann', {}),
      person('Ann Zed', {}),
      person('Ann Abe', {}),
      person('Ann', {}),
    ]);
    expect(await best(ranked, 'ann')).toEqual(['Ann', 'Ann Abe', 'Ann Zed', 'Zoë Ann', 'Joanna', 'Ewa']);
  });

  test('a sender typed in full counts as much as a whole name', async () => {
    const ranked = indexOf([
      person('ann@x.example.org'),
      person('Bob', { senders: [mail('ann@x.example')] }),
    ]);
    expect(await best(ranked, 'ann@x.example')).toEqual(['Bob', 'ann@x.example.org']);
  });

  test('sorts by any column, what has no value last either way', async () => {
    const sorted = indexOf([
      person('b', {
        fields: { country: { value: 'DE', origin: 'typed' } },
        createdAt: '2026-03-01T00:00:00Z',
      }),
      person('a', { createdAt: '2026-01-01T00:00:00Z' }),
      person('c', {
        fields: { country: { value: 'PL', origin: 'typed' } },
        createdAt: '1999-01-01T00:00:00Z',
      }),
    ]);
    const by = async (by: 'name' | 'country' | 'createdAt', descending: boolean) =>
      (await sorted.window({ text: '', order: { by, descending }, offset: 0, limit: 9 })).ids.join('');
    expect(await by('name', false)).toBe('abc');
    expect(await by('name', true)).toBe('cba');
    expect(await by('country', false)).toBe('bca');
    expect(await by('country', true)).toBe('cba');
    expect(await by('createdAt', true)).toBe('bac');
  });

  test('a block that changes, or goes, is seen by the next search', async () => {
    const index = indexOf([person('Ann'), person('Bob'), person('Cid'), person('Dan')]);
    expect(await best(index, 'an')).toEqual(['Ann', 'Dan']);
    index.put(1, openBlock('Dan', packContact({ name: 'Jo', fields: {}, createdAt: '' }, [])));
    expect(await best(index, 'an')).toEqual(['Ann']);
    index.put(0, null);
    expect(await best(index, '')).toEqual(['Dan']);
  });

  test('senders that come after their contact are packed as if they had come with it', () => {
    const contact = { name: 'Ann', fields: {}, createdAt: '2026-01-01T00:00:00Z' };
    const senders = [mail('ann@x.example', 'Annie'), phone('+48500600700')];
    expect(packMore(packContact(contact, []), senders)).toBe(packContact(contact, senders));
  });
});

describe('search, whatever is in it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const somebody = fc.record({ name: text, value: text });

  test('A38: finds every contact by every stretch of its folded name, and nobody it is not in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(somebody, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        async (people, who, from, length) => {
          const index = createIndex();
          const lines = people.map(({ name, value }) =>
            packContact({ name, fields: {}, createdAt: '' }, [mail(value)]),
          );
          index.put(0, openBlock([...people.keys()].join('\n'), lines.join('\n')));
          const name = foldText(people[who % people.length]?.name ?? '');
          const stretch = name
            .slice(from % (name.length + 1))
            .slice(0, 1 + (length % 8))
            .trim();
          const found = (await index.window({ text: stretch, order: 'best', offset: 0, limit: 50 })).ids;
          const query = readQuery(stretch);
          const expected = lines.flatMap((line, i) =>
            query.every((forms) => forms.some((form) => line.includes(form))) ? [String(i)] : [],
          );
          expect(found.toSorted()).toEqual(expected.toSorted());
          const self = String(who % people.length);
          const mustBeFound = foldText(stretch) === stretch;
          expect(mustBeFound ? found : [self]).toContain(self);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('narrowing while typing finds what a fresh search does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', 'c', ' ', '1') }), {
          maxLength: 30,
        }),
        fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', 'c', ' ', '1') }),
        async (names, typed) => {
          const people = names.map((name, i) => person(`${name}${i}`));
          const typing = indexOf(people);
          for (let length = 0; length <= typed.length; length++)
            expect(await best(typing, typed.slice(0, length))).toEqual(
              await best(indexOf(people), typed.slice(0, length)),
            );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('law 6: of letters that nearly everybody has, the best are those of the whole list, letter after letter', async () => {
    const people = Array.from({ length: 30_000 }, (_, i) =>
      person(`${i % 7 === 0 ? 'k' : 'z'}o${(i * 7919) % 30_000}`, {
        senders: [
          mail(`ko${i % 3 === 0 ? 'k' : 'n'}takt${i}@p.example`),
          ...(i % 5000 === 1 ? [phone('k')] : []),
        ],
      }),
    );
    const [typing, whole] = [indexOf(people, 512), indexOf(people, 512)];
    for (const text of ['k', 'ko', 'kon', 'kont', 'kontakt2', 'kon', 'ko', 'zo', 'z', '@p', 'e', 'zo1']) {
      const all = await whole.window({ text, order: 'best', offset: 0, limit: 30_000 });
      const first = await typing.window({ text, order: 'best', offset: 0, limit: 12 });
      expect([text, first]).toEqual([text, { total: all.total, ids: all.ids.slice(0, 12) }]);
      const next = await typing.window({ text, order: 'best', offset: 96, limit: 12 });
      expect([text, next.ids]).toEqual([text, all.ids.slice(96, 108)]);
    }
    expect(await typing.ids({ text: 'e' }, 40_000)).toHaveLength(30_000);
  });

  test('so does narrowing what was found by the thousand, wherever in a line the letters stand', async () => {
    const people = Array.from({ length: 6000 }, (_, i) =>
      person(`ka${i} bak ${(i * 7919) % 6000}`, { senders: [phone(`+4850${i}`)] }),
    );
    const typing = indexOf(people, 512);
    for (const text of [
      'k',
      'ka',
      'ka1',
      'ka12',
      'b',
      'ba',
      'bak',
      'bak 4',
      '1',
      '12',
      '125',
      '485012',
      'ka 5',
    ])
      expect(await best(typing, text)).toEqual(await best(indexOf(people, 512), text));
  });

  test('windows of one search, laid side by side, are the whole of it, once and in order', async () => {
    const people = Array.from({ length: 2500 }, (_, i) => person(`n${(i * 7919) % 2500}`));
    const index = indexOf(people, 512);
    const whole = (await index.window({ text: 'n', order: 'best', offset: 0, limit: 2500 })).ids;
    const windows: string[] = [];
    const again = indexOf(people, 512);
    for (let offset = 0; offset < 2500; offset += 300)
      windows.push(...(await again.window({ text: 'n', order: 'best', offset, limit: 300 })).ids);
    expect(windows).toEqual(whole);
    expect(new Set(whole).size).toBe(2500);
  });
});
