import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtIns, customKey, kindOf, type AttributeKind, type Facts } from '#lib/model/attribute.ts';
import {
  operatorsOf,
  positiveOf,
  type Condition,
  type ConditionValue,
  type Operator,
} from '#lib/model/filter.ts';
import { packColumns, unpackColumns } from '#lib/search/columns.ts';
import { countLinesOf, readyFilter } from '#lib/search/filter.ts';

const NOW = new Date('2026-11-21T12:00:00').getTime();
const day = (back: number, hour = 12) => {
  const date = new Date(NOW);
  date.setDate(date.getDate() - back);
  date.setHours(hour, 0, 0, 0);
  return date.toISOString();
};
const kind = (key: string): AttributeKind | null =>
  kindOf(key, (id) => (id === 'vip' ? 'checkbox' : id === 'due' ? 'date' : null));
const people: Record<string, Facts> = {
  ana: {
    name: 'Ana Łoś',
    tags: ['t-vip', 't-new'],
    tickets: 3,
    createdAt: day(0, 1),
    country: 'PL',
    phones: ['+48 600 700 800'],
  },
  bob: { name: 'Bob', tags: ['t-new'], tickets: 1, createdAt: day(6, 23), [customKey('due')]: '2026-11-30' },
  eve: { name: 'Eve', createdAt: day(40), country: 'FR', [customKey('vip')]: 'yes' },
};
const names = Object.keys(people);
const block = packColumns(Object.values(people));
const one = (attribute: string, is: Operator, value: ConditionValue = null): Condition => ({
  attribute,
  is,
  value,
});
const matching = (...groups: Condition[][]) => {
  const lines = readyFilter({ groups }, { kind, now: NOW })(block);
  return names.filter((_, line) => lines[line] === 1);
};

describe('a filter', () => {
  test('E16: without a condition it means everybody', () => {
    expect(matching()).toEqual(names);
    expect(matching([])).toEqual(names);
  });

  test('E14, X7: tags are asked in six ways', () => {
    expect(operatorsOf('many')).toEqual([
      'any-of',
      'none-of',
      'contains',
      'contains-not',
      'known',
      'unknown',
    ]);
    expect(matching([one('tags', 'any-of', ['t-vip'])])).toEqual(['ana']);
    expect(matching([one('tags', 'none-of', ['t-vip'])])).toEqual(['bob', 'eve']);
    expect(matching([one('tags', 'known')])).toEqual(['ana', 'bob']);
    expect(matching([one('tags', 'unknown')])).toEqual(['eve']);
  });

  test('E15, E17: all conditions of a group, any of the groups', () => {
    const [polish, tickets, french] = [
      one('country', 'is', 'PL'),
      one('tickets', 'more', 2),
      one('country', 'is', 'FR'),
    ];
    expect(matching([polish, tickets])).toEqual(['ana']);
    expect(matching([polish, french])).toEqual([]);
    expect(matching([polish, tickets], [french])).toEqual(['ana', 'eve']);
  });

  test('Y: texts compare without case and accents, phones by their digits', () => {
    expect(matching([one('name', 'contains', 'los')])).toEqual(['ana']);
    expect(matching([one('name', 'is', 'ANA LOS')])).toEqual(['ana']);
    expect(matching([one('phones', 'contains', '600-700')])).toEqual(['ana']);
    expect(matching([one('phones', 'contains', 'no digits')])).toEqual([]);
  });

  test('Y: days are the agent’s own', () => {
    expect(matching([one('createdAt', 'on', '2026-11-21')])).toEqual(['ana']);
    expect(matching([one('createdAt', 'before', '2026-11-15')])).toEqual(['eve']);
    expect(matching([one('createdAt', 'after', '2026-11-15')])).toEqual(['ana']);
    expect(matching([one('createdAt', 'within', 1)])).toEqual(['ana']);
    expect(matching([one('createdAt', 'within', 7)])).toEqual(['ana', 'bob']);
    expect(matching([one(customKey('due'), 'on', '2026-11-30')])).toEqual(['bob']);
    expect(matching([one(customKey('due'), 'before', '2026-11-30')])).toEqual([]);
  });

  test('E12: an attribute of the team’s own is asked like any other; one that is gone matches nobody', () => {
    expect(matching([one(customKey('vip'), 'is', 'yes')])).toEqual(['eve']);
    expect(matching([one(customKey('gone'), 'is', 'yes')])).toEqual([]);
    expect(matching([one(customKey('gone'), 'is-not', 'yes')])).toEqual([]);
    expect(matching([one('tickets', 'between', [1, 2])])).toEqual(['bob']);
    expect(matching([one('tickets', 'more')])).toEqual([]);
  });

  test('E13: of every operator and its negation exactly one matches, whoever it is', () => {
    const value: Record<string, ConditionValue> = {
      text: 'a',
      many: ['t-new'],
      number: 2,
      date: '2026-11-20',
      choice: 'PL',
      named: 'o-1',
    };
    for (const attribute of builtIns) {
      const offered = operatorsOf(kind(attribute) ?? 'text');
      for (let i = 0; i < offered.length; i += 2) {
        const ask = (is: Operator | undefined) => {
          const positive = positiveOf(is ?? 'is').positive;
          const given =
            positive === 'known'
              ? null
              : positive === 'between'
                ? ([1, 2] as [number, number])
                : positive === 'within'
                  ? 30
                  : positive === 'any-of'
                    ? ['t-new', 'PL']
                    : positive === 'contains'
                      ? 'a'
                      : (value[kind(attribute) ?? ''] ?? null);
          return matching([one(attribute, is ?? 'is', given)]);
        };
        const [yes, no] = [ask(offered[i]), ask(offered[i + 1])];
        expect([...yes, ...no].toSorted(), `${attribute} ${offered[i]}`).toEqual(names);
      }
    }
  });

  test('packing loses nothing', () => {
    const facts = fc.dictionary(
      fc.constantFrom(...builtIns),
      fc.oneof(fc.string(), fc.integer(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(fc.array(facts), (lines) => {
        expect(unpackColumns(packColumns(lines))).toEqual(lines.map((line) => ({ ...line })));
      }),
    );
  });

  test('counting is what matches', () => {
    expect(
      countLinesOf(readyFilter({ groups: [[one('tickets', 'known')]] }, { kind, now: NOW })(block)),
    ).toBe(2);
  });
});
