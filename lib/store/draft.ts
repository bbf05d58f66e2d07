import { rootOf } from '#lib/model/merge.ts';
import { textOf } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, Row } from './db.ts';
import { isMerged } from './groups.ts';
import { readAround } from './read-around.ts';
import { rowKey } from './row-key.ts';

/**
 * The part of a replica that some changes touch, in memory: read at once, changed by pure rules, written back at once,
 * so that a thousand changes cost a few reads.
 */
export type Draft = {
  /** As they were before the changes. */
  before: ReadonlyMap<string, Row | null>;
  /** With the changes so far. */
  rows: Map<string, Row | null>;
  /** Who has a name, by `nameKey`; null: nobody. */
  names: Map<string, string | null>;
  /** Keys of the rows that changes lie on. */
  touched: Set<string>;
};

/**
 * Reads all that `changes` name, all of the contacts they delete, the contacts that merged ones stand for, and whoever
 * has the names they give.
 * @param base rows that are to count instead of those that the replica shows
 */
export async function openDraft(
  db: BookDb,
  changes: readonly NewChange[],
  base: ReadonlyMap<string, Row | null> = new Map(),
): Promise<Draft> {
  const before = await readAround(db, changes, base);
  return { before, rows: new Map(before), names: await readNames(db, changes, before), touched: new Set() };
}

/** Puts a row of the draft as it is now, and keeps the names in step. A merged contact has none. */
export function putRow({ rows, names, touched }: Draft, key: string, row: Row | null): void {
  const was = rows.get(key);
  if (was && 'name' in was && names.get(nameKey(was.name)) === was.id) names.set(nameKey(was.name), null);
  if (row && 'name' in row && !isMerged(row)) names.set(nameKey(row.name), row.id);
  rows.set(key, row);
  touched.add(key);
}

/** The rows that changes lie on, as they are with them. */
export function touchedRows({ touched, rows }: Draft): Map<string, Row | null> {
  return new Map([...touched].map((key) => [key, rows.get(key) ?? null]));
}

/** A contact, merged or not. */
export function contactIn(draft: Draft, id: string): ContactRow | null {
  return (draft.rows.get(rowKey.contact(id)) ?? null) as ContactRow | null;
}

/** The contact that an id means: the survivor of its merges, or itself (G9). */
export function survivorIn(draft: Draft, id: string): ContactRow | null {
  const contact = contactIn(draft, id);
  return contact && rootOf(contact, (into) => contactIn(draft, into));
}

export function senderIn(draft: Draft, channel: string, key: string): SenderRow | null {
  return (draft.rows.get(rowKey.sender(channel, key)) ?? null) as SenderRow | null;
}

export function recordIn(draft: Draft, kind: string, id: string): RecordRow | null {
  return (draft.rows.get(rowKey.record(kind, id)) ?? null) as RecordRow | null;
}

/** A contact and everything that goes with it: all that are merged into it, and the senders and records of each. */
export function belongings(draft: Draft, id: string): string[] {
  const isOwn = (row: Row | null): boolean => {
    if (row === null || 'change' in row) return false;
    if ('name' in row) return row.id !== id && survivorIn(draft, row.id)?.id === id;
    return row.contactId !== null && (row.contactId === id || survivorIn(draft, row.contactId)?.id === id);
  };
  return [rowKey.contact(id), ...[...draft.rows].filter(([, row]) => isOwn(row)).map(([key]) => key)];
}

async function readNames(
  db: BookDb,
  changes: readonly NewChange[],
  rows: ReadonlyMap<string, Row | null>,
): Promise<Map<string, string | null>> {
  const keys = new Set(changes.flatMap((change) => namesGiven(change, rows)).map(nameKey));
  const names = new Map<string, string | null>();
  if (keys.size === 0) return names;
  for (const { nameKey, id } of await db.contacts
    .where('nameKey')
    .anyOf([...keys])
    .toArray())
    names.set(nameKey, id);
  return names;
}

function namesGiven(change: NewChange, rows: ReadonlyMap<string, Row | null>): string[] {
  switch (change.name) {
    case 'contact.create':
      return [change.args.name, change.args.nameIfTaken ?? ''];
    case 'contact.patch':
    case 'contact.merge':
      return change.args.name === undefined ? [] : [change.args.name];
    case 'contact.unmerge': {
      const record = rows.get(rowKey.record('merge', change.args.id)) as RecordRow | null | undefined;
      if (!record) return [];
      const from = rows.get(rowKey.contact(textOf(record.fields, 'from'))) as ContactRow | null | undefined;
      return [from?.name ?? '', textOf(record.fields, 'nameBefore'), change.args.nameIfTaken ?? ''];
    }
    default:
      return [];
  }
}
