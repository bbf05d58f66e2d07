import { Hono } from 'hono';
import { html } from 'hono/html';
import { hasOwner } from '#server/auth/set-up.ts';
import type { Visit } from '#server/door/visit.ts';
import { showNote, showPage, viewOf } from '#server/pages/page.ts';
import { toSignIn, visitor } from '#server/pages/visitor.ts';
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
    const rows = workspaces.map(
      ({ id, name, role }) =>
        html`<li>
          <div class="person"><b>${name}</b><span>${say(`role_${role}`)}</span></div>
          <a class="button" href="/members/${id}">${say('members')}</a>
        </li>`,
    );
    const body = html`${
        rows.length > 0
          ? html`<ul class="list">
              ${rows}
            </ul>`
          : html`<p>${say('no_workspace_text')}</p>`
      }
      <h2>${say('connect_title')}</h2>
      <p>${say('connect_text')}</p>
      <p class="code small">${server.settings.url}</p>`;
    return showPage(c, view, { title: say('home_title', { name: person.name }), body, person });
  });
  return page;
}
