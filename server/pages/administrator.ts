import type { Context } from 'hono';
import { may } from '#lib/model/role.ts';
import type { Person } from '#server/auth/session.ts';
import type { Visit } from '#server/door/visit.ts';
import { noWorkspace, toSignIn, visitor } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';
import { roleOf } from '#server/sync/membership.ts';

/** Somebody who may administer the workspace of a page: its owner or a manager without restrictions. */
export type Desk = { person: Person; workspace: string };

/**
 * Whoever looks at a page of a workspace's administration; or the answer for somebody who may not: the same for a
 * workspace of others and for one that is not.
 * @param back where to go after signing in, for a form
 */
export async function administrator(
  server: Server,
  c: Context<Visit>,
  back?: string,
): Promise<Desk | Response> {
  const visiting = await visitor(server, c);
  if (!visiting) return toSignIn(c, back);
  const workspace = c.req.param('workspace') ?? '';
  const role = await roleOf(server.database.db, workspace, visiting.person.id);
  if (!role || !may(role, 'administer')) return noWorkspace(c, visiting.person);
  return { person: visiting.person, workspace };
}
