import { Hono, type Context } from 'hono';
import { scope } from '#lib/protocol/public-key.ts';
import { cleanText } from '#lib/model/text.ts';
import { keysOf, makeKey, randomText, revokeKey } from '#server/api/public/keys.ts';
import type { Visit } from '#server/door/visit.ts';
import { administrator, type Desk } from '#server/pages/administrator.ts';
import { keysBody, LIVES, revokeBody, type KeyTold } from '#server/pages/api-keys-body.ts';
import { readForm } from '#server/pages/form.ts';
import { showPage, viewOf } from '#server/pages/page.ts';
import type { Server } from '#server/server.ts';

const DAY = 24 * 3_600_000;
/** Keys of one workspace, those that have ended among them. */
const MOST = 200;

/** `/api-keys/:workspace`: keys for other software, made and ended by the owner and managers. */
export function apiKeysPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/:workspace', async (c) => {
    const desk = await administrator(server, c);
    return desk instanceof Response ? desk : show(server, c, desk, {});
  });
  page.get('/:workspace/revoke', async (c) => {
    const desk = await administrator(server, c);
    return desk instanceof Response ? desk : askRevoking(server, c, desk);
  });
  page.post('/:workspace/make', async (c) => {
    const desk = await administrator(server, c, `/api-keys/${c.req.param('workspace')}`);
    return desk instanceof Response ? desk : make(server, c, desk);
  });
  page.post('/:workspace/revoke', async (c) => {
    const desk = await administrator(server, c, `/api-keys/${c.req.param('workspace')}`);
    if (desk instanceof Response) return desk;
    await revokeKey(server, desk.workspace, (await readForm(c.req))('key'));
    return c.redirect(`/api-keys/${desk.workspace}`, 303);
  });
  return page;
}

async function make(server: Server, c: Context<Visit>, desk: Desk): Promise<Response> {
  const value = await readForm(c.req);
  const name = cleanText(value('name')).slice(0, 60);
  const scopes = scope.options.filter((one) => value(one) !== '');
  const typed = { name, scopes };
  const error = await problemOf(server, desk, value('id'), typed);
  if (error !== null) return show(server, c, desk, { error, typed });
  const days = LIVES.find((one) => String(one) === value('life')) ?? LIVES[1];
  const expiresAt = days === 0 ? null : new Date(server.source.now().getTime() + days * DAY);
  const who = { workspace: desk.workspace, userId: desk.person.id };
  const key = await makeKey(server, who, value('id'), { name, scopes, expiresAt });
  // Shown in the answer itself, never by an address. Loaded again, the form makes no second key: it has the same id.
  if (key === null) return c.redirect(`/api-keys/${desk.workspace}`, 303);
  return show(server, c, desk, { made: { id: value('id'), key } });
}

async function problemOf(
  server: Server,
  { workspace }: Desk,
  id: string,
  typed: { name: string; scopes: readonly unknown[] },
): Promise<string | null> {
  if (typed.name === '') return 'key_error_name';
  if (typed.scopes.length === 0) return 'key_error_scope';
  if (!/^[A-Za-z0-9]{10}$/u.test(id)) return 'key_error_form';
  return (await keysOf(server.database.db, workspace)).length >= MOST ? 'key_error_many' : null;
}

async function show(server: Server, c: Context, desk: Desk, told: KeyTold): Promise<Response> {
  const view = viewOf(c);
  const { db } = server.database;
  const { workspace, person } = desk;
  const members = db
    .selectFrom('member_row')
    .select(['user_id', 'name'])
    .where('workspace_id', '=', workspace);
  const names = new Map((await members.execute()).map(({ user_id, name }) => [user_id, name]));
  const now = server.source.now();
  const keys = await keysOf(db, workspace);
  const shown = { workspace, url: server.settings.url, nextId: randomText(10), now, keys, names, told };
  const status = told.error === undefined ? 200 : 422;
  return showPage(c, view, {
    title: view.say('key_title'),
    body: keysBody(view, shown),
    person,
    status,
    wide: true,
  });
}

/** Asked once more before software stops working. */
async function askRevoking(server: Server, c: Context<Visit>, desk: Desk): Promise<Response> {
  const view = viewOf(c);
  const id = c.req.query('key') ?? '';
  const key = (await keysOf(server.database.db, desk.workspace)).find((one) => one.id === id);
  if (!key) return c.redirect(`/api-keys/${desk.workspace}`, 303);
  const title = view.say('key_revoke_title', { name: key.name });
  return showPage(c, view, {
    title,
    body: revokeBody(view, { workspace: desk.workspace, id }),
    person: desk.person,
  });
}
