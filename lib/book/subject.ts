import type { Erasure, SubjectAccess } from '#lib/messages/exchange.ts';
import type { HistoryPage } from '#lib/protocol/history.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { subjectOf, type Subject } from '#lib/store/read-subject.ts';
import { peopleOf } from './people.ts';
import { refuse } from './problems.ts';
import type { Context } from './context.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';

/** Steps of a history asked for at once. */
const STEPS = 200;
/** Milliseconds that one answer of the server may take. */
const PATIENCE = 30_000;

/**
 * Everything that is kept of a person: what this device has, and what the server alone remembers of changes (R9). Names of
 * colleagues stand where the book keeps ids. Where the server cannot be asked there is no answer: half of one would be a lie.
 * @throws contact_gone, SyncError
 */
export async function subjectAccess(session: Session, context: Context, id: string): Promise<SubjectAccess> {
  const { contact, merged, senders, records } = await subjectIn(session.replica, id);
  const people = await peopleOf(session.replica.db);
  const told = <T extends { createdBy?: string; updatedBy?: string }>(row: T) => ({
    ...row,
    ...(row.createdBy === undefined ? {} : { createdBy: people.get(row.createdBy) ?? null }),
    ...(row.updatedBy === undefined ? {} : { updatedBy: people.get(row.updatedBy) ?? null }),
  });
  const { block: _, nameKey: __, ...own } = contact;
  const byKind = Map.groupBy(records, ({ kind }) => kind);
  return {
    format: 'carnet-subject-access',
    version: 1,
    madeAt: context.now(),
    workspace: session.membership?.workspace.name ?? null,
    contact: told(own),
    merged: merged.map(told),
    senders,
    records: Object.fromEntries([...byKind].map(([kind, rows]) => [kind, rows.map(told)])),
    history: await wholeHistory(session, contact.id),
  };
}

/** What erasing a person removes, and it is removed for all: `deleteContact` does it (B59, D12). @throws contact_gone */
export async function erasure(replica: Replica, id: string): Promise<Erasure> {
  const { contact, merged, senders, records } = await subjectIn(replica, id);
  const byKind = Map.groupBy(records, ({ kind }) => kind);
  return {
    contact: { id: contact.id, name: contact.name },
    merged: merged.length,
    senders: senders.length,
    records: Object.fromEntries([...byKind].map(([kind, rows]) => [kind, rows.length])),
  };
}

async function subjectIn({ db }: Replica, wanted: string): Promise<Subject> {
  const root = await rootContact(db, wanted);
  return (root && (await subjectOf(db, root.id))) ?? refuse('contact_gone');
}

async function wholeHistory({ api, membership }: Session, contactId: string): Promise<unknown[] | null> {
  if (!api || !membership) return null;
  const entries: HistoryPage['entries'] = [];
  for (let more = true; more;) {
    const last = entries.at(-1);
    const before = last ? { version: last.version, seq: last.seq } : null;
    const signal = AbortSignal.timeout(PATIENCE);
    const page = await api.history(membership.workspace.id, contactId, { before, limit: STEPS }, signal);
    entries.push(...page.entries);
    more = page.more && page.entries.length > 0;
  }
  return entries;
}
