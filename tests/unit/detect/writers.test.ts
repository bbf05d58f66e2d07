import { describe, expect, test } from 'vitest';
import { personOf, type Person } from '#lib/detect/person.ts';
import { writersOf } from '#lib/detect/writers.ts';

const nowhere = {} as Element;
const OWN = new Set(['biuro@lampka.example']);

function person(text: string): Person {
  const found = personOf({ address: text, name: text }, 'email', nowhere);
  if (!found) throw new Error(`${text} is nobody.`);
  return found;
}

const writers = (from: string, replyTo: string[] = [], to: string[] = ['biuro@lampka.example']) =>
  writersOf({ from: person(from), replyTo: replyTo.map(person), to: to.map(person) }, (key) =>
    OWN.has(key),
  ).map(({ address, readFrom, confidence }) => [address, readFrom, confidence].join(' '));

describe('A8: who a message is from', () => {
  test('whoever From names, surely', () => {
    expect(writers('Maja <maja@poczta.example>')).toEqual(['maja@poczta.example header sure']);
  });

  test('nobody where From is our own, or there is none', () => {
    expect(writers('Anna <biuro@lampka.example>')).toEqual([]);
    expect(writersOf({ from: null, replyTo: [person('maja@poczta.example')], to: [] }, () => false)).toEqual(
      [],
    );
  });

  test.each([
    ['a list', 'Oskar via Sklepikarze <lista-sklepow@grupy.example>', ['lista-sklepow@grupy.example']],
    ['a list that names nobody', 'Sklepikarze <s@grupy.example>', ['s@grupy.example']],
    ['a form', 'WordPress <wordpress@sklep.example>', undefined],
    ['a form in Polish', 'Sklep <formularz@sklep.example>', undefined],
    ['a form that uses an office of ours', 'Lampka <kontakt@lampka.example>', undefined],
    ['a group that adds to the name', 'Oskar Lis przez Zwroty <x1@sklep.example>', undefined],
  ])('the person behind Reply-To before %s', (_, from, to) => {
    expect(writers(from, ['Oskar Lis <oskar@latarnie.example>'], to)[0]).toBe(
      'oskar@latarnie.example replyTo likely',
    );
  });

  test('a machine that wrote for a person is no further participant; alone it is unsure', () => {
    expect(writers('Sklep <no-reply@sklep.example>', ['Iga <iga@skrzynka.example>'])).toEqual([
      'iga@skrzynka.example replyTo likely',
    ]);
    expect(writers('Sklep <no-reply@sklep.example>')).toEqual(['no-reply@sklep.example header unsure']);
  });

  test('a form of our own that writes from our own address', () => {
    const form = 'Lampka <biuro@lampka.example>';
    expect(writers(form, ['Zofia <zofia@skrzynka.example>'])).toEqual([
      'zofia@skrzynka.example replyTo likely',
    ]);
    // What we sent to a customer is ours, whatever Reply-To our mailer puts into it.
    expect(writers(form, ['Zofia <zofia@skrzynka.example>'], ['maja@poczta.example'])).toEqual([]);
    expect(writers(form, ['Kuba <kuba@lampka.example>'])).toEqual([]);
  });

  test('a person’s own From is not outdone by any Reply-To', () => {
    expect(writers('Jakub <jakub@sowa.example>', ['Kuba <kuba@inna.example>'])).toEqual([
      'jakub@sowa.example header sure',
    ]);
    expect(writers('Listonosz <listonosz@poczta.example>', ['Kuba <kuba@inna.example>'])[0]).toMatch(
      /^listonosz/u,
    );
  });

  test('law 8: a firm’s mailbox with a strange Reply-To is that firm, not whoever waits behind it', () => {
    expect(writers('Bank <service@bank.example>', ['Jan <jan@kant.example>'])).toEqual([
      'service@bank.example header sure',
    ]);
  });

  test('a newsletter that answers to an office stays the newsletter', () => {
    expect(writers('Sklep <news@sklep.example>', ['Sklep <kontakt@sklep.example>'])).toEqual([
      'news@sklep.example header sure',
    ]);
  });

  test('R1: an address that stands for many buyers is unsure', () => {
    expect(writers('Amazon <no-reply-amazon-iba-buyer@marketplace.amazon.it>')[0]).toMatch(/unsure$/u);
  });

  test('law 8: a name that poses as another address is unsure', () => {
    const posing = { ...person('kto@kant.example'), name: 'bank@zaufany.example' };
    expect(writersOf({ from: posing, replyTo: [], to: [] }, () => false)[0]?.confidence).toBe('unsure');
  });
});
