import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { cleanText } from '#lib/model/text.ts';
import { changeMember, mayLeave } from '#server/auth/members.ts';
import { makeWorkspace } from '#server/auth/set-up.ts';
import type { Visit } from '#server/door/visit.ts';
import { field, formError, readForm } from '#server/pages/form.ts';
import { showPage, viewOf } from '#server/pages/page.ts';
import { LIMITS, noWorkspace, tooOften, toSignIn, visitor, type Visiting } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';
import { workspacesOf } from '#server/sync/membership.ts';

/** Who owns a workspace may make others: whoever runs a server decides so who may fill it. */
export async function mayMakeWorkspace(server: Server, userId: string): Promise<boolean> {
  return (await workspacesOf(server.database.db, userId)).some(({ role }) => role === 'owner');
}

/** `/workspaces`: one more of them, and the way out of one. */
export function workspacesPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/new', async (c) => {
    const who = await visitor(server, c);
    if (!who) return toSignIn(c);
    return (await mayMakeWorkspace(server, who.person.id)) ? askName(c, who) : noWorkspace(c, who.person);
  });
  page.post('/new', async (c) => {
    const who = await visitor(server, c);
    if (!who) return toSignIn(c, '/workspaces/new');
    if (!(await mayMakeWorkspace(server, who.person.id))) return noWorkspace(c, who.person);
    const name = cleanText((await readForm(c.req))('name'));
    if (name === '') return askName(c, who, viewOf(c).say('error_workspace_empty'));
    const wait = await server.limits.count(LIMITS.workspace, who.person.id);
    if (wait !== null) return tooOften(c, wait);
    return c.redirect(`/members/${await makeWorkspace(server, who.person.id, name)}`, 303);
  });
  page.get('/:workspace/leave', async (c) => {
    const who = await visitor(server, c);
    if (!who) return toSignIn(c);
    return askLeaving(server, c, who, c.req.param('workspace'));
  });
  page.post('/:workspace/leave', async (c) => {
    const who = await visitor(server, c);
    const workspace = c.req.param('workspace');
    if (!who) return toSignIn(c, `/workspaces/${workspace}/leave`);
    const { id } = who.person;
    const problem = await changeMember(server, { workspace, by: id, userId: id, role: null });
    if (problem === 'member_not_permitted') return noWorkspace(c, who.person);
    return problem ? askLeaving(server, c, who, workspace, 422) : c.redirect('/', 303);
  });
  return page;
}

async function askName(c: Context, { person }: Visiting, error?: string): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('workspace_new_text')}</p>
    <form method="post" action="/workspaces/new">
      ${field({ name: 'name', label: say('workspace_name'), hint: say('workspace_hint'), error, autocomplete: 'organization' })}
      <button class="main">${say('workspace_make')}</button>
    </form>
    <p class="links"><a href="/">${say('cancel')}</a></p>`;
  const status = error === undefined ? 200 : 422;
  return showPage(c, view, { title: say('workspace_new'), body, person, status });
}

async function askLeaving(
  server: Server,
  c: Context,
  { person }: Visiting,
  workspace: string,
  status: 200 | 422 = 200,
): Promise<Response> {
  const found = (await workspacesOf(server.database.db, person.id)).find(({ id }) => id === workspace);
  if (!found) return noWorkspace(c, person);
  const view = viewOf(c);
  const { say } = view;
  const body = (await mayLeave(server, workspace, person.id))
    ? html`<p>${say('leave_text')}</p>
        <form method="post" action="/workspaces/${workspace}/leave" class="row">
          <button class="main danger">${say('leave')}</button>
          <a class="button" href="/">${say('cancel')}</a>
        </form>`
    : html`${formError(say('member_last_owner'))}
        <p class="row">
          <a class="button" href="/members/${workspace}">${say('members')}</a>
          <a class="button" href="/">${say('cancel')}</a>
        </p>`;
  const title = say('leave_title', { workspace: found.name });
  return showPage(c, view, { title, body, person, status });
}
