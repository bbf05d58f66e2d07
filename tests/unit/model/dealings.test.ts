import { describe, expect, test } from 'vitest';
import { callUrl, isCallTemplate } from '#lib/model/call-link.ts';
import { composerOf, composeUrl } from '#lib/model/compose.ts';
import { findOrders } from '#lib/model/order-number.ts';
import { PRIORITIES, readFiles, writeFiles } from '#lib/model/ticket.ts';

describe('calling', () => {
  test('E34: a number is called as E.164, however it is written', () => {
    expect(callUrl({ service: 'tel' }, '+48 501 222 333')).toBe('tel:+48501222333');
    expect(callUrl({ service: 'callto' }, '+48501222333')).toBe('callto:+48501222333');
    expect(callUrl({ service: 'sip' }, '+48501222333')).toBe('sip:+48501222333');
    expect(callUrl({ service: 'whatsapp' }, '+48501222333')).toBe('https://wa.me/48501222333');
  });

  test('E35: a service of one’s own gets the number in its address, escaped', () => {
    const template = 'https://dial.example/call?to={number}&again={number}';
    expect(callUrl({ service: 'custom', template }, '+48501222333')).toBe(
      'https://dial.example/call?to=%2B48501222333&again=%2B48501222333',
    );
    expect(callUrl({ service: 'custom', template: 'aircall:{number}' }, '+481')).toBe('aircall:%2B481');
  });

  test.each([
    'javascript:alert({number})',
    ' JavaScript:{number}',
    'data:text/html,{number}',
    'file:///{number}',
    'https://dial.example/',
    '{number}',
    '',
  ])('E35: an address that calls nobody is none: %s', (template) => {
    expect(isCallTemplate(template)).toBe(false);
    expect(callUrl({ service: 'custom', template }, '+48501222333')).toBeNull();
  });
});

describe('handing a letter to a composer', () => {
  const letter = { to: 'a+b&cc=x@poczta.example', subject: 'Łódź & co?', text: 'Dzień dobry,\nco słychać?' };

  test('E36: mailto carries subject and text by RFC 6068, and nothing is smuggled in by an address', () => {
    const { url } = composeUrl('mailto', letter);
    expect(url).toMatch(/^mailto:a%2Bb%26cc%3Dx@poczta\.example\?subject=/u);
    expect(url).toContain('%0D%0A');
    expect(new URLSearchParams(url.slice(url.indexOf('?'))).get('subject')).toBe(letter.subject);
  });

  test.each([
    ['gmail', 'su'],
    ['outlook', 'subject'],
    ['outlook-live', 'subject'],
  ] as const)('E38: %s gets to, subject and message', (composer, subject) => {
    const { url, leftOut } = composeUrl(composer, letter);
    const said = new URL(url).searchParams;
    expect([said.get('to'), said.get(subject), said.get('body')]).toEqual([
      letter.to,
      letter.subject,
      letter.text,
    ]);
    expect(leftOut).toBe(false);
  });

  test('E38: a message that no address can carry is left out and said to be', () => {
    const long = { ...letter, text: 'słowo '.repeat(3000) };
    for (const composer of ['mailto', 'gmail'] as const) {
      const { url, leftOut } = composeUrl(composer, long);
      expect(leftOut).toBe(true);
      expect(url.length).toBeLessThan(2000);
    }
  });

  test('E36: the composer is that of the inbox one reads in', () => {
    expect([
      composerOf('gmail'),
      composerOf('outlook'),
      composerOf('roundcube'),
      composerOf(undefined),
    ]).toEqual(['gmail', 'outlook', 'mailto', 'mailto']);
  });
});

describe('order numbers', () => {
  test.each([
    ['Amazon order 302-1234567-7654321 was late', ['302-1234567-7654321']],
    ['eBay 12-34567-89012', ['12-34567-89012']],
    ['Allegro zamówienie 29738e61-7f6a-11ee-9b9d-0242ac120002', ['29738e61-7f6a-11ee-9b9d-0242ac120002']],
    ['Zamówienie 10482 – nie dotarła przesyłka', ['10482']],
    ['zamówienia nr 10482 i zamówienie nr: 9931/2026', ['10482', '9931/2026']],
    ['Commande n° FR-20931', ['FR-20931']],
    ['Your order #A10482 has shipped', ['A10482']],
    ['Bestellung Nr. 77123', ['77123']],
    ['order 10482, order 10482', ['10482']],
    ['Ma commande porte le numéro 20417.', ['20417']],
    ['zamówienie o numerze 20417 nie doszło', ['20417']],
    ['My order with the number FR-20931', ['FR-20931']],
  ])('R6: %s', (text, orders) => {
    expect(findOrders(text)).toEqual(orders);
  });

  test.each([
    'Call me: +48 501 222 333',
    'In order to get 10482 points',
    'in order to call number 10482',
    'my order was 10482 days ago',
    'Zamówienie 2026',
    'bez zamówienia, 120,00 zł',
    'id 29738e61-7f6a-11ee-9b9d-0242ac120002',
    'paid on 2026-11-20',
    'border 12345',
  ])('R6: is none: %s', (text) => {
    expect(findOrders(text)).toEqual([]);
  });

  test('R6: a text without end is read in a moment', () => {
    const began = performance.now();
    findOrders('order '.repeat(20_000) + 'zamówienie nr nr nr nr '.repeat(5000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});

test('E41: there are five priorities', () => {
  expect(PRIORITIES).toEqual(['lowest', 'low', 'medium', 'high', 'highest']);
});

test('E39: a ticket’s files are kept as text, and what is no list of files is none', () => {
  const files = [{ id: 'a', name: 'zdjęcie "1".png', type: 'image/png', size: 3 }];
  expect(readFiles(writeFiles(files))).toEqual(files);
  for (const text of ['', '{', '{}', '[null, 1, {"id":1}]']) expect(readFiles(text)).toEqual([]);
});
