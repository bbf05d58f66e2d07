import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Server } from '#server/server.ts';

const NAME = 'carnet.known';
const YEAR = 365 * 86_400;

/**
 * Remembers that somebody has signed in in this browser. It opens nothing; but whoever guesses at their password from
 * elsewhere, and so uses up the tries at the account, does not keep them out here (OWASP, "device cookies").
 */
export async function rememberBrowser(server: Server, c: Context, email: string): Promise<void> {
  if ((await knownBrowser(server, c, email)) !== null) return;
  const nonce = randomBytes(16).toString('base64url');
  setCookie(c, NAME, `${nonce}.${await markOf(server, email, nonce)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: server.settings.url.startsWith('https:'),
    maxAge: YEAR,
  });
}

/** What this browser's own tries at an account are counted under; null where nobody has signed in to it here. */
export async function knownBrowser(server: Server, c: Context, email: string): Promise<string | null> {
  const [nonce = '', mark = ''] = (getCookie(c, NAME) ?? '').split('.');
  const right = Buffer.from(await markOf(server, email, nonce));
  const given = Buffer.from(mark);
  return nonce !== '' && given.length === right.length && timingSafeEqual(given, right) ? nonce : null;
}

async function markOf({ auth }: Server, email: string, nonce: string): Promise<string> {
  const { secret } = await auth.$context;
  return createHmac('sha256', secret).update(`known browser\n${email}\n${nonce}`).digest('base64url');
}
