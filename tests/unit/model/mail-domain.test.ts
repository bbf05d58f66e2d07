import { expect, test } from 'vitest';
import { nameFromDomain, readDomain, workDomain } from '#lib/model/mail-domain.ts';

test.each([
  ['anna@firma.example', 'firma.example'],
  ['Anna@MAIL.Firma.example', 'mail.firma.example'],
])('E31: %s is of %s', (address, domain) => {
  expect(workDomain(address)).toBe(domain);
});

test.each([
  'jan@gmail.com',
  'jan@wp.pl',
  'jan@poczta.onet.pl',
  'jan@yahoo.co.uk',
  'jan@hotmail.fr',
  'jan@gmx.net',
  '8awgqyk6a5+cub31c122@allegromail.pl',
  'x@marketplace.amazon.de',
  'no address',
])('E31: %s says nothing of a firm', (address) => {
  expect(workDomain(address)).toBeNull();
});

test.each([
  ['https://www.firma.example/kontakt?x=1', 'firma.example'],
  ['@Firma.example', 'firma.example'],
  ['firma.example:8080', 'firma.example'],
  ['not a domain', null],
  ['firma', null],
])('E31: «%s» typed as a domain is %s', (typed, domain) => {
  expect(readDomain(typed)).toBe(domain);
});

test.each([
  ['zielona-lampka.com.pl', 'Zielona lampka'],
  ['mail.firma.example', 'Firma'],
  ['shop.co.uk', 'Shop'],
])('E31: %s may be called %s', (domain, name) => {
  expect(nameFromDomain(domain)).toBe(name);
});
