import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { halfOf, signInBySecondFactor } from '#server/auth/two-factor.ts';
import type { Visit } from '#server/door/visit.ts';
import { readNext } from '#server/pages/checks.ts';
import { field, readForm } from '#server/pages/form.ts';
import { showNote, showPage, viewOf } from '#server/pages/page.ts';
import { begin, showSignIn } from '#server/pages/sign-in.ts';
import { fromOf } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** `/sign-in/code`: the second factor, once the password was right. */
export function secondFactorPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/', async (c) => {
    const next = readNext(c.req.query('next') ?? '/', server.settings.url);
    if (await halfOf(server.auth, c.req.header('cookie') ?? '')) return ask(c, next);
    return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  });
  page.post('/', async (c) => {
    const value = await readForm(c.req);
    const next = readNext(value('next'), server.settings.url);
    const cookie = c.req.header('cookie') ?? '';
    const begun = await signInBySecondFactor(server, fromOf(c), cookie, value('code'));
    if (!('problem' in begun)) return begin(server, c, begun, next);
    const { say } = viewOf(c);
    if (begun.problem === 'wrong') return ask(c, next, say('error_code'));
    if (begun.problem === 'over') return showSignIn(server, c, { email: '', next }, say('error_code_over'));
    return showNote(c, { title: say('too_often_title'), text: say('code_locked_text'), status: 429 });
  });
  return page;
}

async function ask(c: Context, next: string, error?: string): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('code_intro')}</p>
    <form method="post" action="/sign-in/code">
      <input type="hidden" name="next" value="${next}" />
      ${field({ name: 'code', label: say('device_code'), hint: say('code_hint'), error, autocomplete: 'one-time-code', most: 24 })}
      <button class="main">${say('go_on')}</button>
    </form>
    <p class="links"><a href="/sign-in?next=${encodeURIComponent(next)}">${say('code_back')}</a></p>`;
  return showPage(c, view, { title: say('code_title'), body, status: error === undefined ? 200 : 422 });
}
