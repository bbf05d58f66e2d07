import type { Kysely } from 'kysely';
import { rootOf } from '#lib/model/merge.ts';
import type { ContactState } from '#server/apply/batch.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';
import { readContact } from '#server/sync/rows.ts';

/** Contacts by id, and those that are merged with them. */
export class Groups {
  readonly byId = new Map<string, ContactState>();
  readonly #merged = new Map<string, string[]>();

  add(contact: ContactState): void {
    if (this.byId.has(contact.id)) return;
    this.byId.set(contact.id, contact);
    if (contact.mergedInto === null) return;
    this.#merged.set(contact.mergedInto, [...(this.#merged.get(contact.mergedInto) ?? []), contact.id]);
  }

  /** The living contact that an id means: itself, or the survivor of its merges (G9). */
  root(id: string): ContactState | null {
    const found = this.byId.get(id);
    if (!found || found.deleted) return null;
    const root = rootOf(found, (into) => this.byId.get(into));
    return root.deleted ? null : root;
  }

  /** A survivor's id and those of all that are merged into it. */
  members(id: string): string[] {
    const all = new Set([id]);
    // A set hands out what is added while it is walked through.
    for (const one of all) for (const merged of this.#merged.get(one) ?? []) all.add(merged);
    return [...all];
  }
}

/** Reads contacts, and all that are merged with them: up to their survivors, and down from there. */
export async function readGroups(
  db: Kysely<Tables>,
  workspace: string,
  ids: Iterable<string>,
): Promise<Groups> {
  const groups = new Groups();
  const missing = (wanted: Iterable<string>) => [...new Set(wanted)].filter((id) => !groups.byId.has(id));
  let up = missing(ids);
  while (up.length > 0) {
    for (const contact of await read(db, workspace, 'id', up)) groups.add(contact);
    up = missing(
      [...groups.byId.values()]
        .flatMap(({ mergedInto }) => mergedInto ?? [])
        .filter((id) => !up.includes(id)),
    );
  }
  let down = [...groups.byId.keys()];
  while (down.length > 0) {
    const found = (await read(db, workspace, 'merged_into', down)).filter(({ id }) => !groups.byId.has(id));
    found.forEach((contact) => groups.add(contact));
    down = found.map(({ id }) => id);
  }
  return groups;
}

async function read(
  db: Kysely<Tables>,
  workspace: string,
  by: 'id' | 'merged_into',
  keys: readonly string[],
): Promise<ContactState[]> {
  const found: ContactState[] = [];
  for (const part of inParts(keys)) {
    const query = db.selectFrom('contact').selectAll().where('workspace_id', '=', workspace);
    found.push(...(await query.where(by, 'in', part).execute()).map(readContact));
  }
  return found;
}
