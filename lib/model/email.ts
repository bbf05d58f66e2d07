import { toUnicode } from 'punycode/punycode.es6.js';
import { isPlatform, isRelay, isShared, lastingPart } from '#lib/model/relay.ts';
import { cleanText, isPlain } from '#lib/model/text.ts';

// The shape every mail system accepts; quoted local parts are refused: no person writes from one.
const SHAPE =
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/u;

/**
 * The same with international local parts and domains (RFC 6531). Apart, and made when it is first asked for: to look up
 * which characters are letters takes a browser five milliseconds, on a page where most addresses are plain.
 */
const hasInternationalShape = (address: string) =>
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(
    address,
  );

const MACHINE =
  /^(?:no-?_?reply|do-?not-?reply|ne-?pas-?repondre|nie-?odpowiadaj|mailer-daemon|postmaster|bounces?|notifications?)(?:[+._-].*)?@/u;
/** One of these is in all of them: a pattern that is not asked for need not be compiled. */
const MACHINE_NAMES = ['reply', 'repondre', 'odpowiadaj', 'daemon', 'postmaster', 'bounce', 'notification'];

/** Whether a text is an address mail can go to; at most 254 characters (RFC 5321, 4.5.3.1.3). */
export function isEmail(text: string): boolean {
  const address = cleanText(text);
  // Most texts that are asked about are names: they end here.
  if (!address.includes('@') || address.length > 254 || address.includes('..')) return false;
  return SHAPE.test(address) || (!isPlain(address) && hasInternationalShape(address));
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
  return lastingPart(`${address.slice(0, at)}@${readableDomain(address.slice(at + 1))}`);
}

/** Whether one address stands for many buyers, so that it can identify none of them (R1). */
export function isSharedAddress(text: string): boolean {
  return isShared(cleanText(text).toLowerCase());
}

/** Whether an address is a marketplace's mask over a person's own (section M). Never a proof of a duplicate (B21). */
export function isRelayAddress(text: string): boolean {
  return isRelay(cleanText(text).toLowerCase());
}

/**
 * Whether a machine writes from this address, or a marketplace its notices, so that the person, if any, is behind
 * Reply-To (R1).
 */
export function isMachineAddress(text: string): boolean {
  const address = cleanText(text).toLowerCase();
  const named = MACHINE_NAMES.some((name) => address.includes(name));
  return (named && MACHINE.test(address)) || isPlatform(address);
}

function readableDomain(domain: string): string {
  if (!domain.includes('xn--')) return domain;
  try {
    return toUnicode(domain);
  } catch {
    return domain; // an `xn--` label that decodes to nothing stays as it was written
  }
}
