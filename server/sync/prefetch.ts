import type { Transaction } from 'kysely';
import { textOf } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import { groupOf, recordKey, Shelf, survivorOf, type Author, type Batch } from '#server/apply/batch.ts';
import { noticeId } from '#server/apply/conflict.ts';
import { otherContactOf } from '#server/apply/delete-contact.ts';
import { refusedMergeId } from '#server/apply/unmerge-contacts.ts';
import type { Tables } from '#server/db/schema.ts';
import {
  countSenders,
  loadConflicts,
  loadContacts,
  loadPeople,
  loadRecords,
  loadRefusedCreates,
  loadSenders,
  type Scope,
} from '#server/sync/load.ts';
import type { Touches } from '#server/sync/touches.ts';

export type Frame = {
  workspace: string;
  author: Author;
  version: number;
  restoredAt: number | null;
  now: string;
  newId: () => string;
};

/**
 * Reads all that a push can meet, in a number of queries that does not grow with it (sync.md, section 2); only chains of
 * merges are followed one link at a time.
 */
export async function prefetch(trx: Transaction<Tables>, frame: Frame, touches: Touches): Promise<Batch> {
  const scope = { trx, workspace: frame.workspace, batch: emptyBatch(frame) };
  const { batch } = scope;
  await loadContacts(scope, 'id', touches.contacts);
  await loadContacts(scope, 'name_key', touches.nameKeys);
  await loadSenders(scope, 'sender_key', touches.senderKeys);
  await loadRecords(scope, 'id', touches.records);
  await loadNamed(scope);
  await loadUndone(scope, touches.unmerges);
  await loadMerged(scope, touches.doomed.union(touches.counted).union(touches.cleared));
  await countSenders(scope, groupsOf(batch, touches.counted));
  await loadDoomed(scope, groupsOf(batch, touches.doomed));
  await loadCleared(scope, groupsOf(batch, touches.cleared));
  const merges = [...touches.merges, ...touches.unmerges].map((id) => refusedMergeId(batch, id));
  await loadConflicts(scope, 'id', [...touches.conflicts, ...noticeIds(batch), ...merges]);
  await loadRefusedCreates(scope, touches.contacts);
  await loadPeople(scope);
  return batch;
}

function emptyBatch({ workspace: _in, ...frame }: Frame): Batch {
  return {
    ...frame,
    contacts: new Shelf(),
    merged: new Map(),
    names: new Map(),
    senders: new Shelf(),
    senderCounts: new Map(),
    records: new Shelf(),
    conflicts: new Shelf(),
    refusedCreates: new Map(),
    people: new Map(),
    purged: new Set(),
    forgotten: new Set(),
    floor: 0,
    deletions: [],
    history: [],
    redacted: [],
  };
}

/** The contacts that what is loaded names: who holds a sender or a record, and what a merged one was merged into. */
async function loadNamed(scope: Scope): Promise<void> {
  const asked = new Set<string>();
  for (;;) {
    const missing = named(scope.batch).filter((id) => !scope.batch.contacts.get(id) && !asked.has(id));
    if (missing.length === 0) return;
    for (const id of missing) asked.add(id);
    await loadContacts(scope, 'id', new Set(missing));
  }
}

function named({ contacts, senders, records }: Batch): string[] {
  const holders = [...senders.rows.values()].map(({ contactId }) => contactId);
  const subjects = [...records.rows.values()].flatMap((one) => [one.contactId, otherContactOf(one)]);
  const into = [...contacts.rows.values()].map(({ mergedInto }) => mergedInto);
  return [...holders, ...subjects, ...into].filter((id) => id !== null);
}

/** What the undoing of merges can meet: later merges of the same survivor, and whoever has the old names now. */
async function loadUndone(scope: Scope, unmerges: ReadonlySet<string>): Promise<void> {
  const { batch } = scope;
  const undone = [...unmerges].flatMap((id) => batch.records.get(recordKey('merge', id)) ?? []);
  const into = new Set(undone.flatMap(({ contactId }) => contactId ?? []));
  await loadRecords(scope, 'contact_id', into, 'merge');
  const names = undone.flatMap((one) => [
    batch.contacts.get(otherContactOf(one) ?? '')?.name ?? '',
    textOf(one.fields, 'nameBefore'),
  ]);
  await loadContacts(scope, 'name_key', new Set(names.filter((name) => name !== '').map(nameKey)));
}

/** The groups of contacts: what is merged into them, into those, and so on. */
async function loadMerged(scope: Scope, contacts: ReadonlySet<string>): Promise<void> {
  const { batch } = scope;
  let next = new Set([...contacts].flatMap((id) => survivorOf(batch, id)?.id ?? []));
  const seen = new Set(next);
  while (next.size > 0) {
    await loadContacts(scope, 'merged_into', next);
    const found = [...next].flatMap((id) => [...(batch.merged.get(id) ?? [])]);
    next = new Set(found).difference(seen);
    for (const id of next) seen.add(id);
  }
}

function groupsOf(batch: Batch, contacts: ReadonlySet<string>): Set<string> {
  const survivors = new Set([...contacts].flatMap((id) => survivorOf(batch, id)?.id ?? []));
  return new Set([...survivors].flatMap((id) => groupOf(batch, id)));
}

/** All that hangs on contacts, and all that quotes them. */
async function loadDoomed(scope: Scope, doomed: ReadonlySet<string>): Promise<void> {
  await loadSenders(scope, 'contact_id', doomed);
  await loadRecords(scope, 'contact_id', doomed);
  await loadRecords(scope, 'other_id', doomed);
  await loadQuotes(scope, doomed);
}

/** The merges that contacts which are cleared were ever in, and what quotes them. */
async function loadCleared(scope: Scope, cleared: ReadonlySet<string>): Promise<void> {
  await loadRecords(scope, 'contact_id', cleared, 'merge');
  await loadRecords(scope, 'other_id', cleared, 'merge');
  await loadQuotes(scope, cleared);
}

async function loadQuotes(scope: Scope, contacts: ReadonlySet<string>): Promise<void> {
  await loadConflicts(scope, 'subject_id', contacts);
  await loadConflicts(scope, 'second_id', contacts);
  await loadConflicts(scope, 'other_id', contacts);
}

/** Notices that may have been given before: one for each contact that this author may be found to add again. */
function noticeIds(batch: Batch): string[] {
  const holders = [...batch.senders.rows.values()].flatMap(
    ({ contactId }) => survivorOf(batch, contactId)?.id ?? [],
  );
  return [...new Set(holders)].map((holder) => noticeId('also_added', holder, batch.author.userId));
}
