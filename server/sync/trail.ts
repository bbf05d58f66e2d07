import { sql, type Kysely } from 'kysely';
import { rootOf } from '#lib/model/merge.ts';
import type { DeletionsPage, HistoryPage } from '#lib/protocol/history.ts';
import type { DeletionHint } from '#server/apply/batch.ts';
import type { Tables } from '#server/db/schema.ts';

/** How the user of a change is written that other software made by a key. */
const KEY = 'key:';

/**
 * Which part of a list that is read newest first: what lies before `before`, or the newest; at most `limit` entries.
 * `only`: of a history, the steps that may have to do with tags or take a sender off, since a timeline asks for nothing
 * else of it (E44, B16).
 */
export type Part = { before: { version: number; seq: number } | null; limit: number; only?: 'timeline' };
type Step = Pick<Tables['history'], 'version' | 'seq' | 'user_id' | 'device' | 'at' | 'op'>;

/** What was done to a contact and to all that are merged with it (G10); nothing where it is not there any more. */
export async function readHistory(
  db: Kysely<Tables>,
  workspace: string,
  contactId: string,
  part: Part,
): Promise<HistoryPage> {
  const group = await groupOf(db, workspace, contactId);
  if (group.length === 0) return { entries: [], more: false };
  // A merge stands in the histories of both, in the same place.
  const { rows } =
    await sql<Step>`select distinct version, seq, user_id, device, at, op from ${sql.table('history')}
    where workspace_id = ${workspace} and contact_id in (${sql.join(group)}) ${beyond(part)} ${onlyOf(part)}
    order by version desc, seq desc limit ${part.limit + 1}`.execute(db);
  const people = await namesOf(db, workspace, rows);
  const entries = rows.slice(0, part.limit).map(({ version, seq, user_id, device, at, op }) => ({
    version,
    seq,
    at,
    device,
    userName: people.get(user_id) ?? null,
    op: JSON.parse(op) as HistoryPage['entries'][number]['op'],
  }));
  return { entries, more: rows.length > part.limit };
}

/** Which contacts were deleted (X12), of a span of time where one is given (D16): ISO 8601 in UTC, `until` not in it. */
export async function readDeletions(
  db: Kysely<Tables>,
  workspace: string,
  part: Part,
  { from, until }: { from?: string | undefined; until?: string | undefined } = {},
): Promise<DeletionsPage> {
  const inside = sql`${from ? sql`and at >= ${utc(from)}` : sql``} ${until ? sql`and at < ${utc(until)}` : sql``}`;
  const { rows } = await sql<Tables['deletion']>`select * from ${sql.table('deletion')}
    where workspace_id = ${workspace} ${beyond(part)} ${inside}
    order by version desc, seq desc limit ${part.limit + 1}`.execute(db);
  const people = await namesOf(db, workspace, rows);
  const entries = rows.slice(0, part.limit).map(({ version, seq, contact_id, user_id, at, hint }) => ({
    version,
    seq,
    at,
    contactId: contact_id,
    userName: people.get(user_id) ?? null,
    hint: JSON.parse(hint) as DeletionHint,
  }));
  return { entries, more: rows.length > part.limit };
}

/** As the server writes times itself, so that they compare as texts. */
const utc = (iso: string) => new Date(iso).toISOString();

const beyond = ({ before }: Part) =>
  before ? sql`and (version, seq) < (${before.version}, ${before.seq})` : sql``;

/** A field's key stands in a change's JSON between quotes; within a text quotes are escaped, and what is found beside is harmless. */
const onlyOf = ({ only }: Part) =>
  only === 'timeline' ? sql`and (op like ${'%"tag/%'} or op like ${'%"sender.detach"%'})` : sql``;

/** A living contact's whole merge group, the contact being anywhere in it. */
async function groupOf(db: Kysely<Tables>, workspace: string, contactId: string): Promise<string[]> {
  const contacts = (by: 'id' | 'merged_into', keys: string[]) =>
    db
      .selectFrom('contact')
      .select(['id', 'merged_into as mergedInto'])
      .where('workspace_id', '=', workspace)
      .where('deleted', '=', 0)
      .where(by, 'in', keys)
      .execute();
  const seen = new Map<string, { id: string; mergedInto: string | null }>();
  for (let next = [contactId]; next.length > 0;) {
    const found = await contacts('id', next);
    for (const row of found) seen.set(row.id, row);
    next = found.flatMap(({ mergedInto }) =>
      mergedInto !== null && !seen.has(mergedInto) ? mergedInto : [],
    );
  }
  const start = seen.get(contactId);
  if (!start) return [];
  const group = new Set([rootOf(start, (id) => seen.get(id)).id]);
  for (let next = [...group]; next.length > 0;) {
    next = (await contacts('merged_into', next)).map(({ id }) => id).filter((id) => !group.has(id));
    for (const id of next) group.add(id);
  }
  return [...group];
}

/** What people are called; of a key by which other software did it, the key. */
async function namesOf(
  db: Kysely<Tables>,
  workspace: string,
  rows: readonly { user_id: string }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map(({ user_id }) => user_id))];
  const keys = ids.flatMap((id) => (id.startsWith(KEY) ? id.slice(KEY.length) : []));
  const read = (table: 'member_row' | 'api_key', column: 'user_id' | 'id', wanted: string[]) =>
    db
      .selectFrom(table)
      .select([sql.ref<string>(column).as('id'), 'name'])
      .where('workspace_id', '=', workspace)
      .where(sql.ref<string>(column), 'in', wanted)
      .execute();
  const people = ids.length === 0 ? [] : await read('member_row', 'user_id', ids);
  const software = keys.length === 0 ? [] : await read('api_key', 'id', keys);
  return new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...software.map(({ id, name }) => [`${KEY}${id}`, name] as const),
  ]);
}
