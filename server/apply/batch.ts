import type { Fields } from '#lib/model/field.ts';
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
  contacts: Shelf<ContactState>;
  /** Live contacts by name key. */
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
  /** Contacts whose senders and history are purged from the tables. */
  purged: Set<string>;
  history: { contactId: string; op: unknown }[];
};

/** Why a change is not applied; `other` is the contact in the way. */
export type Refusal = { code: ConflictCode; other?: ContactState | undefined };

/** The key of a sender on its shelf. */
export const senderId = (channel: string, key: string): string => `${channel}\n${key}`;
/** The key of a record on its shelf. */
export const recordKey = (kind: string, id: string): string => `${kind}\n${id}`;

/** A contact that is not a tombstone. */
export function liveContact(batch: Batch, id: string): ContactState | undefined {
  const found = batch.contacts.get(id);
  return found && !found.deleted ? found : undefined;
}

/** Whoever has a name, unless it is `except`. */
export function holderOfName(batch: Batch, key: string, except?: string): ContactState | undefined {
  const id = batch.names.get(key);
  return id === undefined || id === except ? undefined : liveContact(batch, id);
}

/** The contact a sender belongs to, unless it is `except`. */
export function holderOfSender(
  batch: Batch,
  channel: string,
  key: string,
  except?: string,
): ContactState | undefined {
  const sender = batch.senders.get(senderId(channel, key));
  if (!sender || sender.deleted || sender.contactId === except) return undefined;
  const holder = liveContact(batch, sender.contactId);
  if (!holder) throw new Error('a live sender has a contact that was not loaded');
  return holder;
}

/** Puts a changed contact back, stamped, and keeps the names in step. */
export function putContact(batch: Batch, contact: ContactState): void {
  const before = batch.contacts.get(contact.id);
  if (before?.nameKey && batch.names.get(before.nameKey) === contact.id) batch.names.delete(before.nameKey);
  if (contact.nameKey !== null) batch.names.set(contact.nameKey, contact.id);
  batch.contacts.put(contact.id, { ...contact, version: batch.version });
}

export function countSenders(batch: Batch, contactId: string, by: number): void {
  batch.senderCounts.set(contactId, (batch.senderCounts.get(contactId) ?? 0) + by);
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
