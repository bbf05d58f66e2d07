import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { cleanText } from '#lib/model/text.ts';
import { PASSWORD_LEAST } from '#server/auth/password.ts';
import { isSetUpToken, setUp, type SetUp } from '#server/auth/set-up.ts';
import type { Visit } from '#server/door/visit.ts';
import { checkPerson } from '#server/pages/checks.ts';
import { field, readForm, type Errors } from '#server/pages/form.ts';
import { showNote, showPage, viewOf } from '#server/pages/page.ts';
import { fromOf, goOn, LIMITS, tooOften } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** `/setup/:token`: the first person makes themselves the owner, once. */
export function setUpPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.use('/:token', async (c, next) => {
    if (await isSetUpToken(server.database.db, c.req.param('token'))) return next();
    const wait = await server.limits.count(LIMITS.link, c.get('address'));
    return wait === null ? gone(c) : tooOften(c, wait);
  });
  page.get('/:token', (c) => show(c, { name: '', email: '', password: '', workspace: '' }, {}));
  page.post('/:token', async (c) => {
    const value = await readForm(c.req);
    const form = {
      name: cleanText(value('name')),
      email: cleanText(value('email')),
      password: value('password'),
      workspace: cleanText(value('workspace')),
    };
    const { say } = viewOf(c);
    const errors = checkPerson(say, form);
    if (form.workspace === '') errors.workspace = say('error_workspace_empty');
    if (Object.keys(errors).length > 0) return show(c, form, errors);
    const begun = await setUp(server, fromOf(c), c.req.param('token'), form);
    return begun ? goOn(c, begun.setCookies, '/') : gone(c);
  });
  return page;
}

async function show(c: Context, form: SetUp, errors: Errors): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const { name, email, workspace } = form;
  const hint = say('password_hint', { least: String(PASSWORD_LEAST) });
  const body = html`<p>${say('setup_intro')}</p>
    <form method="post">
      ${field({ name: 'name', label: say('your_name'), value: name, error: errors.name, autocomplete: 'name' })}
      ${field({ name: 'email', label: say('email'), type: 'email', value: email, error: errors.email, autocomplete: 'username' })}
      ${field({ name: 'password', label: say('password'), type: 'password', hint, error: errors.password, autocomplete: 'new-password' })}
      ${field({ name: 'workspace', label: say('workspace_name'), value: workspace, hint: say('workspace_hint'), error: errors.workspace, autocomplete: 'organization' })}
      <button class="main">${say('setup_submit')}</button>
    </form>`;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return showPage(c, view, { title: say('setup_title'), body, status });
}

function gone(c: Context): Promise<Response> {
  const { say } = viewOf(c);
  const to = { href: '/sign-in', label: say('sign_in') };
  return showNote(c, { title: say('link_gone_title'), text: say('setup_gone_text'), status: 404, to });
}
