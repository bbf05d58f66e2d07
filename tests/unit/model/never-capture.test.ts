import { describe, expect, test } from 'vitest';
import { neverFor, neverMatcher, readNever, type Never } from '#lib/model/never-capture.ts';

const ALL = { machines: true, platforms: true };
const NONE = { machines: false, platforms: false };
const list: Never[] = [
  { what: '@lampka.example', who: 'ours' },
  { what: 'anna@skrzynka.example', who: 'ours' },
  { what: 'kurier_express', who: 'other' },
];

describe('G11: what is typed into the list', () => {
  test.each([
    ['Anna@Skrzynka.example', 'anna@skrzynka.example'],
    ['@Lampka.Example', '@lampka.example'],
    ['lampka.example', '@lampka.example'],
    ['https://www.lampka.example/kontakt', '@lampka.example'],
    ['Kurier_Express', 'kurier_express'],
    ['@kurier_express', 'kurier_express'],
  ])('%s is %s', (text, what) => expect(readNever(text)).toEqual({ what }));

  test.each(['gmail.com', '@wp.pl', 'yahoo.fr', '@allegromail.pl', 'marketplace.amazon.de'])(
    '%s is where customers write from, and is refused as a whole',
    (text) => expect(readNever(text)).toEqual({ problem: 'public' }),
  );

  test('one mailbox of such a domain may be named', () => {
    expect(readNever('sklep.lampka@gmail.com')).toEqual({ what: 'sklep.lampka@gmail.com' });
  });

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['x', 'empty'],
    ['x'.repeat(300), 'too_long'],
  ])('%s is %s', (text, problem) => expect(readNever(text)).toEqual({ problem }));
});

describe('G11: who is never captured', () => {
  const why = neverMatcher(list, ALL);

  test.each([
    ['biuro@lampka.example', 'ours'],
    ['kuba@sklep.lampka.example', 'ours'],
    ['anna@skrzynka.example', 'ours'],
    ['kurier_express', 'other'],
    ['no-reply@sklepy.example', 'machine'],
    ['niEodpowiadaj@sklepy.example'.toLowerCase(), 'machine'],
    ['powiadomienia@allegro.pl', 'platform'],
    ['orders@amazon.co.uk', 'platform'],
    ['notify@facebookmail.com', 'platform'],
  ])('%s: %s', (key, because) => expect(why(key)).toBe(because));

  test.each([
    'ewa@skrzynka.example',
    'ewa@nielampka.example',
    'ewa@lampka.example.zla.example',
    'b7c1d9e2f4@allegromail.pl',
    'abc123@marketplace.amazon.de',
    'jan_77@members.ebay',
    'no-reply-klient@marketplace.amazon.de',
    'jan@allegro.pl.zly.example',
    'jan.allegro.pl',
    '+48600100200',
  ])('%s may be a customer', (key) => expect(why(key)).toBeNull());

  test('machines and platforms are left alone where the team wants them', () => {
    const quiet = neverMatcher(list, NONE);
    expect(quiet('no-reply@sklepy.example')).toBeNull();
    expect(quiet('powiadomienia@allegro.pl')).toBeNull();
    expect(quiet('biuro@lampka.example')).toBe('ours');
  });
});

describe('G11: what a page’s own account proposes', () => {
  test('everybody at the firm’s domain', () => {
    expect(neverFor('Biuro@Lampka.example')).toEqual([{ what: '@lampka.example', who: 'ours' }]);
  });
  test('the one mailbox at a domain of everybody’s', () => {
    expect(neverFor('sklep.lampka@gmail.com')).toEqual([{ what: 'sklep.lampka@gmail.com', who: 'ours' }]);
  });
  test.each(['Sklep Lampka', 'b7c1@allegromail.pl', ''])('nothing for %s', (account) => {
    expect(neverFor(account)).toEqual([]);
  });
});
