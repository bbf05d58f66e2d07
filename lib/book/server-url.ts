import { refuse } from './problems.ts';

/** The machine itself, which may be spoken to without TLS. */
const HERE = new Set(['localhost', '127.0.0.1']);

/**
 * Reads a server's address as a person types it: `team.example` is https. Only the origin counts.
 * @throws server_unreachable where it is none, or would send the token in the clear
 */
export function readServerUrl(text: string): string {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//iu.test(typed) ? typed : `https://${typed}`);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && HERE.has(url.hostname));
  return url && isSafe && url.username === ''
    ? url.origin
    : refuse('server_unreachable', { value: typed.slice(0, 500) });
}
