import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { cleanText } from '#lib/model/text.ts';
import { signIn, signOut } from '#server/auth/accounts.ts';
import type { Visit } from '#server/door/visit.ts';
import { readNext } from '#server/pages/checks.ts';
import { field, formError, readForm } from '#server/pages/form.ts';
import { showPage, viewOf } from '#server/pages/page.ts';
import { fromOf, goOn, LIMITS, tooOften, visitor } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** `/sign-in` and `/sign-out`. */
export function signInPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/sign-in', async (c) => {
    const next = readNext(c.req.query('next') ?? '/', server.settings.url);
    if (await visitor(server, c)) return c.redirect(next);
    return show(c, { email: '', next });
  });
  page.post('/sign-in', async (c) => {
    const value = await readForm(c.req);
    const form = {
      email: cleanText(value('email')).toLowerCase(),
      next: readNext(value('next'), server.settings.url),
    };
    const wait = await countTry(server, c, form.email);
    if (wait !== null) return tooOften(c, wait);
    const begun = await signIn(server.auth, fromOf(c), { email: form.email, password: value('password') });
    if (!begun) return show(c, form, viewOf(c).say('error_sign_in'));
    await forgive(server, c, form.email);
    return goOn(c, begun.setCookies, form.next);
  });
  page.post('/sign-out', async (c) => {
    const visiting = await visitor(server, c);
    return goOn(c, visiting ? await signOut(server.auth, visiting.cookie) : [], '/sign-in');
  });
  return page;
}

/**
 * Each try counts before it is made, for its address and for its account: guessing is slow from anywhere, and nobody
 * can keep others from signing in but at the one account they guess at.
 */
export async function countTry(server: Server, c: Context<Visit>, email: string): Promise<number | null> {
  const byAddress = await server.limits.count(LIMITS.signIn, c.get('address'));
  if (byAddress !== null) return byAddress;
  return server.limits.count(LIMITS.account, email);
}

/** A try that was right counts no more. */
export async function forgive(server: Server, c: Context<Visit>, email: string): Promise<void> {
  await server.limits.giveBack(LIMITS.signIn, c.get('address'));
  await server.limits.giveBack(LIMITS.account, email);
}

async function show(c: Context, form: { email: string; next: string }, error?: string): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`${formError(error)}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${form.next}" />
      ${field({ name: 'email', label: say('email'), type: 'email', value: form.email, autocomplete: 'username' })}
      ${field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'current-password' })}
      <button class="main">${say('sign_in')}</button>
    </form>
    <p class="hint">${say('sign_in_hint')}</p>`;
  return showPage(c, view, { title: say('sign_in'), body, status: error === undefined ? 200 : 422 });
}
