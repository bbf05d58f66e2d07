import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { recordId } from '#lib/model/record.ts';
import { may } from '#lib/model/role.ts';
import { trailPlace, type DeletionsPage, type HistoryPage } from '#lib/protocol/history.ts';
import { memberOf, type Brake } from '#server/api/person.ts';
import { Refused } from '#server/door/problem.ts';
import type { Server } from '#server/server.ts';
import { readDeletions, readHistory, type Part } from '#server/sync/trail.ts';

const asked = z.object({
  before: z.optional(trailPlace),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  only: z.enum(['timeline']).optional(),
});

const span = z.object({ from: z.iso.datetime().optional(), until: z.iso.datetime().optional() });

/** What was done to a contact (G10), and which contacts were deleted (X12). */
export function trailRoutes(server: Server, brake: Brake): Hono {
  const { db } = server.database;
  const routes = new Hono();
  routes.get('/workspaces/:workspace/contacts/:contact/history', async (c) => {
    const { workspace } = await memberOf(server, brake, c);
    const contact = recordId.safeParse(c.req.param('contact'));
    if (!contact.success) throw new Refused('invalid');
    return c.json((await readHistory(db, workspace, contact.data, partOf(c))) satisfies HistoryPage);
  });
  routes.get('/workspaces/:workspace/deletions', async (c) => {
    const { workspace, role } = await memberOf(server, brake, c);
    if (!may(role, 'administer')) throw new Refused('not_permitted');
    const days = span.safeParse(c.req.query());
    if (!days.success) throw new Refused('invalid');
    return c.json((await readDeletions(db, workspace, partOf(c), days.data)) satisfies DeletionsPage);
  });
  return routes;
}

function partOf(c: Context): Part {
  const { success, data } = asked.safeParse(c.req.query());
  if (!success) throw new Refused('invalid');
  const [version = 0, seq = 0] = data.before?.split('.').map(Number) ?? [];
  const { before, limit, only } = data;
  return { before: before === undefined ? null : { version, seq }, limit, ...(only && { only }) };
}
