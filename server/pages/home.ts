import { Hono } from 'hono';
import { html } from 'hono/html';
import { mayLeave } from '#server/auth/members.ts';
import { hasOwner } from '#server/auth/set-up.ts';
import type { Visit } from '#server/door/visit.ts';
import { showNote, showPage, viewOf, type Html, type View } from '#server/pages/page.ts';
import { toSignIn, visitor } from '#server/pages/visitor.ts';
import { mayMakeWorkspace } from '#server/pages/workspaces.ts';
import type { Server } from '#server/server.ts';
import { workspacesOf } from '#server/sync/membership.ts';

/** `/`: what a person has here, and how to connect the extension. */
export function homePage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/', async (c) => {
    const view = viewOf(c);
    const { say } = view;
    if (!(await hasOwner(server.database.db)))
      return showNote(c, { title: say('no_owner_title'), text: say('no_owner_text') });
    const visiting = await visitor(server, c);
    if (!visiting) return toSignIn(c);
    const { person } = visiting;
    const workspaces = await workspacesOf(server.database.db, person.id);
    const rows = await Promise.all(
      workspaces.map((workspace) => workspaceRow(server, view, person.id, workspace)),
    );
    const body = html`${
        rows.length > 0
          ? html`<ul class="list">
              ${rows}
            </ul>`
          : html`<p>${say('no_workspaces_text')}</p>`
      }
      ${
        (await mayMakeWorkspace(server, person.id))
          ? html`<p class="after"><a class="button" href="/workspaces/new">${say('workspace_new')}</a></p>`
          : ''
      }
      <h2>${say('connect_title')}</h2>
      <p>${say('connect_text')}</p>
      <p class="code small">${server.settings.url}</p>`;
    return showPage(c, view, { title: say('home_title', { name: person.name }), body, person });
  });
  return page;
}

type Workspace = { id: string; name: string; role: string };

async function workspaceRow(server: Server, { say }: View, userId: string, of: Workspace): Promise<Html> {
  const { id, name, role } = of;
  const leaving = html`<a
    class="button quiet"
    href="/workspaces/${id}/leave"
    aria-label="${say('leave_named', { workspace: name })}"
    >${say('leave')}</a
  >`;
  return html`<li>
    <div class="person"><b>${name}</b><span>${say(`role_${role}`)}</span></div>
    <a class="button" href="/members/${id}" aria-label="${say('members_title', { workspace: name })}"
      >${say('members')}</a
    >
    ${(await mayLeave(server, id, userId)) ? leaving : ''}
  </li>`;
}
