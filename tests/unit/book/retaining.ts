import { expect } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import type { Fields } from '#lib/model/field.ts';
import type { Retention } from '#lib/model/retention.ts';
import type { Sender } from '#lib/model/sender.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { ended } from './working.ts';

export const DAY = 24 * 3_600_000;
export const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
export const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });
export const amazon: Retention = { channel: 'amazon', days: 30, what: 'redact' };
export const relay = '0x7qk2v9zz41m@marketplace.amazon.de';
export const sender = (channel: string, key: string, name = ''): Sender => ({
  channel,
  key,
  value: key,
  details: name === '' ? {} : { name },
});

type Made = { name: string; senders: Sender[]; fields?: Fields; seen?: number };

/** A contact as it lies in the book, last seen so many days ago. @returns its id */
export async function made({ name, senders, fields = {}, seen = 40 }: Made): Promise<string> {
  const id = crypto.randomUUID();
  const args = { id, name, senders, fields: { lastSeen: typed(ago(seen)), ...fields } };
  await put({ name: 'contact.create', args }, ago(seen));
  return id;
}

export async function put(change: NewChange, at = new Date().toISOString()): Promise<void> {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  await applyChanges(db, [change], at);
  db.close();
}

export const record = (kind: string, contactId: string, set: Fields, at?: string) =>
  put({ name: 'record.put', args: { kind, id: crypto.randomUUID(), contactId, set, base: {} } }, at);

export async function recordsOf(contactId: string) {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const rows = await db.records.toArray();
  db.close();
  return rows.filter((row) => row.contactId === contactId);
}

/** Looks through all that this device keeps of contacts, search and merges included. */
export async function nothingIsLeft(words: readonly string[]) {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const tables = [db.contacts, db.merged, db.senders, db.records, db.searchParts, db.table('factColumns')];
  const all = JSON.stringify(await Promise.all(tables.map((table) => table.toArray()))).toLowerCase();
  db.close();
  expect(words.filter((word) => all.includes(word.toLowerCase()))).toEqual([]);
}

/** Keeps a rule to its end. */
export async function keep(book: BookCore, rule: Retention, id?: string) {
  await book.putRetention(rule, id);
  await allEnded(book);
}
export async function allEnded(book: BookCore) {
  for (const job of await book.jobs()) await ended(book, job.id);
}
