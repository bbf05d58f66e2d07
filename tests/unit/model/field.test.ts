import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeFields, type Field, type FieldSet } from '#lib/model/field.ts';
import { may } from '#lib/model/role.ts';

const key = fc.constantFrom('a', 'b', 'c');
const value: fc.Arbitrary<Field> = fc.record({
  value: fc.constantFrom('1', '2', '3'),
  origin: fc.constantFrom('typed' as const, 'page' as const, 'derived' as const),
});
const fieldsOf = fc.dictionary(key, value);
const setOf = fc.dictionary(key, fc.option(value));
const typed = (text: string): Field => ({ value: text, origin: 'typed' });

describe('merging an edit', () => {
  test('W15: touches no field but its own, and every value it replaced unseen is kept', () => {
    fc.assert(
      fc.property(fieldsOf, setOf, setOf, (current, set, base) => {
        const { fields, overwritten } = mergeFields(current, set, base);
        const isLost = (name: string, field: Field) => fields[name]?.value !== field.value;
        const lost = Object.entries(current).filter(([name, field]) => isLost(name, field));
        const unseen = lost
          .filter(([name, field]) => base[name]?.value !== field.value)
          .map(([name]) => name);
        expect(lost.filter(([name]) => !(name in set))).toEqual([]);
        expect(overwritten.map(({ field }) => field)).toEqual(expect.arrayContaining(unseen));
      }),
    );
    expect.hasAssertions();
  });

  test('Y33, Y34: of two last times the later stays, of two first times the earlier, and neither is a conflict', () => {
    const at = (day: number): Field => ({ value: `2026-11-0${day}T10:00:00.000Z`, origin: 'page' });
    const current = { firstSeen: at(2), lastSeen: at(5) };
    for (const [set, fields] of [
      [
        { firstSeen: at(1), lastSeen: at(4) },
        { firstSeen: at(1), lastSeen: at(5) },
      ],
      [
        { firstSeen: at(3), lastSeen: at(6) },
        { firstSeen: at(2), lastSeen: at(6) },
      ],
    ] as const)
      expect(mergeFields(current, set, {})).toEqual({ fields, overwritten: [] });
    expect(mergeFields(current, { lastSeen: null }, current).fields).toEqual({ firstSeen: at(2) });
  });

  test('G27: what nobody typed never replaces what somebody did', () => {
    fc.assert(
      fc.property(fieldsOf, setOf, setOf, (current, set, base) => {
        const { fields } = mergeFields(current, set, base);
        const guarded = Object.keys(current).filter(
          (name) => current[name]?.origin === 'typed' && set[name] && set[name].origin !== 'typed',
        );
        expect(guarded.map((name) => fields[name])).toEqual(guarded.map((name) => current[name]));
      }),
    );
    expect.hasAssertions();
  });

  test('twice is once, and two people who change different fields lose nothing in either order', () => {
    fc.assert(
      fc.property(
        fieldsOf,
        fc.dictionary(fc.constantFrom('a'), value),
        fc.dictionary(fc.constantFrom('b'), value),
        (current, one, two) => {
          const apply = (fields: typeof current, set: FieldSet) => mergeFields(fields, set, current).fields;
          expect(apply(apply(current, one), two)).toEqual(apply(apply(current, two), one));
          expect(apply(apply(current, one), one)).toEqual(apply(current, one));
        },
      ),
    );
  });

  test('null takes a value away; the same value typed by two is no clash', () => {
    expect(mergeFields({ a: typed('1') }, { a: null }, { a: typed('1') })).toEqual({
      fields: {},
      overwritten: [],
    });
    expect(mergeFields({ a: typed('2') }, { a: typed('2') }, { a: typed('1') }).overwritten).toEqual([]);
    expect(mergeFields({ a: typed('2') }, { a: typed('3') }, { a: typed('1') }).overwritten).toEqual([
      { field: 'a', base: typed('1'), theirs: typed('2'), mine: typed('3') },
    ]);
  });
});

test('section Z: who may do what is not everybody’s to do', () => {
  const allowed = (action: Parameters<typeof may>[1]) =>
    (['owner', 'manager', 'restricted-manager', 'agent'] as const).filter((role) => may(role, action));
  expect(allowed('delete-contact')).toEqual(['owner', 'manager']);
  expect(allowed('detach-sender')).toEqual(['owner', 'manager', 'restricted-manager']);
  expect(allowed('administer')).toEqual(['owner', 'manager']);
});
