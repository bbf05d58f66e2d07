import { describe, expect, test } from 'vitest';
import { greetingIn } from '#lib/model/greeting.ts';
import { SHOWN, shownKeys } from '#lib/model/shown-attributes.ts';

describe('a greeting', () => {
  test('R11: is in the contact’s language, with the name where the language leaves it as it is', () => {
    expect(greetingIn('en-GB', 'Sean')).toBe('Hello Sean,');
    expect(greetingIn('fr', 'Aurélie')).toBe('Bonjour Aurélie,');
    expect(greetingIn('pl', 'Żaneta')).toBe('Dzień dobry,');
  });
  test('R11: without a name none is said, and a name is never taken for a pattern', () => {
    expect(greetingIn('de', '')).toBe('Guten Tag,');
    expect(greetingIn('es', '')).toBe('Hola:');
    expect(greetingIn('fr', "$1 $& $'")).toBe("Bonjour $1 $& $',");
  });
  test('R11: there is none in a language nobody wrote one for', () =>
    expect(greetingIn('eo', 'A')).toBeNull());
});

describe('the order of attributes', () => {
  test('B29, D1, D6: what the sources name is there without anybody making it, and a team without an order has one', () => {
    const keys = shownKeys([], { order: [], off: [] });
    const named = [
      'emails',
      'firstName',
      'lastName',
      'accountId',
      'jobTitle',
      'language',
      'country',
      'phones',
    ];
    expect(named.filter((key) => !keys.includes(key))).toEqual([]);
    expect(keys).toEqual([...SHOWN]);
  });
  test('B29, D8, D10: the team’s order comes first, what it does not name behind it', () => {
    const keys = shownKeys(['custom/a'], { order: ['custom/a', 'country'], off: [] });
    expect(keys.slice(0, 3)).toEqual(['custom/a', 'country', 'firstName']);
    expect(new Set(keys).size).toBe(SHOWN.length + 1);
    expect(keys.at(-1)).toBe('createdAt');
  });
  test('D11: what is off is not shown, and an attribute that is gone is left out', () => {
    const keys = shownKeys([], { order: ['custom/gone', 'phones', 'phones'], off: ['firstName'] });
    expect(keys[0]).toBe('phones');
    expect(keys).not.toContain('firstName');
    expect(keys).not.toContain('custom/gone');
  });
});
