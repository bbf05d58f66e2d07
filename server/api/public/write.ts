import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { NewChange } from '#lib/protocol/change.ts';
import type { PublicCode } from '#lib/protocol/public-problem.ts';
import { authorOf, type KeyCaller } from '#server/api/public/keys.ts';
import { PublicRefusal } from '#server/api/public/problem.ts';
import type { Tables } from '#server/db/schema.ts';
import { transact } from '#server/db/transact.ts';
import type { Server } from '#server/server.ts';
import { applyChanges, giveBack } from '#server/sync/push.ts';
import { nextVersion } from '#server/sync/version.ts';

/** What a plan is made in: the workspace stands still until its transaction ends. */
export type Scope = { trx: Transaction<Tables>; workspace: string; now: string; newId: () => string };

/** Items of a request that the rules of the workspace refuse, by their place: they are left out, and say why. */
export type Refusals = ReadonlyMap<number, PublicCode>;

/** Changes with the item of the request that each is for, and what is answered once they are made. */
export type Plan = { changes: { item: number; change: NewChange }[]; answer: Answer };
export type Answer = { status: 200 | 201; body: unknown };
export type Written = Answer & { replayed: boolean };

/** A request that may be sent again: its Idempotency-Key, and what it asked for. */
export type Once = { key: string; request: string };

const LONGEST_KEY = 255;

/** The Idempotency-Key of a request, quoted or not; null without one. */
export function readOnce(header: string | undefined, request: string): Once | null {
  if (header === undefined) return null;
  const key = /^"(.*)"$/u.exec(header)?.[1] ?? header;
  if (key === '' || key.length > LONGEST_KEY)
    throw new PublicRefusal('invalid', {
      errors: [{ parameter: 'Idempotency-Key', detail: `1 to ${LONGEST_KEY} characters.` }],
    });
  return { key, request: createHash('sha256').update(request).digest('hex') };
}

class ItemsRefused extends Error {
  readonly items: ReadonlyMap<number, PublicCode>;
  constructor(items: ReadonlyMap<number, PublicCode>) {
    super('items refused');
    this.items = items;
  }
}

/**
 * Writes what other software asks for, by the one way of writing there is: the plan reads the workspace while it stands
 * still and says which changes a client would push, and these are applied as a push is, under the next version. What is
 * answered is kept with it, so that the same request again does nothing and is answered the same.
 */
export async function write(
  server: Server,
  key: KeyCaller,
  once: Once | null,
  plan: (scope: Scope, refused: Refusals) => Promise<Plan>,
): Promise<Written> {
  const refused = new Map<number, PublicCode>();
  for (;;) {
    try {
      const { written, version } = await transact(server.database.db, (trx) =>
        writeOnce(server, key, once, trx, (scope) => plan(scope, refused)),
      );
      if (version !== null) server.pokes.poke(key.workspace, version);
      return written;
    } catch (error) {
      if (!(error instanceof ItemsRefused)) throw error;
      // Rolled back; once more without them, so that they hold up nothing.
      for (const [item, code] of error.items) refused.set(item, code);
    }
  }
}

async function writeOnce(
  server: Server,
  key: KeyCaller,
  once: Once | null,
  trx: Transaction<Tables>,
  plan: (scope: Scope) => Promise<Plan>,
): Promise<{ written: Written; version: number | null }> {
  const { workspace } = key;
  const { version, epoch } = await nextVersion(trx, workspace);
  const known = once && (await readAnswer(trx, key, once));
  if (known) {
    await giveBack(trx, workspace);
    return { written: { ...known, replayed: true }, version: null };
  }
  const now = server.source.now().toISOString();
  const { changes, answer } = await plan({ trx, workspace, now, newId: server.source.newId });
  if (changes.length === 0) await giveBack(trx, workspace);
  else await apply(server, key, { trx, version, epoch }, changes);
  if (once) await keepAnswer(trx, key, once, answer, now);
  return { written: { ...answer, replayed: false }, version: changes.length === 0 ? null : version };
}

/** As a client of the workspace whose user is the key, with the least of roles. */
async function apply(
  server: Server,
  key: KeyCaller,
  at: { trx: Transaction<Tables>; version: number; epoch: string },
  changes: Plan['changes'],
): Promise<void> {
  const { workspace } = key;
  const userId = authorOf(key.id);
  const { trx, ...made } = at;
  const author = { workspace, userId, device: '', role: 'agent' as const, poison: new Set<number>() };
  const rejected = await applyChanges(
    trx,
    server.database,
    server.source,
    { ...author, ...made },
    { clientId: userId, changes: changes.map(({ change }, place) => ({ ...change, id: place + 1 })) },
  );
  if (rejected.length > 0)
    throw new ItemsRefused(
      new Map(rejected.map(({ id, code }) => [changes[id - 1]?.item ?? 0, publicCodeOf(code)])),
    );
}

function publicCodeOf(code: string): PublicCode {
  return code === 'invalid' ? 'invalid' : 'conflict';
}

async function readAnswer(trx: Transaction<Tables>, key: KeyCaller, once: Once): Promise<Answer | null> {
  const row = await trx
    .selectFrom('api_answer')
    .select(['request_hash', 'status', 'body'])
    .where('workspace_id', '=', key.workspace)
    .where('key_id', '=', key.id)
    .where('idempotency_key', '=', once.key)
    .executeTakeFirst();
  if (!row) return null;
  if (row.request_hash !== once.request) throw new PublicRefusal('idempotency_mismatch');
  return { status: row.status === 201 ? 201 : 200, body: JSON.parse(row.body) };
}

async function keepAnswer(
  trx: Transaction<Tables>,
  key: KeyCaller,
  once: Once,
  { status, body }: Answer,
  at: string,
): Promise<void> {
  await trx
    .insertInto('api_answer')
    .values({
      workspace_id: key.workspace,
      key_id: key.id,
      idempotency_key: once.key,
      request_hash: once.request,
      status,
      body: JSON.stringify(body),
      at,
    })
    .execute();
}
