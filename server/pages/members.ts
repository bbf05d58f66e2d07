import { Hono, type Context } from 'hono';
import { isEmail } from '#lib/model/email.ts';
import { may, type Role } from '#lib/model/role.ts';
import { role as roleSchema } from '#lib/model/role-schema.ts';
import { cleanText } from '#lib/model/text.ts';
import { invite, openInvitation, openInvitations, revokeInvitation } from '#server/auth/invitations.ts';
import { changeMember, mayChange, membersOf, rolesToGive } from '#server/auth/members.ts';
import type { Person } from '#server/auth/session.ts';
import type { Visit } from '#server/door/visit.ts';
import { errorFacts } from '#server/log.ts';
import { invitationLetter } from '#server/mail/letters.ts';
import { dayOf } from '#server/pages/account/day.ts';
import { readForm } from '#server/pages/form.ts';
import { membersBody, removalBody, type Told } from '#server/pages/members-body.ts';
import { showPage, viewOf, type View } from '#server/pages/page.ts';
import { LIMITS, noWorkspace, tooOften, toSignIn, visitor } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';
import { roleOf } from '#server/sync/membership.ts';

type Desk = { person: Person; cookie: string; workspace: string; role: Role };
type Answer = (c: Context<Visit>, desk: Desk, value: (name: string) => string) => Promise<Response>;

/** `/members/:workspace`: who is in it, who is invited; owner and managers change that (X14). */
export function membersPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/:workspace', async (c) => {
    const visiting = await visitor(server, c);
    if (!visiting) return toSignIn(c);
    const desk = await deskOf(server, visiting, c.req.param('workspace'));
    const told = readTold(c.req.query('invited'));
    return desk ? show(server, c, desk, told) : noWorkspace(c, visiting.person);
  });
  page.get('/:workspace/remove', async (c) => {
    const visiting = await visitor(server, c);
    if (!visiting) return toSignIn(c);
    const desk = await deskOf(server, visiting, c.req.param('workspace'));
    return desk ? askRemoval(server, c, desk) : noWorkspace(c, visiting.person);
  });
  const answers: Record<string, Answer> = {
    invite: (c, desk, value) => inviteOne(server, c, desk, value),
    revoke: (c, desk, value) => revokeOne(server, c, desk, value),
    role: (c, desk, value) => changeOne(server, c, desk, value('user'), readRole(value('role'))),
    remove: (c, desk, value) => changeOne(server, c, desk, value('user'), null),
  };
  for (const [act, answer] of Object.entries(answers))
    page.post(`/:workspace/${act}`, async (c) => {
      const visiting = await visitor(server, c);
      const workspace = c.req.param('workspace');
      if (!visiting) return toSignIn(c, `/members/${workspace}`);
      const desk = await deskOf(server, visiting, workspace);
      if (!desk) return noWorkspace(c, visiting.person);
      if (!may(desk.role, 'administer')) return show(server, c, desk, { form: 'member_not_permitted' });
      return answer(c, desk, await readForm(c.req));
    });
  return page;
}

async function deskOf(
  server: Server,
  visiting: { person: Person; cookie: string },
  workspace: string,
): Promise<Desk | null> {
  const role = await roleOf(server.database.db, workspace, visiting.person.id);
  return role ? { ...visiting, workspace, role } : null;
}

const TOLD = ['linked', 'sent', 'unsent'] as const;
const readTold = (text: string | undefined): Told => {
  const invited = TOLD.find((one) => one === text);
  return invited ? { invited } : {};
};

const readRole = (text: string) => roleSchema.safeParse(text).data ?? 'agent';

async function inviteOne(
  server: Server,
  c: Context<Visit>,
  desk: Desk,
  value: (name: string) => string,
): Promise<Response> {
  const email = cleanText(value('email')).toLowerCase();
  const typed = { email, role: readRole(value('role')) };
  if (!isEmail(email)) return show(server, c, desk, { typed, invite: 'error_email' });
  const wait = await server.limits.count(LIMITS.invite, desk.person.id);
  if (wait !== null) return tooOften(c, wait);
  const made = await invite(server, desk.cookie, { workspace: desk.workspace, ...typed });
  if ('problem' in made) return show(server, c, desk, { typed, invite: made.problem });
  // Elsewhere, so that loading the page again does not invite again.
  const told = await sendInvitation(server, viewOf(c), desk, made.id);
  return c.redirect(`/members/${desk.workspace}?invited=${told}`, 303);
}

/** Waited for, so that whoever invites learns whether to send the link themselves. */
async function sendInvitation(
  server: Server,
  view: View,
  { person, workspace }: Desk,
  id: string,
): Promise<(typeof TOLD)[number]> {
  const made = server.mailer && (await openInvitation(server, id));
  if (!server.mailer || !made) return 'linked';
  const of = {
    to: made.email,
    link: `${server.settings.url}/invite/${id}`,
    inviter: person.name,
    workspace: await nameOf(server, workspace),
    role: view.say(`role_${made.role}`),
    day: dayOf(view, made.expiresAt),
  };
  try {
    await server.mailer.send(await invitationLetter(view, of));
    return 'sent';
  } catch (error) {
    server.log('error', 'mail', errorFacts(error));
    return 'unsent';
  }
}

async function revokeOne(
  server: Server,
  c: Context<Visit>,
  desk: Desk,
  value: (name: string) => string,
): Promise<Response> {
  const found = await openInvitation(server, value('invitation'));
  if (found?.workspace === desk.workspace) await revokeInvitation(server, desk.cookie, found.id);
  return c.redirect(`/members/${desk.workspace}`, 303);
}

async function changeOne(
  server: Server,
  c: Context<Visit>,
  desk: Desk,
  userId: string,
  role: Role | null,
): Promise<Response> {
  const edit = { workspace: desk.workspace, by: desk.person.id, userId, role };
  const problem = await changeMember(server, edit);
  return problem ? show(server, c, desk, { form: problem }) : c.redirect(`/members/${desk.workspace}`, 303);
}

async function show(server: Server, c: Context, desk: Desk, told: Told): Promise<Response> {
  const view = viewOf(c);
  const { workspace, role, person } = desk;
  const body = membersBody(view, {
    workspace,
    role,
    self: person.id,
    url: server.settings.url,
    mails: server.mailer !== null,
    members: await membersOf(server, workspace),
    invitations: may(role, 'invite') ? await openInvitations(server, workspace) : [],
    rolesToGive: rolesToGive(role),
    told,
  });
  const status = told.form === undefined && told.invite === undefined ? 200 : 422;
  const title = view.say('members_title', { workspace: await nameOf(server, workspace) });
  return showPage(c, view, { title, body, person, status, wide: true });
}

async function nameOf(server: Server, workspace: string): Promise<string> {
  const { db } = server.database;
  const query = db.selectFrom('organization').select('name').where('id', '=', workspace);
  return (await query.executeTakeFirst())?.name ?? '';
}

/** Asked once more before somebody loses their access. */
async function askRemoval(server: Server, c: Context<Visit>, desk: Desk): Promise<Response> {
  const view = viewOf(c);
  const { workspace, role, person } = desk;
  const userId = c.req.query('user');
  const member = (await membersOf(server, workspace)).find((one) => one.userId === userId);
  if (!member || !mayChange(role, member.role))
    return show(server, c, desk, { form: 'member_not_permitted' });
  const title = view.say('member_remove_title', { name: member.name });
  const body = removalBody(view, { workspace, userId: member.userId, name: await nameOf(server, workspace) });
  return showPage(c, view, { title, body, person });
}
