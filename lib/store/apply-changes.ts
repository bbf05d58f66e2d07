import type { NewChange } from '#lib/protocol/change.ts';
import { LOCAL_WORKSPACE, type BookDb } from './db.ts';
import { contactIn, openDraft, touchedRows, type Draft } from './draft.ts';
import { layOnDraft } from './lay-change.ts';
import { getMeta } from './meta.ts';
import { queue, type Laid } from './outbox.ts';
import { guardStorage, Refusal } from './refusal.ts';
import { readNewChange, settle } from './rules.ts';
import { writeRows } from './write-rows.ts';

/** What is known not to be there, of whoever has looked in the same transaction: rows by `rowKey`, names by `nameKey`. */
export type Absent = { rows: ReadonlySet<string>; names: ReadonlySet<string> };

const NOTHING_ABSENT: Absent = { rows: new Set(), names: new Set() };

/**
 * Does what a person did, at once and here: rows, packed lines, outbox and numbering in one transaction (law 4). All
 * of `changes` or none. Sending is `lib/sync`'s. Working alone there is no outbox: `adoptLocal` takes over what is
 * there when a team is joined.
 * @param at ISO 8601 by this device's clock, shown until the server has stamped the change
 * @throws Refusal with the first reason; then nothing has been changed
 */
export async function applyChanges(db: BookDb, changes: readonly NewChange[], at: string): Promise<void> {
  await applyRead(db, changes.map(readNewChange), at);
}

/**
 * Does changes as `readNewChange` has made them.
 * @param absent is not looked for again
 * @see applyChanges
 */
export async function applyRead(
  db: BookDb,
  changes: readonly NewChange[],
  at: string,
  absent: Absent = NOTHING_ABSENT,
): Promise<void> {
  if (changes.length === 0) return;
  // An async function: only of those does Dexie keep the transaction alive across their awaits.
  await guardStorage(() => db.transaction('rw', db.tables, async () => apply(db, changes, at, absent)));
}

/** One change. @see applyChanges */
export function applyChange(db: BookDb, change: NewChange, at: string): Promise<void> {
  return applyChanges(db, [change], at);
}

async function apply(db: BookDb, changes: readonly NewChange[], at: string, absent: Absent): Promise<void> {
  const base = new Map([...absent.rows].map((key) => [key, null]));
  const draft = await openDraft(db, changes, base, absent.names);
  const stamp = { at, by: (await getMeta(db, 'user')).id };
  const laid = await inOrder(db, draft, changes, (change) => ({
    change,
    touches: layOnDraft(draft, change, stamp),
  }));
  // Queued first: facts tell what is unsent.
  const isQueued = db.workspace !== LOCAL_WORKSPACE;
  if (isQueued) await queue(db, laid, draft.before, at);
  await writeRows(db, touchedRows(draft), { before: draft.before, isQueued });
}

async function inOrder(
  db: BookDb,
  draft: Draft,
  changes: readonly NewChange[],
  lay: (change: NewChange) => Laid,
): Promise<Laid[]> {
  try {
    return changes.flatMap((change) => {
      const settled = settle(draft, change);
      return settled ? [lay(settled)] : [];
    });
  } catch (error) {
    throw error instanceof Refusal ? await named(db, draft, error) : error;
  }
}

/** A refusal with the name of whoever stands in the way, who may not have been read. */
async function named(db: BookDb, draft: Draft, refusal: Refusal): Promise<Refusal> {
  if (!refusal.contact) return refusal;
  const { id } = refusal.contact;
  const contact = contactIn(draft, id) ?? (await db.contacts.get(id));
  return new Refusal(refusal.reason, { id, name: contact?.name ?? refusal.contact.name });
}
