import type { Fields } from '#lib/model/field.ts';
import { rootOf } from '#lib/model/merge.ts';
import type { Role } from '#lib/model/role.ts';
import type { SenderDetails } from '#lib/model/sender.ts';
import type { ConflictCode } from '#lib/protocol/rows.ts';

type Stamp = { version: number; deleted: boolean };
type People = { createdAt: string; createdBy: string; updatedAt: string; updatedBy: string };

export type ContactState = People &
  Stamp & {
    id: string;
    name: string;
    nameKey: string | null;
    fields: Fields;
    mergedInto: string | null;
    was: number | null;
  };
export type SenderState = Stamp & {
  channel: string;
  key: string;
  contactId: string;
  value: string;
  details: SenderDetails;
  createdAt: string;
  /** The version of the tombstone under another contact that this row has taken the place of; 0 where there was none. */
  lost: number;
};
export type RecordState = People &
  Stamp & { kind: string; id: string; contactId: string | null; fields: Fields; was: number | null };

export type KeptChange = { name: string; args: unknown };
export type Other = {
  contactId: string | null;
  contactName: string | null;
  userName: string | null;
  at: string | null;
  value?: unknown;
  field?: string;
};
export type ConflictState = Stamp & {
  id: string;
  userId: string;
  clientId: string;
  changeId: number;
  code: string;
  /** `followed`: what its author did afterwards to a contact whose create was refused. */
  change: KeptChange & { followed?: KeptChange[] };
  other: Other;
  subjectId: string | null;
  /** With a merge, the contact that is merged. */
  secondId: string | null;
  createdAt: string;
  resolved: boolean;
};

/** Rows by their key, and the keys of those that the batch has changed. */
export class Shelf<T> {
  readonly rows = new Map<string, T>();
  readonly touched = new Set<string>();
  load(key: string, row: T): void {
    this.rows.set(key, row);
  }
  put(key: string, row: T): void {
    this.rows.set(key, row);
    this.touched.add(key);
  }
  get(key: string): T | undefined {
    return this.rows.get(key);
  }
  changed(): T[] {
    return [...this.touched].flatMap((key) => this.rows.get(key) ?? []);
  }
}

/** Who pushes; `device`: from what, like "Chrome · Linux". */
export type Author = { userId: string; clientId: string; role: Role; device: string };

/**
 * The part of a workspace that one push touches, in memory: prefetched, changed by the functions of this folder,
 * written back at once. They know no database and no clock.
 */
export type Batch = {
  author: Author;
  /** The version this push makes, and the server's time of it. */
  version: number;
  now: string;
  newId: () => string;
  /** The version up to which the data come from a restored backup; null where they are the only ones there were. */
  restoredAt: number | null;
  contacts: Shelf<ContactState>;
  /** Contacts that are merged into one, by that one's id. */
  merged: Map<string, Set<string>>;
  /** Live contacts that are not merged, by name key. */
  names: Map<string, string>;
  senders: Shelf<SenderState>;
  /** Live senders of a contact. */
  senderCounts: Map<string, number>;
  records: Shelf<RecordState>;
  conflicts: Shelf<ConflictState>;
  /** Open conflicts of this author by the contact whose create was refused. */
  refusedCreates: Map<string, string>;
  /** Names of people by user id. */
  people: Map<string, string>;
  /** Contacts whose senders and history are purged from the tables, and what is kept of that (X12). */
  purged: Set<string>;
  /** Contacts that were cleared: their history before this push is purged from the tables (G30). */
  forgotten: Set<string>;
  /** Up to which version replicas cannot learn of tombstones any more, for what is purged had taken their place. */
  floor: number;
  deletions: { contactId: string; hint: DeletionHint }[];
  /** Steps of contacts' histories; those about two contacts stand in the history of both. */
  history: { contactIds: string[]; op: KeptChange }[];
  /** Merges whose other contact is purged: the history of this one keeps their ids only. */
  redacted: { contactId: string; mergeId: string }[];
};

/** Tells a person who knew a contact which one it was (X12): "A. S.", and a masked sender with its channel. */
export type DeletionHint = { initials: string; handle: string | null; channel: string | null };

/** Why a change is not applied; `other` is the contact in the way. */
export type Refusal = { code: ConflictCode; other?: ContactState | undefined };

