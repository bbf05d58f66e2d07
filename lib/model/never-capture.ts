import { emailKey, isMachineAddress, isRelayAddress } from '#lib/model/email.ts';
import { isInDomain } from '#lib/model/in-domain.ts';
import { readDomain, workDomain } from '#lib/model/mail-domain.ts';
import { isPlatform } from '#lib/model/relay.ts';
import { cleanText } from '#lib/model/text.ts';

/** `ours`: the team's own, colleagues among them, whose messages are no customer's. `other`: whom nobody wants in the book. */
export type NeverWho = 'ours' | 'other';

/** Whom Carnet never adds and never offers (G11). `what`: an address, a whole domain as `@firma.example`, or a login. */
export type Never = { what: string; who: NeverWho };

/** What is never offered without being named, as long as the team does not say otherwise. */
export type NeverKinds = { machines: boolean; platforms: boolean };

/** Why somebody is not offered, in a person's words. */
export type NeverWhy = NeverWho | 'machine' | 'platform';

/** UTF-16 units of an entry. */
export const NEVER_LIMIT = 254;

/**
 * An entry as it is typed: an address, `@firma.example` or `firma.example` for everybody there, or a login.
 * @returns `problem`: nothing that could name anybody, or a domain where anybody gets a mailbox, customers too
 */
export function readNever(text: string): { what: string } | { problem: 'empty' | 'too_long' | 'public' } {
  const clean = cleanText(text.normalize('NFKC')).toLowerCase();
  if (clean.length < 2) return { problem: 'empty' };
  if (clean.length > NEVER_LIMIT) return { problem: 'too_long' };
  const address = emailKey(clean);
  if (address !== null) return { what: address };
  const domain = /\s/u.test(clean) ? null : readDomain(clean);
  if (domain === null) return { what: clean.replace(/^@/u, '') };
  return workDomain(`x@${domain}`) === null ? { problem: 'public' } : { what: `@${domain}` };
}

/**
 * Tells why a sender is never captured; null where they may be. A marketplace's relay is a customer, whatever it is called.
 * @param key the sender's key on its channel
 */
export function neverMatcher(
  entries: readonly Never[],
  { machines, platforms }: NeverKinds,
): (key: string) => NeverWhy | null {
  const named = new Map(entries.map(({ what, who }) => [what, who]));
  const domains = entries.filter(({ what }) => what.startsWith('@'));
  const ofDomain = (key: string) => domains.find(({ what }) => isInDomain(key, what))?.who;
  return (key) => {
    const listed = named.get(key) ?? ofDomain(key);
    if (listed) return listed;
    if (isRelayAddress(key)) return null;
    if (isPlatform(key)) return platforms ? 'platform' : null;
    return machines && isMachineAddress(key) ? 'machine' : null;
  };
}

/**
 * What is proposed where a page names an own account: the address itself, and everybody at its domain where that is the
 * team's own and nobody else's.
 */
export function neverFor(account: string): Never[] {
  const key = emailKey(account);
  if (key === null || isRelayAddress(key)) return [];
  const domain = workDomain(key);
  return [{ what: domain === null ? key : `@${domain}`, who: 'ours' }];
}
