import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { answerDevice, deviceState, readUserCode, showUserCode } from '#server/auth/devices.ts';
import type { Person } from '#server/auth/session.ts';
import type { Visit } from '#server/door/visit.ts';
import { field, readForm } from '#server/pages/form.ts';
import { showNote, showPage, viewOf } from '#server/pages/page.ts';
import { LIMITS, tooOften, toSignIn, visitor } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** `/device`: lets the extension in that shows this code (RFC 8628, 3.3). */
export function devicePage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/', async (c) => {
    const visiting = await visitor(server, c);
    if (!visiting) return toSignIn(c);
    const code = readUserCode(c.req.query('user_code') ?? '');
    return code === '' ? ask(c, visiting.person) : confirm(server, c, visiting.person, code);
  });
  page.post('/', async (c) => {
    const visiting = await visitor(server, c);
    if (!visiting) return toSignIn(c);
    const value = await readForm(c.req);
    const code = readUserCode(value('user_code'));
    const answer = value('answer') === 'approve' ? 'approved' : 'denied';
    const { say } = viewOf(c);
    const { person, cookie } = visiting;
    if (!(await answerDevice(server.auth, cookie, code, answer))) return miss(server, c, person, '');
    const [title, text] = [say(`device_${answer}_title`), say(`device_${answer}_text`)];
    return showNote(c, { title, text, person });
  });
  return page;
}

async function confirm(server: Server, c: Context<Visit>, person: Person, code: string): Promise<Response> {
  const state = await deviceState(server.auth, code);
  if (state !== 'pending') return miss(server, c, person, code);
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('device_compare')}</p>
    <p class="code">${showUserCode(code)}</p>
    <ul class="facts">
      <li>${say('device_as', { name: person.name, email: person.email })}</li>
      <li>${say('device_may')}</li>
      <li>${say('device_until')}</li>
    </ul>
    <form method="post" action="/device" class="row">
      <input type="hidden" name="user_code" value="${code}" />
      <button class="main" name="answer" value="approve">${say('device_approve')}</button>
      <button name="answer" value="deny">${say('device_deny')}</button>
    </form>
    <p class="hint">${say('device_warning')}</p>`;
  return showPage(c, view, { title: say('device_title'), body, person });
}

async function ask(c: Context, person: Person, value = '', error?: string): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('device_ask')}</p>
    <form method="get" action="/device">
      ${field({ name: 'user_code', label: say('device_code'), value, error, autocomplete: 'off', most: 20 })}
      <button class="main">${say('go_on')}</button>
    </form>`;
  const status = error === undefined ? 200 : 422;
  return showPage(c, view, { title: say('device_title'), body, person, status });
}

/** A code that cannot be answered: counted, since somebody may be guessing. */
async function miss(server: Server, c: Context<Visit>, person: Person, code: string): Promise<Response> {
  const wait = await server.limits.count(LIMITS.deviceCode, person.id);
  if (wait !== null) return tooOften(c, wait);
  return ask(c, person, code, viewOf(c).say('error_device_code'));
}
