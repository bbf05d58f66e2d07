import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { signUp, type Begun, type From } from '#server/auth/accounts.ts';
import type { Tables } from '#server/db/schema.ts';
import type { Server } from '#server/server.ts';
import { mirrorMembers } from '#server/sync/membership.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Whether somebody owns this server already. */
export async function hasOwner(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('member').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Makes the link by which the first person becomes the owner; links made before are void. Only its hash is kept, so
 * it is shown this once.
 * @returns the token, or null where the server has an owner
 */
export async function createSetUpToken(db: Kysely<Tables>): Promise<string | null> {
  if (await hasOwner(db)) return null;
  const token = randomBytes(32).toString('base64url');
  await db.deleteFrom('set_up_link').execute();
  await db
    .insertInto('set_up_link')
    .values({ token_hash: hashOf(token), created_at: new Date().toISOString() })
    .execute();
  return token;
}

/** Whether a link is the one that counts. */
export async function isSetUpToken(db: Kysely<Tables>, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('set_up_link')
    .select('token_hash')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return row !== undefined && !(await hasOwner(db));
}

export type SetUp = { name: string; email: string; password: string; workspace: string };

/**
 * Makes the owner and their workspace, once.
 * @returns null where the link is used up or was never one
 */
export async function setUp(server: Server, from: From, token: string, form: SetUp): Promise<Begun | null> {
  const { db } = server.database;
  if (!(await isSetUpToken(db, token)) || !(await take(db, token))) return null;
  try {
    const { name, email, password } = form;
    const begun = await signUp(server.auth, from, { name, email, password });
    if (!begun) throw new Error('the first user is there already');
    await makeWorkspace(server, begun.userId, form.workspace);
    return begun;
  } catch (error) {
    await db
      .insertInto('set_up_link')
      .values({ token_hash: hashOf(token), created_at: new Date().toISOString() })
      .execute();
    throw error;
  }
}

/** Of two who use a link at once, one gets it. */
async function take(db: Kysely<Tables>, token: string): Promise<boolean> {
  const gone = await db.deleteFrom('set_up_link').where('token_hash', '=', hashOf(token)).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** A workspace owned by a user. */
export async function makeWorkspace(server: Server, userId: string, name: string): Promise<string> {
  const slug = randomBytes(12).toString('hex');
  const made = await server.auth.api.createOrganization({ body: { name, slug, userId } });
  await mirrorMembers(server.database.db, made.id);
  return made.id;
}
