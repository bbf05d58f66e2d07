import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from '#lib/model/text.ts';
import { packContact } from '#lib/search/pack.ts';
import { readQuery } from '#lib/search/query.ts';
import { sieveOf, signatureOf } from '#lib/search/signature.ts';

const pack = (name: string, value: string): string =>
  packContact({ name, fields: {}, createdAt: '2026-01-01T00:00:00Z' }, [
    { channel: 'email', key: value, value, details: {} },
  ]);
const mayHold = (lines: string, text: string) => sieveOf(readQuery(text))?.(signatureOf(lines));

describe('the signature of packed lines', () => {
  test('A38: lets through whatever the lines hold, any letters of any script', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: text, value: text }), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 4, max: 12 }),
        (people, who, from, length) => {
          const lines = people.map(({ name, value }) => pack(name, value)).join('\n');
          const { name = '', value = '' } = people[who % people.length] ?? {};
          const folded = foldText(from % 2 === 0 ? name : value);
          const piece = folded.slice((from >> 1) % (folded.length + 1)).slice(0, length);
          const query = readQuery(piece);
          const isThere = query.every((forms) => forms.some((form) => lines.includes(form)));
          const isHeldBack = sieveOf(query)?.(signatureOf(lines)) === false;
          expect(isThere && isHeldBack).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a number is let through however it is typed', () => {
    const line = packContact({ name: 'Ann', fields: {}, createdAt: '' }, [
      { channel: 'phone', key: '+48500600700', value: '+48500600700', details: {} },
    ]);
    expect(mayHold(line, '0048 500-600-700')).toBe(true);
    expect(mayHold(line, '500 600 7')).toBe(true);
    expect(mayHold(line, '500 600 8')).toBe(false);
  });

  test('holds back most parts for what is in few of them', () => {
    const part = (at: number) =>
      Array.from({ length: 256 }, (_, i) => {
        const number = at * 256 + i;
        return pack(`Anna Kowalska ${(number * 7919) % 100_003}`, `klient${number * 31}@poczta.example`);
      }).join('\n');
    const parts = Array.from({ length: 40 }, (_, at) => signatureOf(part(at)));
    const through = (text: string) => parts.filter((one) => sieveOf(readQuery(text))?.(one)).length;
    expect(through('anna kowalska')).toBe(40);
    expect(through('grzegorz')).toBe(0);
    const [name = ''] = part(23).split('\u0001');
    expect(through(name)).toBeGreaterThan(0);
    expect(through(name)).toBeLessThan(12);
  });

  test('of a text that says too little there is nothing to seek by', () => {
    for (const text of ['', 'ann', 'jan 12', '007', '+48 5']) expect(sieveOf(readQuery(text))).toBe(null);
    expect(sieveOf(readQuery('a kowal'))).not.toBe(null);
  });

  test('what stands on both sides of a mark is no piece, nor are the facts behind it', () => {
    const line = pack('Ab', 'cd@x.example');
    expect(mayHold(line, 'abcd')).toBe(false);
    expect(mayHold(line, 'cd@x')).toBe(true);
    expect(mayHold(`${line}\n${pack('Efgh', 'ij')}`, 'efgh')).toBe(true);
  });
});
