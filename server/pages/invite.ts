import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { cleanText } from '#lib/model/text.ts';
import { isKnown } from '#server/auth/accounts.ts';
import { accept, join, openInvitation, type Invitation } from '#server/auth/invitations.ts';
import { PASSWORD_LEAST } from '#server/auth/password.ts';
import type { Visit } from '#server/door/visit.ts';
import { checkPerson } from '#server/pages/checks.ts';
import { field, formError, readForm, type Errors } from '#server/pages/form.ts';
import { showNote, showPage, viewOf, type Html } from '#server/pages/page.ts';
import { askSecondFactor, begin, countTry, forgive } from '#server/pages/sign-in.ts';
import { fromOf, LIMITS, tooOften, visitor } from '#server/pages/visitor.ts';
import type { Say } from '#server/pages/words.ts';
import type { Server } from '#server/server.ts';

type Seen = { invitation: Invitation; workspace: string; known: boolean };

/** `/invite/:id`: an invited person comes in, with the address the invitation is bound to. */
export function invitePage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/:id', async (c) => {
    const seen = await look(server, c.req.param('id'));
    return seen ? show(server, c, seen, '', {}) : gone(server, c);
  });
  page.post('/:id', async (c) => {
    const seen = await look(server, c.req.param('id'));
    if (!seen) return gone(server, c);
    const visiting = await visitor(server, c);
    if (visiting?.person.email === seen.invitation.email) {
      const who = { userId: visiting.person.id, cookie: visiting.cookie };
      const done = await accept(server, who, seen.invitation);
      return done ? c.redirect('/', 303) : gone(server, c);
    }
    return enter(server, c, seen);
  });
  return page;
}

async function look(server: Server, id: string): Promise<Seen | null> {
  const invitation = await openInvitation(server, id);
  if (!invitation) return null;
  const row = await server.database.db
    .selectFrom('organization')
    .select('name')
    .where('id', '=', invitation.workspace)
    .executeTakeFirst();
  const known = await isKnown(server.auth, invitation.email);
  return row ? { invitation, workspace: row.name, known } : null;
}

async function enter(server: Server, c: Context<Visit>, seen: Seen): Promise<Response> {
  const value = await readForm(c.req);
  const { say } = viewOf(c);
  const { email, id } = seen.invitation;
  const back = `/invite/${id}`;
  const name = cleanText(value('name'));
  const password = value('password');
  const errors = seen.known ? {} : checkPerson(say, { name, email, password });
  if (Object.keys(errors).length > 0) return show(server, c, seen, name, errors);
  const wait = seen.known ? await countTry(server, c, email) : null;
  if (wait !== null) return tooOften(c, wait);
  const begun = await join(server, fromOf(c), seen.invitation, { name: seen.known ? null : name, password });
  if (!begun) return show(server, c, seen, name, { form: say('error_sign_in') });
  if (seen.known) await forgive(server, c, email);
  if ('secondFactor' in begun) return askSecondFactor(c, begun.secondFactor, back);
  return begin(server, c, begun, '/');
}

async function show(server: Server, c: Context, seen: Seen, name: string, errors: Errors): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const visiting = await visitor(server, c);
  const own = visiting?.person.email === seen.invitation.email;
  const body = html`<p>
      ${say('invite_intro', { workspace: seen.workspace, role: say(`role_${seen.invitation.role}`) })}
    </p>
    ${formError(errors.form)}
    <form method="post">
      ${own ? '' : seen.known ? knownFields(say, seen) : newFields(say, seen, name, errors)}
      <button class="main">${say('invite_accept')}</button>
    </form>
    ${!own && seen.known ? otherWays(say, seen) : ''}`;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return showPage(c, view, { title: say('invite_title', { workspace: seen.workspace }), body, status });
}

function newFields(say: Say, { invitation }: Seen, name: string, errors: Errors): Html {
  const hint = say('password_hint', { least: String(PASSWORD_LEAST) });
  return html`${field({ name: 'email', label: say('email'), type: 'email', value: invitation.email, autocomplete: 'username', fixed: true })}
  ${field({ name: 'name', label: say('your_name'), value: name, error: errors.name, autocomplete: 'name' })}
  ${field({ name: 'password', label: say('password'), type: 'password', hint, error: errors.password, autocomplete: 'new-password' })}`;
}

function knownFields(say: Say, { invitation }: Seen): Html {
  return html`${field({ name: 'email', label: say('email'), type: 'email', value: invitation.email, autocomplete: 'username', fixed: true })}
  ${field({ name: 'password', label: say('password'), type: 'password', hint: say('invite_known_hint'), autocomplete: 'current-password' })}`;
}

/** A passkey, or a new password, leads back here as somebody signed in. */
function otherWays(say: Say, { invitation }: Seen): Html {
  const next = encodeURIComponent(`/invite/${invitation.id}`);
  return html`<p class="links">
    <a href="/sign-in?next=${next}">${say('invite_other_way')}</a> <a href="/forgot">${say('forgot_link')}</a>
  </p>`;
}

/** The same answer for one that is used, revoked, expired or was never there; and not too often. */
async function gone(server: Server, c: Context<Visit>): Promise<Response> {
  const wait = await server.limits.count(LIMITS.link, c.get('address'));
  if (wait !== null) return tooOften(c, wait);
  const { say } = viewOf(c);
  const to = { href: '/sign-in', label: say('sign_in') };
  return showNote(c, { title: say('link_gone_title'), text: say('invite_gone_text'), status: 404, to });
}