/** The key of a sender on its shelf. */
export const senderId = (channel: string, key: string): string => `${channel}\n${key}`;
/** The key of a record on its shelf. */
export const recordKey = (kind: string, id: string): string => `${kind}\n${id}`;

/** A contact that is not a tombstone; it may be merged. */
export function liveContact(batch: Batch, id: string): ContactState | undefined {
  const found = batch.contacts.get(id);
  return found && !found.deleted ? found : undefined;
}

/** The contact that a living one's id means: the survivor of all its merges, or itself (G9). */
export function survivorOf(batch: Batch, id: string): ContactState | undefined {
  const found = liveContact(batch, id);
  return found && rootOf(found, (into) => liveContact(batch, into));
}

/** A survivor's id and those of all that are merged into it, directly or by way of others. */
export function groupOf(batch: Batch, id: string): string[] {
  const group = new Set([id]);
  // A set hands out what is added while it is walked through.
  for (const one of group) for (const merged of batch.merged.get(one) ?? []) group.add(merged);
  return [...group];
}

/** Whoever has a name, unless it is `except`. */
export function holderOfName(batch: Batch, key: string, except?: string): ContactState | undefined {
  const id = batch.names.get(key);
  return id === undefined || id === except ? undefined : liveContact(batch, id);
}

/** The contact a sender belongs to, unless it is `except`; of merged contacts, their survivor. */
export function holderOfSender(
  batch: Batch,
  channel: string,
  key: string,
  except?: string,
): ContactState | undefined {
  const sender = batch.senders.get(senderId(channel, key));
  if (!sender || sender.deleted) return undefined;
  const holder = survivorOf(batch, sender.contactId);
  if (!holder) throw new Error('a live sender has a contact that was not loaded');
  return holder.id === except ? undefined : holder;
}

/** Puts a contact that was read on its shelf, and keeps the names and merges in step. */
export function loadContact(batch: Batch, contact: ContactState): void {
  batch.contacts.load(contact.id, contact);
  index(batch, contact);
}

/** Puts a changed contact back, stamped, and keeps the names and merges in step. */
export function putContact(batch: Batch, contact: ContactState): void {
  const before = batch.contacts.get(contact.id);
  if (before?.nameKey && batch.names.get(before.nameKey) === contact.id) batch.names.delete(before.nameKey);
  if (before?.mergedInto) batch.merged.get(before.mergedInto)?.delete(contact.id);
  batch.contacts.put(contact.id, { ...contact, version: batch.version });
  index(batch, contact);
}

function index(batch: Batch, { id, nameKey, mergedInto }: ContactState): void {
  if (nameKey !== null) batch.names.set(nameKey, id);
  if (mergedInto === null) return;
  batch.merged.set(mergedInto, (batch.merged.get(mergedInto) ?? new Set()).add(id));
}

export function countSenders(batch: Batch, contactId: string, by: number): void {
  batch.senderCounts.set(contactId, (batch.senderCounts.get(contactId) ?? 0) + by);
}

/** Senders of a contact and of all that are merged into it. */
export function sendersOf(batch: Batch, contactId: string): number {
  return groupOf(batch, contactId).reduce((sum, id) => sum + (batch.senderCounts.get(id) ?? 0), 0);
}

/** Notes what was done in the history of these contacts. */
export function note(batch: Batch, contactIds: string[], op: KeptChange): void {
  batch.history.push({ contactIds, op });
}

/** What is shown of the contact in the way: its name, who last changed it, when. */
export function describe(batch: Batch, contact: ContactState | undefined): Other {
  return {
    contactId: contact?.id ?? null,
    contactName: contact?.name ?? null,
    userName: contact ? (batch.people.get(contact.updatedBy) ?? null) : null,
    at: contact?.updatedAt ?? null,
  };
}

/** Whether a record's values have grown beyond what one record may carry: 2,000 values or 500,000 characters. */
export function tooMuch(fields: Fields): boolean {
  return Object.keys(fields).length > 2000 || JSON.stringify(fields).length > 500_000;
}

/** The version of the last tombstone that nobody can be told of once a sender is another contact's. */
export function lostBy(batch: Batch, channel: string, key: string, contactId: string): number {
  const before = batch.senders.get(senderId(channel, key));
  if (!before) return 0;
  return before.deleted && before.contactId !== contactId ? before.version : before.lost;
}
