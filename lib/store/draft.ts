import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, Row } from './db.ts';
import { lay, type Stamp } from './lay.ts';
import { readRows } from './read-rows.ts';
import { namedRows, readRowKey, rowKey } from './row-key.ts';

/**
 * The part of a replica that some changes touch, in memory: read at once, changed by pure rules, written back at once,
 * so that a thousand changes cost a few reads.
 */
export type Draft = {
  /** As the replica has them. */
  before: ReadonlyMap<string, Row | null>;
  /** With the changes so far. */
  rows: Map<string, Row | null>;
  /** Who has a name, by `nameKey`; null: nobody. */
  names: Map<string, string | null>;
  /** Keys of the rows that changes lie on. */
  touched: Set<string>;
};

/** Reads all that `changes` name, all of the contacts they delete, and whoever has the names they give. */
export async function openDraft(db: BookDb, changes: readonly NewChange[]): Promise<Draft> {
  const before = await readRows(db, [
    ...changes.flatMap(namedRows),
    ...changes.flatMap((change) => ownersOf(change).map(rowKey.contact)),
  ]);
  const deleted = changes.flatMap((change) => (change.name === 'contact.delete' ? [change.args.id] : []));
  if (deleted.length > 0) await readBelongings(db, deleted, before);
  return { before, rows: new Map(before), names: await readNames(db, changes), touched: new Set() };
}

/** Lays a change on every row it touches. @returns the keys of those rows */
export function layOnDraft(draft: Draft, change: NewChange, stamp: Stamp): string[] {
  const touches = change.name === 'contact.delete' ? belongings(draft, change.args.id) : namedRows(change);
  for (const key of touches) {
    draft.touched.add(key);
    const row = lay(readRowKey(key), draft.rows.get(key) ?? null, change, stamp);
    keepNames(draft, key, row);
    draft.rows.set(key, row);
  }
  return touches;
}

/** The rows that changes lie on, as they are with them. */
export function touchedRows({ touched, rows }: Draft): Map<string, Row | null> {
  return new Map([...touched].map((key) => [key, rows.get(key) ?? null]));
}

export function contactIn(draft: Draft, id: string): ContactRow | null {
  return (draft.rows.get(rowKey.contact(id)) ?? null) as ContactRow | null;
}

export function senderIn(draft: Draft, channel: string, key: string): SenderRow | null {
  return (draft.rows.get(rowKey.sender(channel, key)) ?? null) as SenderRow | null;
}

/** The contacts that must be there for a change to make sense. */
function ownersOf(change: NewChange): string[] {
  if (change.name === 'sender.attach' || change.name === 'sender.detach') return [change.args.contactId];
  return change.name === 'record.put' && change.args.contactId !== null ? [change.args.contactId] : [];
}

async function readBelongings(db: BookDb, ids: string[], rows: Map<string, Row | null>): Promise<void> {
  for (const row of await db.senders.where('contactId').anyOf(ids).toArray())
    rows.set(rowKey.sender(row.channel, row.key), row);
  for (const row of await db.records.where('contactId').anyOf(ids).toArray())
    rows.set(rowKey.record(row.kind, row.id), row);
}

/** A contact and everything that goes with it. */
function belongings({ rows }: Draft, id: string): string[] {
  const owned = [...rows].filter(([, row]) => row !== null && 'contactId' in row && row.contactId === id);
  return [rowKey.contact(id), ...owned.map(([key]) => key)];
}

async function readNames(db: BookDb, changes: readonly NewChange[]): Promise<Map<string, string | null>> {
  const keys = new Set(changes.flatMap(namesGiven).map(nameKey));
  const names = new Map<string, string | null>();
  if (keys.size === 0) return names;
  for (const { nameKey, id } of await db.contacts
    .where('nameKey')
    .anyOf([...keys])
    .toArray())
    names.set(nameKey, id);
  return names;
}

function namesGiven(change: NewChange): string[] {
  if (change.name === 'contact.create') return [change.args.name, change.args.nameIfTaken ?? ''];
  return change.name === 'contact.patch' && change.args.name !== undefined ? [change.args.name] : [];
}

function keepNames({ rows, names }: Draft, key: string, row: Row | null): void {
  const was = rows.get(key);
  if (was && 'name' in was && names.get(nameKey(was.name)) === was.id) names.set(nameKey(was.name), null);
  if (row && 'name' in row) names.set(nameKey(row.name), row.id);
}
