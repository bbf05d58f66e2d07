import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Hook } from '#lib/protocol/public-webhook.ts';
import type { Visit } from '#server/door/visit.ts';
import { changeHook, deliveriesOf, hooksOf, testHook } from '#server/hooks/registry.ts';
import { administrator, type Desk } from '#server/pages/administrator.ts';
import { formError, readForm } from '#server/pages/form.ts';
import { showPage, viewOf, type Html, type View } from '#server/pages/page.ts';
import type { Server } from '#server/server.ts';

/** Deliveries of each webhook that the page shows. */
const LOG = 10;

/** `/webhooks/:workspace`: how they fare, why one is off, and a test. They are registered by the API. */
export function webhooksPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/:workspace', async (c) => {
    const desk = await administrator(server, c);
    return desk instanceof Response ? desk : show(server, c, desk, {});
  });
  page.post('/:workspace/test', async (c) => {
    const desk = await administrator(server, c, `/webhooks/${c.req.param('workspace')}`);
    if (desk instanceof Response) return desk;
    const id = (await readForm(c.req))('webhook');
    const done = await testHook(server, { workspace: desk.workspace, id });
    return show(server, c, desk, done ? { id, well: done.delivered } : {});
  });
  for (const enabled of [true, false])
    page.post(`/:workspace/${enabled ? 'on' : 'off'}`, async (c) => {
      const desk = await administrator(server, c, `/webhooks/${c.req.param('workspace')}`);
      if (desk instanceof Response) return desk;
      const id = (await readForm(c.req))('webhook');
      await changeHook(server, { workspace: desk.workspace, id }, { enabled });
      return c.redirect(`/webhooks/${desk.workspace}`, 303);
    });
  return page;
}

type Told = { id?: string; well?: boolean };

async function show(server: Server, c: Context, { workspace, person }: Desk, told: Told): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const hooks = await hooksOf(server.database.db, workspace);
  const rows = await Promise.all(hooks.map((hook) => hookRow(server, view, workspace, hook, told)));
  const body = html`<p>${say('hook_intro')}</p>
    ${
      rows.length === 0
        ? html`<p>${say('hook_none')}</p>`
        : html`<ul class="list">
            ${rows}
          </ul>`
    }
    <p class="links"><a href="/api-keys/${workspace}">${say('key_title')}</a></p>`;
  return showPage(c, view, { title: say('hook_title'), body, person, wide: true });
}

async function hookRow(server: Server, view: View, workspace: string, hook: Hook, told: Told): Promise<Html> {
  const { say } = view;
  const button = (act: string, label: string) =>
    html`<form method="post" action="/webhooks/${workspace}/${act}">
      <input type="hidden" name="webhook" value="${hook.id}" />
      <button aria-label="${label}: ${hook.url}">${label}</button>
    </form>`;
  const log = await deliveriesOf(server.database.db, { workspace, id: hook.id }, LOG);
  const tested =
    told.id !== hook.id
      ? ''
      : told.well === true
        ? good(say('hook_test_well'))
        : formError(say('hook_test_bad'));
  return html`<li>
    <div class="person">
      <b>${hook.url}</b>
      <span>${stateOf(view, hook)}</span>
    </div>
    ${button('test', say('hook_test'))}
    ${hook.enabled ? button('off', say('hook_off')) : button('on', say('hook_on'))} ${tested}
    ${log.length === 0 ? '' : logOf(view, log)}
  </li>`;
}

const good = (text: string) => html`<p class="good block" role="status">${text}</p>`;

function stateOf({ say, language }: View, hook: Hook): string {
  const waiting = hook.waiting > 0 ? ` · ${say('hook_waiting', { count: String(hook.waiting) })}` : '';
  if (!hook.enabled) return `${say(`hook_off_${hook.offReason ?? 'by_you'}`)}${waiting}`;
  if (hook.failingSince === null) return `${say('hook_well')}${waiting}`;
  const since = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return `${say('hook_failing', { since: since.format(new Date(hook.failingSince)), error: hook.lastError ?? '' })}${waiting}`;
}

function logOf({ say, language }: View, log: Awaited<ReturnType<typeof deliveriesOf>>): Html {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
  return html`<details class="log">
    <summary>${say('hook_log')}</summary>
    <ul>
      ${log.map(
        ({ type, at, state, attempts, lastError }) =>
          html`<li>
            <code>${type}</code> ${time.format(new Date(at))} · ${say(`hook_state_${state}`)}
            ${attempts > 1 ? say('hook_tries', { count: String(attempts) }) : ''}
            ${lastError === null ? '' : `· ${lastError}`}
          </li>`,
      )}
    </ul>
  </details>`;
}
