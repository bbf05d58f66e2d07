import { toUnicode } from 'punycode/punycode.es6.js';
import { cleanText } from '#lib/model/text.ts';

// The shape every mail system accepts, with international local parts and domains (RFC 6531); quoted local
// parts are refused: no person writes from one.
const SHAPE =
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

// A marketplace's site: .pl, .com, .co.uk. No more, or allegromail.pl.evil.example would be one, too.
const SITE = String.raw`\.[a-z]{2,3}(?:\.[a-z]{2})?`;
/** Relay addresses whose `+part` is rotated with each order: the fixed part is the person (R1, section M). */
const ROTATING = new RegExp(`@(?:user\\.)?allegromail${SITE}$`, 'u');
/** eBay's static alias: the country of the domain follows the buyer's site and may change (section M). */
const EBAY_ALIAS = new RegExp(`@members\\.ebay${SITE}$`, 'u');
/** Amazon Business gives every buyer of a country one address: it identifies nobody (R1). */
const SHARED = new RegExp(`^no-?reply-amazon-iba-buyer@marketplace\\.amazon${SITE}$`, 'u');
const RELAY = new RegExp(
  `@(?:(?:user\\.)?allegromail${SITE}|user\\.allegrogroup\\.pl|members\\.ebay${SITE}|marketplace\\.amazon${SITE}|marketplace\\.empik\\.com|notification\\.mirakl\\.net)$`,
  'u',
);
const MACHINE =
  /^(?:no-?_?reply|do-?not-?reply|ne-?pas-?repondre|nie-?odpowiadaj|mailer-daemon|postmaster|bounces?|notifications?)(?:[+._-].*)?@/u;

/** Whether a text is an address mail can go to; at most 254 characters (RFC 5321, 4.5.3.1.3). */
export function isEmail(text: string): boolean {
  const address = cleanText(text);
  return address.length <= 254 && !address.includes('..') && SHAPE.test(address);
}

/**
 * The key of an e-mail sender: NFKC, case folded, an international domain in its readable form; `+tag` kept
 * except where a marketplace rotates it (law 2, R1).
 * @returns null where the text is no address.
 */
export function emailKey(text: string): string | null {
  if (!isEmail(text)) return null;
  const address = cleanText(text.normalize('NFKC')).toLowerCase();
  const at = address.lastIndexOf('@');
  // A page may show an international domain decoded or as `xn--`: one key for both.
  const folded = `${address.slice(0, at)}@${readableDomain(address.slice(at + 1))}`;
  if (ROTATING.test(folded)) return folded.replace(/\+[^@]*@/u, '@');
  if (EBAY_ALIAS.test(folded)) return folded.replace(EBAY_ALIAS, '@members.ebay');
  return folded;
}

/** Whether one address stands for many buyers, so that it can identify none of them (R1). */
export function isSharedAddress(text: string): boolean {
  return SHARED.test(cleanText(text).toLowerCase());
}

/** Whether an address is a marketplace's mask over a person's own (section M). Never a proof of a duplicate (B21). */
export function isRelayAddress(text: string): boolean {
  return RELAY.test(cleanText(text).toLowerCase());
}

/** Whether a machine writes from this address, so that the person, if any, is behind Reply-To. */
export function isMachineAddress(text: string): boolean {
  return MACHINE.test(cleanText(text).toLowerCase());
}

function readableDomain(domain: string): string {
  try {
    return toUnicode(domain);
  } catch {
    return domain; // an `xn--` label that decodes to nothing stays as it was written
  }
}
