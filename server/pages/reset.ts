import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';
import { judgePassword, PASSWORD_LEAST } from '#server/auth/password.ts';
import { createResetLink, ownerOfReset, resetPassword } from '#server/auth/reset-password.ts';
import type { Visit } from '#server/door/visit.ts';
import { errorFacts } from '#server/log.ts';
import { resetLetter } from '#server/mail/letters.ts';
import { field, readForm } from '#server/pages/form.ts';
import { showNote, showPage, viewOf, type View } from '#server/pages/page.ts';
import { LIMITS, tooOften } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** `/forgot`: a link by e-mail where the server sends letters; otherwise, whom to ask. */
export function forgotPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/', (c) => (server.mailer ? askAddress(c) : sayWhom(c)));
  page.post('/', async (c) => {
    if (!server.mailer) return sayWhom(c);
    const wait = await server.limits.count(LIMITS.forgot, c.get('address'));
    if (wait !== null) return tooOften(c, wait);
    const email = cleanText((await readForm(c.req))('email')).toLowerCase();
    const view = viewOf(c);
    if (!isEmail(email)) return askAddress(c, email, view.say('error_email'));
    // Not waited for: neither what is answered nor when tells whether the address is known.
    sendLink(server, view, email).catch((error: unknown) => server.log('error', 'mail', errorFacts(error)));
    const { say } = view;
    return showNote(c, { title: say('forgot_sent_title'), text: say('forgot_sent_text', { email }) });
  });
  return page;
}

async function sendLink(server: Server, view: View, email: string): Promise<void> {
  if ((await server.limits.count(LIMITS.letter, email)) !== null) return;
  const link = await createResetLink(server.auth, server.settings.url, email);
  if (link === null) return;
  const letter = await resetLetter(view, { to: email, link, server: server.settings.title });
  await server.mailer?.send(letter);
}

function askAddress(c: Context, email = '', error?: string): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('forgot_text')}</p>
    <form method="post" action="/forgot">
      ${field({ name: 'email', label: say('email'), type: 'email', value: email, error, autocomplete: 'username' })}
      <button class="main">${say('forgot_send')}</button>
    </form>
    <p class="links"><a href="/sign-in">${say('code_back')}</a></p>`;
  const status = error === undefined ? 200 : 422;
  return showPage(c, view, { title: say('forgot_title'), body, status });
}

function sayWhom(c: Context): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('forgot_whom')}</p>
    <p class="secret">npm run server -- reset-password ${say('forgot_address')}</p>
    <p class="links"><a href="/sign-in">${say('code_back')}</a></p>`;
  return showPage(c, view, { title: say('forgot_title'), body });
}

/** `/reset/:token`: a new password, once. */
export function resetPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/:token', async (c) => {
    const owner = await ownerOfReset(server.auth, c.req.param('token'));
    return owner ? askPassword(c, owner.email) : gone(server, c);
  });
  page.post('/:token', async (c) => {
    const token = c.req.param('token');
    const owner = await ownerOfReset(server.auth, token);
    if (!owner) return gone(server, c);
    const password = (await readForm(c.req))('password');
    const { say } = viewOf(c);
    const problem = judgePassword(password, [owner.email, owner.name]);
    if (problem)
      return askPassword(c, owner.email, say(`error_${problem}`, { least: String(PASSWORD_LEAST) }));
    if (!(await resetPassword(server, token, password))) return gone(server, c);
    const to = { href: '/sign-in', label: say('sign_in') };
    return showNote(c, { title: say('reset_done_title'), text: say('reset_done_text'), to });
  });
  return page;
}

function askPassword(c: Context, email: string, error?: string): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const hint = say('password_hint', { least: String(PASSWORD_LEAST) });
  const body = html`<form method="post">
    ${field({ name: 'email', label: say('email'), type: 'email', value: email, autocomplete: 'username', fixed: true })}
    ${field({ name: 'password', label: say('password_new'), type: 'password', hint, error, autocomplete: 'new-password' })}
    <button class="main">${say('password_save')}</button>
    <p class="hint">${say('reset_hint')}</p>
  </form>`;
  const status = error === undefined ? 200 : 422;
  return showPage(c, view, { title: say('reset_title'), body, status });
}

/** The same answer for one that is used, too old or was never there; and not too often. */
async function gone(server: Server, c: Context<Visit>): Promise<Response> {
  const wait = await server.limits.count(LIMITS.link, c.get('address'));
  if (wait !== null) return tooOften(c, wait);
  const { say } = viewOf(c);
  const to = { href: '/forgot', label: say('forgot_link') };
  return showNote(c, { title: say('link_gone_title'), text: say('reset_gone_text'), status: 404, to });
}
