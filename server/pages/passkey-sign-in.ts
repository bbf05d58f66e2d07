import { Hono } from 'hono';
import { askPasskey, signInByPasskey } from '#server/auth/passkeys.ts';
import type { Visit } from '#server/door/visit.ts';
import { readNext } from '#server/pages/checks.ts';
import { readForm } from '#server/pages/form.ts';
import { viewOf } from '#server/pages/page.ts';
import { readAnswer } from '#server/pages/passkey-parts.ts';
import { begin, showSignIn } from '#server/pages/sign-in.ts';
import { fromOf, keepCookies, LIMITS, tooOften } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** `/sign-in/passkey`: what the script of the sign-in page asks for, and sends. */
export function passkeySignIn(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.post('/options', async (c) => {
    const wait = await server.limits.count(LIMITS.passkey, c.get('address'));
    if (wait !== null) return tooOften(c, wait);
    const { options, setCookies } = await askPasskey(server.auth);
    keepCookies(c, setCookies);
    c.header('Cache-Control', 'no-store');
    return c.json(options);
  });
  page.post('/', async (c) => {
    const wait = await server.limits.count(LIMITS.passkey, c.get('address'));
    if (wait !== null) return tooOften(c, wait);
    const value = await readForm(c.req);
    const next = readNext(value('next'), server.settings.url);
    const cookie = c.req.header('cookie') ?? '';
    const begun = await signInByPasskey(server.auth, fromOf(c), cookie, readAnswer(value('answer')));
    return begun
      ? begin(server, c, begun, next)
      : showSignIn(server, c, { email: '', next }, viewOf(c).say('error_passkey'));
  });
  return page;
}
