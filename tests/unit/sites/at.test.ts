import { expect, test } from 'vitest';
import { catalogue } from '#lib/sites/catalogue.ts';
import { matchesPattern, recipesAt, siteAt } from '#lib/sites/at.ts';

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

test.each([
  ['https://mail.google.com/mail/u/0/#inbox', 'gmail'],
  ['https://home24.mirakl.net/mmp/shop/order/1', 'home24'],
  ['https://douglas-prod.mirakl.net/login', 'mirakl'],
  ['https://www.facebook.com/marketplace/inbox', 'facebook-marketplace'],
  ['https://www.facebook.com/messages/t/1', 'messenger'],
  ['https://www.ebay.de/sh/ord', 'ebay'],
  ['https://poczta.sklep.example/?_task=mail&_mbox=INBOX', 'roundcube'],
  ['https://mail.sklep.example/SOGo/so/biuro/Mail/view', 'sogo'],
  ['https://portal.sklep.example/mmp/shop/order/1/information', 'mirakl'],
  ['https://pomoc.sklep.example/rt/Ticket/Display.html?id=4', 'request-tracker'],
  ['https://sklep.example/wp-admin/edit-comments.php', 'wordpress'],
  ['https://sklep.example/wp-admin/admin.php?page=wc-orders&action=edit&id=1', 'woocommerce'],
  ['https://sklep.example/tajne/index.php/sell/orders/7/view', 'prestashop'],
  ['https://chmura.sklep.example/index.php/apps/mail/box/1/thread/2', 'nextcloud-mail'],
  ['https://poczta.sklep.example/owa/', 'exchange'],
  ['https://gazeta.example/', null],
  ['not an address', null],
])('C22: %s is told to be of %s', (url, id) => {
  expect(siteAt(url)?.id ?? null).toBe(id);
});

test('C22: every path that tells a site is a pattern that can be read', () => {
  const paths = catalogue.flatMap(({ path }) => path ?? []);
  expect(paths.length).toBeGreaterThan(15);
  for (const path of paths) expect(() => new RegExp(path, 'u')).not.toThrow();
});
