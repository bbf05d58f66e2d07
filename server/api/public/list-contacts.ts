import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { ContactPage } from '#lib/protocol/public-contact.ts';
import { PublicRefusal } from '#server/api/public/problem.ts';
import { readContacts } from '#server/api/public/read-contacts.ts';
import type { Tables } from '#server/db/schema.ts';

type Place = { db: Kysely<Tables>; workspace: string };
/** The contact that changed, and at which version: those after it are next. */
type Step = { version: number; id: string };

/** Epoch, version and contact of the last step of a page. */
const bookmark = z.tuple([z.string(), z.int().nonnegative(), z.string()]);

/**
 * A page of contacts in the order of their changes, a sender's being one of its contact: whoever keeps the cursor and
 * asks again misses nothing, since versions are committed in order. One that changes while somebody reads comes again.
 * @throws PublicRefusal `cursor_outdated` after a restored backup, and where deletions have been forgotten since
 */
export async function listContacts(
  place: Place,
  cursor: string | undefined,
  limit: number,
): Promise<ContactPage> {
  const { db, workspace } = place;
  const head = await db
    .selectFrom('workspace_sync')
    .select(['epoch', 'floor'])
    .where('workspace_id', '=', workspace)
    .executeTakeFirstOrThrow();
  const [epoch, version, id] = readCursor(cursor) ?? [head.epoch, 0, ''];
  if (epoch !== head.epoch || (version > 0 && version < head.floor))
    throw new PublicRefusal('cursor_outdated');
  const found = await steps(place, { version, id }, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1) ?? { version, id };
  return {
    contacts: await show(place, page),
    cursor: writeCursor([epoch, last.version, last.id]),
    more: found.length > limit,
  };
}

function readCursor(text: string | undefined): z.infer<typeof bookmark> | null {
  if (text === undefined) return null;
  try {
    return bookmark.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new PublicRefusal('invalid', {
      errors: [{ parameter: 'cursor', detail: 'No cursor of this server.' }],
    });
  }
}

const writeCursor = (place: z.infer<typeof bookmark>) =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The next steps of contacts and of senders, merged. Whoever begins needs to hear of no deletions. */
async function steps(place: Place, after: Step, limit: number): Promise<Step[]> {
  const found = [
    ...(await read(place, 'contact', 'id', after, limit)),
    ...(await read(place, 'sender', 'contact_id', after, limit)),
  ];
  const each = new Map(found.map((step) => [`${step.version} ${step.id}`, step]));
  return [...each.values()]
    .toSorted((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

async function read(
  { db, workspace }: Place,
  table: 'contact' | 'sender',
  column: 'id' | 'contact_id',
  after: Step,
  limit: number,
): Promise<Step[]> {
  const id = sql.ref<string>(column);
  const live = after.version === 0 ? sql`and deleted = 0` : sql``;
  const query = sql<Step>`select distinct version, ${id} as id from ${sql.table(table)} where workspace_id = ${workspace}
    ${live} and version >= ${after.version} and (version, ${id}) > (${after.version}, ${after.id})
    order by version, ${id} limit ${limit}`;
  return (await query.execute(db)).rows;
}

async function show(place: Place, page: readonly Step[]): Promise<ContactPage['contacts']> {
  const ids = [...new Set(page.map(({ id }) => id))];
  const living = await readContacts(place, ids, false);
  const gone = await deletedAmong(place, ids);
  return [...living, ...gone.map(({ id, version }) => ({ id, deleted: true as const, version }))];
}

async function deletedAmong({ db, workspace }: Place, ids: readonly string[]): Promise<Step[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('contact')
    .select(['id', 'version'])
    .where('workspace_id', '=', workspace)
    .where('id', 'in', ids)
    .where('deleted', '=', 1)
    .execute();
}
