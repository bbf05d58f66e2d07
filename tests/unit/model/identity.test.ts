import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailKey, isEmail, isMachineAddress, isRelayAddress, isSharedAddress } from '#lib/model/email.ts';
import { readPhone } from '#lib/model/phone.ts';
import { senderKey } from '#lib/model/sender.ts';

describe('R1: the key of an e-mail address', () => {
  test.each([
    ['8awgqyk6a5+cub31c122@allegromail.pl', '8awgqyk6a5+zzz@ALLEGROMAIL.pl'],
    ['jan@members.ebay.de', 'jan@members.ebay.com'],
    ['Jan@Poczta.Example', ' jan@poczta.example '],
    ['jan@żółw.example', 'JAN@xn--w-uga1v8h.example'],
    ['ｊａｎ@poczta.example', 'jan@poczta.example'],
    ['zoe\u0308@poczta.example', 'zoë@poczta.example'],
  ])('%s is %s', (one, other) => {
    expect(emailKey(one)).not.toBeNull();
    expect(emailKey(one)).toBe(emailKey(other));
  });

  test.each([
    ['user+a@poczta.example', 'user+b@poczta.example'],
    ['j.an@poczta.example', 'jan@poczta.example'],
    ['zoe@poczta.example', 'zoë@poczta.example'],
    ['a+b@notallegromail.pl', 'a@notallegromail.pl'],
    ['a+b@allegromail.pl.evil.example', 'a@allegromail.pl.evil.example'],
  ])('%s is not %s', (one, other) => {
    expect(emailKey(one)).not.toBe(emailKey(other));
  });

  test.each([
    '',
    'jan',
    '@poczta.example',
    'jan@',
    'jan@localhost',
    'jan@@poczta.example',
    'a..b@poczta.example',
    'jan@-x.example',
    '"jan"@poczta.example',
    'jan @poczta.example',
    `${'a'.repeat(65)}@poczta.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('%s is no address', (text) => {
    expect(isEmail(text)).toBe(false);
    expect(emailKey(text)).toBeNull();
  });

  test('its key is its own key', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const key = emailKey(address);
        // eBay's alias is cut to what is the same on all of its sites, and is no address any more.
        const again = key === null || key.endsWith('@members.ebay') ? key : emailKey(key);
        expect(again).toBe(key);
      }),
    );
    expect.hasAssertions();
  });

  test('shared, relayed and machine addresses are told from people’s', () => {
    expect(isSharedAddress('no-reply-amazon-iba-buyer@marketplace.amazon.it')).toBe(true);
    expect(isSharedAddress('x1y2@marketplace.amazon.it')).toBe(false);
    expect(isRelayAddress('x1y2@marketplace.amazon.it')).toBe(true);
    expect(isRelayAddress('jan@amazon.example')).toBe(false);
    for (const machine of [
      'noreply@x.example',
      'no-reply+1@x.example',
      'mailer-daemon@x.example',
      'ne-pas-repondre@x.example',
    ])
      expect(isMachineAddress(machine)).toBe(true);
    expect(isMachineAddress('noreplyman@x.example')).toBe(false);
  });
});

describe('the key of a sender', () => {
  const key = (channel: string, value: string, country: string | null = null) =>
    senderKey(channel, value, country);

  test('R4: a phone number is E.164; a national one needs its country, and none is guessed', () => {
    for (const value of ['+48 600 700 800', '0048600700800', '(+48) 600-700-800'])
      expect(key('phone', value)).toEqual(key('whatsapp', '+48600700800'));
    expect(key('phone', '600 700 800', 'PL')).toEqual({ key: '+48600700800' });
    expect(key('phone', '06 12 34 56 78', 'FR')).toEqual({ key: '+33612345678' });
    expect(key('phone', '600 700 800')).toEqual({ problem: 'phone_needs_country' });
    for (const value of ['call me', '12', '+48', '+999 12345678', '6'.repeat(40)])
      expect(key('phone', value)).toEqual({ problem: 'not_a_phone' });
    expect(readPhone('+48600700800', null)).toEqual({
      e164: '+48600700800',
      country: 'PL',
      shown: '+48 600 700 800',
    });
  });

  test('a login is the same in any case and width; a newer version’s channel is a login', () => {
    expect(key('allegro', ' JanK84 ')).toEqual({ key: 'jank84' });
    expect(key('tomorrow', 'ＪａｎＫ')).toEqual({ key: 'jank' });
    expect(key('allegro', '8awgqyk6a5+a@allegromail.pl')).toEqual(
      key('allegro', '8awgqyk6a5+b@allegromail.pl'),
    );
  });

  test.each([
    [
      'instagram',
      ['https://www.instagram.com/Maja.Z/?hl=pl', 'instagram.com/maja.z', '@Maja.Z', 'ig.me/m/maja.z'],
      'maja.z',
    ],
    [
      'facebook',
      ['https://m.facebook.com/profile.php?id=100077001&sk=about', 'facebook.com/people/Maja/100077001/'],
      '100077001',
    ],
    ['messenger', ['https://www.facebook.com/maja.zielinska', 'm.me/Maja.Zielinska'], 'maja.zielinska'],
    ['linkedin', ['https://pl.linkedin.com/in/Maja-Zielińska/', 'maja-zieli%C5%84ska'], 'maja-zielińska'],
    ['telegram', ['https://t.me/maja_lampy', '@MAJA_lampy'], 'maja_lampy'],
    ['x', ['https://twitter.com/maja_lampy', 'https://x.com/maja_lampy?s=21', '@maja_lampy'], 'maja_lampy'],
  ])('R1: a profile of %s is one however its address is written', (channel, written, expected) => {
    expect(written.map((value) => key(channel, value))).toEqual(written.map(() => ({ key: expected })));
  });

  test('R1: what is no profile stays what it is, and another platform’s profile is another', () => {
    expect(key('instagram', 'https://www.instagram.com/p/C1a2b3/')).toEqual({
      key: 'https://www.instagram.com/p/c1a2b3/',
    });
    expect(key('instagram', 'https://instagram.com.kant.example/maja')).toEqual({
      key: 'https://instagram.com.kant.example/maja',
    });
    expect(key('x', 'https://www.instagram.com/maja')).not.toEqual(key('x', 'maja'));
    expect(key('telegram', '@maja @jan')).toEqual({ key: '@maja @jan' });
  });

  test('nothing, and what is longer than any identity, is refused', () => {
    expect(key('allegro', ' \u200B')).toEqual({ problem: 'empty' });
    expect(key('allegro', 'x'.repeat(321))).toEqual({ problem: 'too_long' });
    expect(key('email', 'no-reply-amazon-iba-buyer@marketplace.amazon.de')).toEqual({
      problem: 'shared_address',
    });
  });

  test('whatever a page gives, there is a key that is its own key, or a reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('email', 'phone', 'allegro', 'messenger', 'other', 'new'),
        fc.string({ unit: 'binary', maxLength: 400 }),
        (channel, value) => {
          const read = senderKey(channel, value);
          const again = 'key' in read ? senderKey(channel, read.key) : read;
          expect(again).toEqual(read);
          expect('key' in read ? read.key : 'a reason').not.toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });
});
