import { createHash } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { FieldSet } from '#lib/model/field.ts';
import { hookEvent, type HookEvent } from '#lib/protocol/public-webhook.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';

/** Steps of history read at a time. */
const PART = 2000;
/** Deletions come behind all else of their version. */
const LAST = 1_000_000;
const KEY = 'key:';

type Hook = Selectable<Tables['webhook']>;
type Step = Pick<Selectable<Tables['history']>, 'contact_id' | 'version' | 'seq' | 'user_id' | 'at' | 'op'>;
type Args = Record<string, unknown> & { set?: FieldSet; fields?: FieldSet };
type Told = { type: HookEvent; contactId: string; version: number; seq: number; at: string; data: object };

/**
 * Makes deliveries of what has been done since the last time: of the contacts' histories, which are written with each
 * change in its transaction, so that nothing is missed and nothing has to be told twice. Only ids and names of attributes
 * are kept: what a contact is like, a receiver reads with a key.
 * @returns whether there may be more
 */
export async function collect(
  trx: Transaction<Tables>,
  hook: Hook,
  now: number,
  parameters: number,
): Promise<boolean> {
  const head = await trx
    .selectFrom('workspace_sync')
    .select('version')
    .where('workspace_id', '=', hook.workspace_id)
    .executeTakeFirstOrThrow();
  if (head.version <= hook.read_to) return false;
  const { steps, to } = await readSteps(trx, hook, head.version);
  const told = [...steps, ...(await deletions(trx, hook, to))];
  const wanted = new Set(hookEvent.array().parse(JSON.parse(hook.events)));
  await enqueue(
    trx,
    hook,
    told.filter(({ type }) => wanted.has(type)),
    now,
    parameters,
  );
  await trx
    .updateTable('webhook')
    .set({ read_to: to })
    .where('workspace_id', '=', hook.workspace_id)
    .where('id', '=', hook.id)
    .execute();
  return to < head.version;
}

/** Steps of whole versions only, so that the place read to is a version. */
async function readSteps(
  trx: Transaction<Tables>,
  hook: Hook,
  head: number,
): Promise<{ steps: Told[]; to: number }> {
  const read = (to: number) =>
    trx
      .selectFrom('history')
      .select(['contact_id', 'version', 'seq', 'user_id', 'at', 'op'])
      .where('workspace_id', '=', hook.workspace_id)
      .where('version', '>', hook.read_to)
      .where('version', '<=', to)
      .orderBy('version')
      .orderBy('seq');
  const part = await read(head).limit(PART).execute();
  const last = part.at(-1);
  if (part.length < PART || !last) return { steps: tellAll(part), to: head };
  const to = last.version - 1;
  if (to > hook.read_to) return { steps: tellAll(part.filter(({ version }) => version <= to)), to };
  return { steps: tellAll(await read(last.version).execute()), to: last.version };
}

async function deletions(trx: Transaction<Tables>, hook: Hook, to: number): Promise<Told[]> {
  const rows = await trx
    .selectFrom('contact')
    .select(['id', 'version', 'updated_at'])
    .where('workspace_id', '=', hook.workspace_id)
    .where('version', '>', hook.read_to)
    .where('version', '<=', to)
    .where('deleted', '=', 1)
    .orderBy('version')
    .orderBy('id')
    .execute();
  return rows.map(({ id, version, updated_at: at }, place) => {
    return { type: 'contact.deleted', contactId: id, version, seq: LAST + place, at, data: {} };
  });
}

/** A merge stands in the histories of both contacts, the survivor's first: it is told once. */
function tellAll(steps: readonly Step[]): Told[] {
  const twice = new Set<string>();
  return steps.flatMap((step) => {
    const { name, args } = JSON.parse(step.op) as { name: string; args: Args };
    const merge = name === 'contact.merge' || name === 'contact.unmerge';
    const id = `${step.version} ${name} ${String(args.id)}`;
    if (merge && twice.has(id)) return [];
    if (merge) twice.add(id);
    const told = tell(name, args);
    if (!told) return [];
    const { contact_id: contactId, version, seq, at } = step;
    return [
      { type: told.type, contactId, version, seq, at, data: { ...authorOf(step.user_id), ...told.data } },
    ];
  });
}

/** A key is named, so that software knows what it did itself; of members only that it was one. */
function authorOf(userId: string): object {
  return userId.startsWith(KEY) ? { by: 'api_key', apiKey: userId.slice(KEY.length) } : { by: 'member' };
}

function tell(name: string, args: Args): { type: HookEvent; data: object } | null {
  switch (name) {
    case 'contact.create':
      return { type: 'contact.created', data: { changed: ['name', ...attributesOf(args.fields)] } };
    case 'contact.patch':
      return { type: 'contact.updated', data: { changed: changedBy(args) } };
    case 'contact.merge':
      return { type: 'contact.merged', data: { fromId: args['from'], changed: changedBy(args) } };
    case 'contact.unmerge':
      return { type: 'contact.unmerged', data: {} };
    case 'sender.attach':
      return { type: 'sender.attached', data: { channel: (args['sender'] as { channel: string }).channel } };
    case 'sender.detach':
      return { type: 'sender.detached', data: { channel: args['channel'] } };
    case 'record.put':
      if (args['kind'] !== 'event') return null;
      return { type: 'event.created', data: { eventId: args['id'], eventType: args.set?.['type']?.value } };
    default:
      return null;
  }
}

const changedBy = (args: Args) => [
  ...(args['name'] === undefined ? [] : ['name']),
  ...attributesOf(args.set),
];

/** Names of attributes. Of a set that is spread over keys (`email/<key>`) only which: the rest is a value. */
function attributesOf(set: FieldSet | undefined): string[] {
  return [...new Set(Object.keys(set ?? {}).map((key) => key.split('/', 1)[0] ?? key))];
}

async function enqueue(
  trx: Transaction<Tables>,
  hook: Hook,
  told: readonly Told[],
  now: number,
  parameters: number,
): Promise<void> {
  const rows = told.map(({ type, contactId, version, seq, at, data }) => ({
    workspace_id: hook.workspace_id,
    webhook_id: hook.id,
    id: deliveryId(hook.id, version, seq),
    contact_id: contactId,
    version,
    seq,
    type,
    at,
    data: JSON.stringify(data),
    state: 'waiting',
    attempts: 0,
    next_at: now,
    last_at: null,
    last_status: null,
    last_error: null,
  }));
  for (const part of inParts(rows, Math.floor(parameters / 15)))
    await trx
      .insertInto('delivery')
      .values(part)
      .onConflict((conflict) => conflict.columns(['workspace_id', 'webhook_id', 'id']).doNothing())
      .execute();
}

/** The same for the same step, so that a step that is read again is not told again. */
export function deliveryId(...parts: (string | number)[]): string {
  return `msg_${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}`;
}
