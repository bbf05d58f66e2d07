import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { cleanText } from '#lib/model/text.ts';
import { signIn, signOut, type Begun } from '#server/auth/accounts.ts';
import { sessionByCookie } from '#server/auth/session.ts';
import { endSessions } from '#server/auth/sessions.ts';
import type { Visit } from '#server/door/visit.ts';
import { readNext } from '#server/pages/checks.ts';
import { field, formError, readForm } from '#server/pages/form.ts';
import { knownBrowser, rememberBrowser } from '#server/pages/known-browser.ts';
import { showPage, viewOf } from '#server/pages/page.ts';
import { passkeyButton, passkeysWorkHere } from '#server/pages/passkey-parts.ts';
import { fromOf, goOn, LIMITS, tooOften, visitor } from '#server/pages/visitor.ts';
import type { Limit } from '#server/limits.ts';
import type { Server } from '#server/server.ts';

/** `/sign-in` and `/sign-out`. */
export function signInPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/sign-in', async (c) => {
    const next = readNext(c.req.query('next') ?? '/', server.settings.url);
    const visiting = await visitor(server, c);
    if (!visiting) return showSignIn(server, c, { email: '', next });
    // Whoever is asked to sign in once more is here already, but too long.
    if (c.req.query('again') === undefined) return c.redirect(next);
    return showSignIn(server, c, { email: visiting.person.email, next });
  });
  page.post('/sign-in', (c) => trySignIn(server, c));
  page.post('/sign-out', async (c) => {
    const visiting = await visitor(server, c);
    return goOn(c, visiting ? await signOut(server.auth, visiting.cookie) : [], '/sign-in');
  });
  return page;
}

async function trySignIn(server: Server, c: Context<Visit>): Promise<Response> {
  const value = await readForm(c.req);
  const form = {
    email: cleanText(value('email')).toLowerCase(),
    next: readNext(value('next'), server.settings.url),
  };
  const wait = await countTry(server, c, form.email);
  if (wait !== null) return tooOften(c, wait);
  const begun = await signIn(server.auth, fromOf(c), { email: form.email, password: value('password') });
  if (!begun) return showSignIn(server, c, form, viewOf(c).say('error_sign_in'));
  await forgive(server, c, form.email);
  return 'secondFactor' in begun
    ? askSecondFactor(c, begun.secondFactor, form.next)
    : begin(server, c, begun, form.next);
}

/** The password was right; the code is asked on the next page. */
export function askSecondFactor(c: Context, setCookies: readonly string[], next: string): Response {
  return goOn(c, setCookies, `/sign-in/code?next=${encodeURIComponent(next)}`);
}

/** Goes on as somebody who has just signed in; the session that this browser had before ends. */
export async function begin(server: Server, c: Context, begun: Begun, next: string): Promise<Response> {
  const before = await sessionByCookie(server.auth, c.req.header('cookie') ?? null);
  if (before) await endSessions(server, before.person.id, ({ id }) => id === before.sessionId);
  return goOn(c, begun.setCookies, next);
}

type Bucket = readonly [Limit, string];

/**
 * Each try counts before it is made: at this account from this address, from this address at whatever account, and at
 * this account from wherever. So guessing is slow from anywhere, and nobody can keep others from signing in: a browser
 * that somebody has signed in with before has tries of its own.
 */
async function bucketsOf(server: Server, c: Context<Visit>, email: string): Promise<Bucket[]> {
  const address = c.get('address');
  const known = await knownBrowser(server, c, email);
  return [
    [LIMITS.signIn, `${address}\n${email}`],
    [LIMITS.signInFrom, address],
    known === null ? [LIMITS.account, email] : [LIMITS.known, `${email}\n${known}`],
  ];
}

/** @returns seconds to wait where there were too many tries */
export async function countTry(server: Server, c: Context<Visit>, email: string): Promise<number | null> {
  for (const [limit, key] of await bucketsOf(server, c, email)) {
    const wait = await server.limits.count(limit, key);
    if (wait !== null) return wait;
  }
  return null;
}

/** A try that was right counts no more, and the browser it was made in is known from now on. */
export async function forgive(server: Server, c: Context<Visit>, email: string): Promise<void> {
  for (const [limit, key] of await bucketsOf(server, c, email)) await server.limits.giveBack(limit, key);
  await rememberBrowser(server, c, email);
}

export async function showSignIn(
  server: Server,
  c: Context,
  form: { email: string; next: string },
  error?: string,
): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const passkeys = passkeysWorkHere(server, c);
  const body = html`${formError(error)}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${form.next}" />
      ${field({ name: 'email', label: say('email'), type: 'email', value: form.email, autocomplete: passkeys ? 'username webauthn' : 'username' })}
      ${field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'current-password' })}
      <button class="main">${say('sign_in')}</button>
    </form>
    ${passkeys ? passkeyButton(view, form.next) : ''}
    <p class="links"><a href="/forgot">${say('forgot_link')}</a></p>
    <p class="hint">${say('sign_in_hint')}</p>`;
  const status = error === undefined ? 200 : 422;
  return showPage(c, view, {
    title: say('sign_in'),
    body,
    status,
    ...(passkeys ? { script: '/passkey.js' } : {}),
  });
}
