import { describe, expect, test } from 'vitest';
import { emailKey, isMachineAddress, isRelayAddress, isSharedAddress } from '#lib/model/email.ts';
import { workDomain } from '#lib/model/mail-domain.ts';
import { channelOfRelay, isPlatform } from '#lib/model/relay.ts';
import { catalogue } from '#lib/sites/catalogue.ts';
import { identify, siblings } from '#lib/book/identify.ts';

describe('R1, M: masks of marketplaces', () => {
  test.each([
    ['8awgqyk6a5+cub31c122@allegromail.pl', 'allegro', '8awgqyk6a5@allegromail.pl'],
    ['8awgqyk6a5+cub31c122@allegromail.cz', 'allegro', '8awgqyk6a5@allegromail.cz'],
    ['8awgqyk6a5+4f9d21f12@user.allegrogroup.pl', 'allegro', '8awgqyk6a5@user.allegrogroup.pl'],
    ['alias_1@members.ebay.co.uk', 'ebay', 'alias_1@members.ebay'],
    ['alias_1@members.ebay.de', 'ebay', 'alias_1@members.ebay'],
    ['x1y2+z@marketplace.amazon.com.tr', 'amazon', 'x1y2+z@marketplace.amazon.com.tr'],
    ['a1@marketplace.empik.com', 'mirakl', 'a1@marketplace.empik.com'],
    ['a1@notification.mirakl.net', 'mirakl', 'a1@notification.mirakl.net'],
    ['a1@verkopen.bol.com', null, 'a1@verkopen.bol.com'],
  ])('%s is a mask of %s, known by %s', (address, channel, key) => {
    expect(isRelayAddress(address)).toBe(true);
    expect(channelOfRelay(address)).toBe(channel);
    expect(emailKey(address)).toBe(key);
    // Of a key everything is known that is known of the address.
    expect(isRelayAddress(key)).toBe(true);
    expect(channelOfRelay(key)).toBe(channel);
    expect(workDomain(address)).toBeNull();
    expect(siblings({ channel: 'email', key })).toEqual(channel === null ? [] : [{ channel, key }]);
  });

  test.each([
    'jan@allegromail.pl.evil.example',
    'jan@notallegromail.pl',
    'jan@members.ebay.de.evil.example',
    'jan@xmembers.ebay.de',
    'jan@marketplace.amazon.evil.example.com',
    'jan@notification.mirakl.net.example',
  ])('%s is none', (address) => {
    expect(isRelayAddress(address)).toBe(false);
    expect(channelOfRelay(address)).toBeNull();
  });

  test('an address that all business buyers share cannot identify a buyer, on any channel', () => {
    for (const site of ['de', 'it', 'co.uk'])
      for (const channel of ['email', 'amazon', 'other'])
        expect(identify(channel, `No-Reply-Amazon-IBA-Buyer@marketplace.amazon.${site}`, null)).toMatchObject(
          {
            problem: { reason: 'shared_address' },
          },
        );
    expect(isSharedAddress('noreply-amazon-iba-buyer@marketplace.amazon.es')).toBe(true);
  });

  test('what a marketplace writes itself is a machine’s, and no mask is', () => {
    for (const address of [
      'powiadomienia@allegro.pl',
      'order-update@amazon.de',
      'seller-notification@mail.amazon.co.uk',
      'ebay@ebay.com',
      'ebay@reply.ebay.de',
      'transaction@etsy.com',
      'info@notifications.olx.pl',
      'no-reply@mirakl.net',
    ]) {
      expect(isPlatform(address)).toBe(true);
      expect(isMachineAddress(address)).toBe(true);
    }
    for (const address of [
      '8awgqyk6a5+cub31c122@allegromail.pl',
      'alias_1@members.ebay.de',
      'x1y2@marketplace.amazon.it',
      'a1@notification.mirakl.net',
      'jan@allegro.example',
      'jan@myamazon.de',
      'jan@bol.com.br',
      'jan@amazon.de.evil.example',
    ])
      expect(isPlatform(address)).toBe(false);
  });
});

test('R1: every relay that the catalogue of sites names is known as one', () => {
  for (const { relays = [] } of catalogue)
    for (const domain of relays) expect(isRelayAddress(`a1@${domain.replace('*', 'pl')}`)).toBe(true);
  expect(catalogue.flatMap(({ relays = [] }) => relays).length).toBeGreaterThan(5);
});
