import { describe, expect, test } from 'vitest';
import { channelFacts, channels } from '#lib/model/channel.ts';
import { channelOfRelay, isRelay } from '#lib/model/relay.ts';
import { matchesPattern } from '#lib/sites/at.ts';
import { catalogue, siteById } from '#lib/sites/catalogue.ts';
import { recipeById, recipes } from '#lib/sites/recipes.ts';

/** As the source names them. */
const FORTY_TWO =
  'Allegro, Amazon, BigCommerce, Black Red White, But, B&Q, Castorama, Carrefour, Cdiscount, Conforama, Decathlon, Dr.Max, eBay, E.Leclerc, Empik, ePrice, Erli, Etsy, Facebook Messenger, Home24, Home&You, Hornbach, Idosell, Instagram, Kabum, Kaufland, Leroy Merlin, Magento, Maisons du Monde, Modivo, OLX, Octopia, PrestaShop, Serwer SMS, Shopee, Shoper, Shopify, Temu, Vente Unique, WhatsApp Business, WooCommerce, XXXLutz';
const MAIL =
  'Gmail (forwarding), Outlook (forwarding), Domain (forwarding), Gmail (IMAP), IMAP/SMTP, Exchange';
const WEBMAILS =
  'gmail outlook yahoo aol proton tuta fastmail icloud zoho gmx webde mailcom mailru yandex wp o2 onet interia orange sfr laposte free roundcube sogo snappymail horde zimbra nextcloud-mail';
const MESSENGERS = 'whatsapp messenger business-suite instagram linkedin telegram x';

describe('C22: the catalogue', () => {
  test('C22: has all 42 integrations of the source, BaseLinker, and the ways of e-mail, each once', () => {
    const wanted = [...FORTY_TWO.split(', '), 'BaseLinker', ...MAIL.split(', ')];
    expect(FORTY_TWO.split(', ')).toHaveLength(42);
    expect(catalogue.flatMap(({ listed }) => listed ?? []).toSorted()).toEqual(wanted.toSorted());
  });

  test('C22: has every webmail and messenger that is known', () => {
    const missing = `${WEBMAILS} ${MESSENGERS}`.split(' ').filter((id) => siteById(id) === undefined);
    expect(missing).toEqual([]);
  });

  test('C22: knows each site once, by an id that can stand in an address and in a file’s name', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    expect(catalogue.filter(({ id }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(id))).toEqual([]);
  });

  test.each(catalogue)('C22: $id has a mark that can be read, and a colour to write it on', (site) => {
    expect(site.mark).toMatch(/^\S{1,2}$/u);
    expect(contrastOnWhite(site.color)).toBeGreaterThan(3);
  });

  test('C22: a site whose people have a channel of their own looks as that channel does', () => {
    const other = catalogue
      .filter(({ id, kind }) => id in channels && kind !== 'mail')
      .filter(({ id, name, mark, color }) => {
        const channel = channelFacts(id);
        return channel.name !== name || channel.mark !== mark || channel.color !== color;
      });
    expect(other.map(({ id }) => id)).toEqual([]);
  });

  test('C22: what is switched on is somewhere: a host it claims, one that is typed, or a webmail it is read in', () => {
    const nowhere = catalogue.filter(
      ({ hosts, anywhere, readIn }) => hosts.length === 0 && !anywhere && !readIn,
    );
    expect(nowhere).toEqual([]);
    expect(catalogue.flatMap(({ readIn = [] }) => readIn.filter((id) => !siteById(id)))).toEqual([]);
  });
});

describe('law 10: least permission', () => {
  const hosts = catalogue.flatMap(({ hosts }) => hosts);

  test('every host is one host over HTTPS, or what lies below a provider’s own domain; never all of them', () => {
    const wrong = hosts.filter(
      (pattern) => !/^https:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/u.test(pattern),
    );
    expect(wrong).toEqual([]);
    expect(hosts.length).toBeGreaterThan(150);
    // A country's ending alone would be everybody's: *.co.uk, *.com.br.
    expect(hosts.filter((pattern) => /\*\.(?:com?\.)?[a-z]{2,3}\/\*$/u.test(pattern))).toEqual([]);
  });

  test('an address of each host is within its pattern, and one that only begins or ends so is not', () => {
    for (const pattern of hosts) {
      const host = pattern.slice('https://'.length, -2).replace('*', 'sklep');
      expect(matchesPattern(pattern, `https://${host}/a?b=1`)).toBe(true);
      expect(matchesPattern(pattern, `https://${host}.zly.example/`)).toBe(false);
      expect(matchesPattern(pattern, `http://${host}/`)).toBe(false);
    }
  });
});

describe('R1: relays', () => {
  const relayed = catalogue.flatMap((site) => (site.relays ?? []).map((relay) => ({ site, relay })));

  test.each(relayed)('R1: an address at $relay is known as a mask of $site.id', ({ site, relay }) => {
    const address = `abc123@${relay.replace('*', 'pl')}`;
    expect(isRelay(address)).toBe(true);
    // A relay of several marketplaces is no channel's.
    expect([null, site.id, site.recipe]).toContain(channelOfRelay(address));
  });
});

describe('C22: recipes', () => {
  test('every recipe is of a site of the catalogue, and known once', () => {
    expect(recipes.filter(({ site }) => siteById(site) === undefined).map(({ site }) => site)).toEqual([]);
    expect(new Set(recipes.map(({ site }) => site)).size).toBe(recipes.length);
  });

  test('a site that is read by another’s recipe names one that there is', () => {
    const wrong = catalogue.filter(({ recipe }) => recipe !== undefined && !recipeById(recipe));
    expect(wrong.map(({ id, recipe }) => `${id}: ${recipe}`)).toEqual([]);
  });
});

/** WCAG's contrast of a colour with white. */
function contrastOnWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = (Number.parseInt(color.slice(at, at + 2), 16) / 255) * 0.88; // as ChannelMark darkens it
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
