import type { WordKey } from '#lib/i18n/words.ts';

/** A server's address as a person typed it: its origin, and the match pattern that permission is asked for. */
export type ServerAddress = { origin: string; pattern: string } | { wrong: WordKey };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * Reads a server's address; without a scheme `https://` is meant, on this computer `http://`. Plain http is taken for
 * this computer alone: across a network it would show the team's contacts to whoever listens.
 */
export function readServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//iu.test(typed) ? typed : `${schemeFor(typed)}://${typed}`);
  if (typed === '' || !url || !/^https?:$/u.test(url.protocol) || url.hostname === '')
    return { wrong: 'team_not_an_address' };
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) return { wrong: 'team_not_secure' };
  return { origin: url.origin, pattern: `${url.protocol}//${url.hostname}/*` };
}

function schemeFor(typed: string): 'http' | 'https' {
  return LOOPBACK.test(typed.replace(/(?::\d+)?(?:\/.*)?$/u, '')) ? 'http' : 'https';
}
