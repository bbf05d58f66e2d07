import { describe, expect, test } from 'vitest';
import type { Facts } from '#lib/model/attribute.ts';
import { packColumns } from '#lib/search/columns.ts';
import { findTwins, type FactBlock } from '#lib/search/twins.ts';

const never = { areDifferent: () => false };
/** Two blocks, so that twins are found across them. */
function book(people: Record<string, Facts>): FactBlock[] {
  const entries = Object.entries(people);
  const half = Math.ceil(entries.length / 2);
  return [entries.slice(0, half), entries.slice(half)].map((part) => ({
    ids: part.map(([id]) => id),
    columns: packColumns(part.map(([, facts]) => facts)),
  }));
}

describe('possible duplicates', () => {
  test('B21, G8: an e-mail or phone that two contacts have, with what proves it', () => {
    const found = findTwins(
      book({
        ana: { emails: ['ana@poczta.example'], phones: ['+48600700800'] },
        bob: { emails: ['bob@poczta.example'] },
        anna: { emails: ['ana@poczta.example', 'anna@praca.example'], phones: ['+48600700800'] },
      }),
      never,
    );
    expect(found).toEqual([
      {
        ids: ['ana', 'anna'],
        proofs: [
          { by: 'email', value: 'ana@poczta.example' },
          { by: 'phone', value: '+48600700800' },
        ],
      },
    ]);
  });

  test('B27: blocked contacts are never suggested', () => {
    const emails = ['ana@poczta.example'];
    expect(findTwins(book({ a: { emails }, b: { emails, blocked: 'yes' } }), never)).toEqual([]);
  });

  test('R1: a mask of a marketplace or an address that many share proves nothing', () => {
    for (const mask of ['8awgqyk6a5@allegromail.pl', 'no-reply-amazon-iba-buyer@marketplace.amazon.it'])
      expect(findTwins(book({ a: { emails: [mask] }, b: { emails: [mask] } }), never)).toEqual([]);
  });

  test('G7: who was said to be different stays so', () => {
    const emails = ['ana@poczta.example'];
    const pair = book({ a: { emails }, b: { emails } });
    expect(findTwins(pair, { areDifferent: (a, b) => [a, b].toSorted().join() === 'a,b' })).toEqual([]);
  });

  test('R13: a name at one postcode or a quoted order is probable, and comes after what is sure', () => {
    const found = findTwins(
      book({
        a: { deliveryName: 'Jan Łoś', postcode: '00-950', orders: ['114-3941689-8772232'] },
        b: { phones: ['+33612345678'] },
        c: { deliveryName: 'JAN LOS', postcode: '00-950', orders: ['114-3941689-8772232'] },
        d: { phones: ['+33612345678'], deliveryName: 'Jan Łoś', postcode: '30-001' },
      }),
      never,
    );
    expect(found.map(({ ids, proofs }) => [...ids, ...proofs.map(({ by }) => by)])).toEqual([
      ['b', 'd', 'phone'],
      ['a', 'c', 'order', 'place'],
    ]);
  });

  test('what very many have in common is nobody’s sign', () => {
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [`p${i}`, { phones: ['+4822000000'] }]),
    );
    expect(findTwins(book(many), never)).toEqual([]);
    delete many['p0'];
    expect(findTwins(book(many), never)).toHaveLength(190);
  });

  test('asked of one contact, it tells of that one alone', () => {
    const emails = ['ana@poczta.example'];
    const found = findTwins(book({ a: { emails }, b: { emails }, c: { emails } }), never, new Set(['c']));
    expect(found.map(({ ids }) => ids.join())).toEqual(['a,c', 'b,c']);
  });
});
