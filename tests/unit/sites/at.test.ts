import { expect, test } from 'vitest';
import { matchesPattern, recipesAt } from '#lib/sites/at.ts';

test('a host that a site claims is read by that site alone; any other by those that stand anywhere', () => {
  expect(recipesAt('https://mail.google.com/mail/u/0/')).toEqual(['gmail']);
  expect(recipesAt('https://poczta.sklep.example/?_task=mail')).toEqual(
    expect.arrayContaining(['roundcube', 'demo']),
  );
  expect(recipesAt('https://poczta.sklep.example/?_task=mail')).not.toContain('gmail');
});

test('what the agent said stands there is tried first, and the others still', () => {
  const ids = recipesAt('https://poczta.sklep.example/', ['demo']);
  expect(ids[0]).toBe('demo');
  expect(ids).toContain('roundcube');
});

test.each([
  ['https://mail.google.com/*', 'https://mail.google.com/mail/u/1/#inbox', true],
  ['https://mail.google.com/*', 'http://mail.google.com/', false],
  ['https://mail.google.com/*', 'https://mail.google.com.kant.example/', false],
  ['https://*.sklep.example/panel/*', 'https://a.b.sklep.example/panel/x?y=1', true],
  ['https://*.sklep.example/panel/*', 'https://sklep.example/panel/', true],
  ['https://*.sklep.example/panel/*', 'https://zlysklep.example/panel/', false],
  ['*://*/demo/*', 'http://127.0.0.1:8787/demo/', true],
  ['http://127.0.0.1:*/*', 'http://127.0.0.1:8787/demo/', true],
  ['https://a.example/x.y/*', 'https://a.example/xzy/', false],
  ['not a pattern', 'https://a.example/', false],
  ['https://a.example/*', 'not an address', false],
])('the pattern %s and %s: %s', (pattern, url, expected) => {
  expect(matchesPattern(pattern, url)).toBe(expected);
});
