import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { scope as scopeSchema, type Scope } from '#lib/protocol/public-key.ts';
import type { Tables } from '#server/db/schema.ts';
import { transact } from '#server/db/transact.ts';
import type { Server } from '#server/server.ts';
import { giveBack } from '#server/sync/push.ts';
import { nextVersion } from '#server/sync/version.ts';

/** A key as lists show it; nobody can be shown the key itself again. */
export type ApiKey = {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
};
/** Who calls with a key. */
export type KeyCaller = { workspace: string; id: string; name: string; scopes: readonly Scope[] };

/** The user id under which a key stands in histories and beside what it made. */
export const authorOf = (keyId: string): string => `key:${keyId}`;
export const isKeyAuthor = (userId: string): boolean => userId.startsWith('key:');

const SHAPE = /^carnet_([A-Za-z0-9-]{1,64})_([A-Za-z0-9]{10})_([A-Za-z0-9]{40})$/u;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits; a byte beyond the last whole round of the alphabet is thrown away, so that none is likelier. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(length))
      if (byte < 248 && text.length < length) text += LETTERS[byte % 62];
  return text;
}

const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');

type Asked = { name: string; scopes: readonly Scope[]; expiresAt: Date | null };

/**
 * Makes a key of a workspace. It says its workspace and its id itself, so that it is found where the workspace's rows
 * are; only the hash of its secret half is kept. Its name goes to all replicas, as a member's does who has left: what it
 * writes is read with a name everywhere.
 * @param id ten letters or digits, of the form that asks: the same form sent twice makes one key
 * @returns the key, this once; null where there is one with that id
 */
export async function makeKey(
  server: Server,
  who: { workspace: string; userId: string },
  id: string,
  { name, scopes, expiresAt }: Asked,
): Promise<string | null> {
  const { workspace } = who;
  const secret = randomText(40);
  const version = await transact(server.database.db, async (trx) => {
    const made = await nextVersion(trx, workspace);
    const known = await keyRow(trx, workspace, id);
    if (known) {
      await giveBack(trx, workspace);
      return null;
    }
    await trx
      .insertInto('api_key')
      .values({
        workspace_id: workspace,
        id,
        name,
        scopes: scopes.join(' '),
        secret_hash: hash(secret),
        created_at: server.source.now().toISOString(),
        created_by: who.userId,
        expires_at: expiresAt?.toISOString() ?? null,
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    const shown = { name, email: '', role: '', version: made.version, deleted: 1 };
    await trx
      .insertInto('member_row')
      .values({ workspace_id: workspace, user_id: authorOf(id), ...shown })
      .execute();
    return made.version;
  });
  if (version === null) return null;
  server.pokes.poke(workspace, version);
  return `carnet_${workspace}_${id}_${secret}`;
}

/** Ends a key at once; its name stays beside what it wrote. */
export async function revokeKey(server: Server, workspace: string, id: string): Promise<void> {
  await server.database.db
    .updateTable('api_key')
    .set({ revoked_at: server.source.now().toISOString() })
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/** A workspace's keys, the latest first, those that have ended among them. */
export async function keysOf(db: Kysely<Tables>, workspace: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(shown);
}

/**
 * Whose key a bearer token is; null where it is none, or revoked, or over. The rows are looked for by what the key says
 * of itself, and compared by the hash of its secret in constant time.
 */
export async function callerByKey(
  server: Server,
  authorization: string | undefined,
): Promise<KeyCaller | null> {
  const [, workspace = '', id = '', secret = ''] =
    SHAPE.exec(authorization?.replace(/^Bearer +/iu, '') ?? '') ?? [];
  if (id === '') return null;
  const now = server.source.now();
  const row = await keyRow(server.database.db, workspace, id);
  if (!row || !timingSafeEqual(Buffer.from(row.secret_hash), Buffer.from(hash(secret)))) return null;
  const key = shown(row);
  if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now.toISOString())) return null;
  await noteUse(server.database.db, workspace, key, now);
  return { workspace, id, name: key.name, scopes: key.scopes };
}

const keyRow = (db: Kysely<Tables>, workspace: string, id: string) =>
  db
    .selectFrom('api_key')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();

/** To the minute: a key in constant use is not written at each request. */
async function noteUse(db: Kysely<Tables>, workspace: string, key: ApiKey, now: Date): Promise<void> {
  const minute = `${now.toISOString().slice(0, 16)}:00.000Z`;
  if (key.lastUsedAt === minute) return;
  await db
    .updateTable('api_key')
    .set({ last_used_at: minute })
    .where('workspace_id', '=', workspace)
    .where('id', '=', key.id)
    .execute();
}

function shown(row: Selectable<Tables['api_key']>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes.split(' ').flatMap((one) => scopeSchema.safeParse(one).data ?? []),
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
