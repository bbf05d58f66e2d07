import { nameKey } from '#lib/model/text.ts';
import type { Fields, FieldSet } from '#lib/model/field.ts';
import type { Sender, SenderDetails } from '#lib/model/sender.ts';
import { isKeyAuthor } from '#server/api/public/keys.ts';
import { readGroups, type Groups } from '#server/api/public/groups.ts';
import type { Scope } from '#server/api/public/write.ts';
import { senderId, type SenderState } from '#server/apply/batch.ts';
import { inParts } from '#server/sync/parts.ts';
import { readSenderRow } from '#server/sync/rows.ts';

/** A living contact as a plan sees it; `named`: a person has named it, so that software does not. */
export type Held = { id: string; name: string; fields: Fields; named: boolean };
type Identity = Pick<Sender, 'channel' | 'key'>;

const NAME_TRIES = 20;

/**
 * What a request is planned with: the contacts it is about, as they are in its transaction and as the items before it
 * will have made them.
 */
export class Desk {
  readonly newId: () => string;
  readonly #held = new Map<string, Held>();
  readonly #holders = new Map<string, string>();
  readonly #details = new Map<string, SenderDetails>();
  readonly #names: Set<string>;

  constructor(newId: () => string, names: Set<string>) {
    this.newId = newId;
    this.#names = names;
  }

  hold(contact: Held): void {
    this.#held.set(contact.id, contact);
  }

  contact(id: string): Held | null {
    return this.#held.get(id) ?? null;
  }

  holderOf({ channel, key }: Identity): Held | null {
    return this.contact(this.#holders.get(senderId(channel, key)) ?? '');
  }

  detailsOf({ channel, key }: Identity): SenderDetails | null {
    return this.#details.get(senderId(channel, key)) ?? null;
  }

  attach(contactId: string, { channel, key, details }: Pick<Sender, 'channel' | 'key' | 'details'>): void {
    const id = senderId(channel, key);
    this.#holders.set(id, contactId);
    this.#details.set(id, { ...this.#details.get(id), ...details });
  }

  add(id: string, name: string, fields: Fields, senders: readonly Sender[]): void {
    this.hold({ id, name, fields, named: false });
    this.#names.add(nameKey(name));
    for (const sender of senders) this.attach(id, sender);
  }

  edit(holder: Held, set: FieldSet, name: string | null): void {
    for (const [key, field] of Object.entries(set)) {
      if (field) holder.fields[key] = field;
      else delete holder.fields[key];
    }
    if (name === null) return;
    this.#names.delete(nameKey(holder.name));
    holder.name = name;
    this.#names.add(nameKey(name));
  }

  isTaken(name: string): boolean {
    return this.#names.has(nameKey(name));
  }

  /** The name, or one that tells it from its namesake's (X1): "Ana Silva (ana@silva.example)". */
  freeName(name: string, address: string): string {
    return namesFor(name, address).find((one) => !this.isTaken(one)) ?? name;
  }
}

/** A name and those to take instead, in their order; all of them are looked up before a plan is made. */
export function namesFor(name: string, address: string): string[] {
  const beside = address === name || address === '' ? '' : ` (${address.slice(0, 80)})`;
  const cut = name.slice(0, 200 - beside.length - 4);
  const more = Array.from({ length: NAME_TRIES }, (_, at) => `${cut}${beside} ${at + 2}`);
  return [name, ...(beside === '' ? [] : [`${cut}${beside}`]), ...more];
}

/** Reads what the items of a request are about: by their senders, by ids, and whoever has the names they want. */
export async function openDesk(
  scope: Scope,
  wanted: { senders: readonly Sender[]; ids: readonly string[]; names: readonly string[] },
): Promise<Desk> {
  const senders = await readSenders(scope, wanted.senders);
  const ids = [...senders.map(({ contactId }) => contactId), ...wanted.ids];
  const groups = await readGroups(scope.trx, scope.workspace, ids);
  const named = await namedByPeople(scope, groups);
  const desk = new Desk(scope.newId, await takenNames(scope, wanted.names));
  for (const id of ids) {
    const root = groups.root(id);
    if (!root || desk.contact(root.id)) continue;
    desk.hold({ id: root.id, name: root.name, fields: { ...root.fields }, named: named.has(root.id) });
  }
  for (const sender of senders) {
    const root = groups.root(sender.contactId);
    if (root) desk.attach(root.id, sender);
  }
  return desk;
}

async function readSenders({ trx, workspace }: Scope, wanted: readonly Sender[]): Promise<SenderState[]> {
  const found: SenderState[] = [];
  for (const part of inParts([...new Set(wanted.map(({ key }) => key))])) {
    const rows = await trx
      .selectFrom('sender')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .where('sender_key', 'in', part)
      .where('deleted', '=', 0)
      .execute();
    found.push(...rows.map(readSenderRow));
  }
  return found;
}

async function takenNames({ trx, workspace }: Scope, names: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const part of inParts([...new Set(names.map(nameKey))])) {
    const query = trx.selectFrom('contact').select('name_key').where('workspace_id', '=', workspace);
    for (const { name_key } of await query.where('name_key', 'in', part).execute())
      if (name_key !== null) taken.add(name_key);
  }
  return taken;
}

/** Which contacts a person has named: those that no key made, and those that anybody but a key has renamed since. */
async function namedByPeople({ trx, workspace }: Scope, groups: Groups): Promise<Set<string>> {
  const all = [...groups.byId.values()];
  const named = new Set(all.filter(({ createdBy }) => !isKeyAuthor(createdBy)).map(({ id }) => id));
  const asked = all.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  for (const part of inParts(asked)) {
    const rows = await trx
      .selectFrom('history')
      .select(['contact_id', 'user_id', 'op'])
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .where('user_id', 'not like', 'key:%')
      .execute();
    for (const { contact_id, op } of rows) if (names(op)) named.add(contact_id);
  }
  return named;
}

function names(op: string): boolean {
  const { name, args } = JSON.parse(op) as { name: string; args: { name?: unknown } | null };
  return name.startsWith('contact.') && typeof args?.name === 'string';
}
