import { textOf } from '#lib/model/field.ts';
import { neverMatcher, readNever, type NeverWho, type NeverWhy } from '#lib/model/never-capture.ts';
import type { Requester } from '#lib/model/requester.ts';
import { mayMake } from '#lib/model/role.ts';
import type { Recognition } from '#lib/messages/book.ts';
import type { CaptureRules, Capturing, NeverEntry } from '#lib/messages/capturing.ts';
import type { ProblemReason } from '#lib/messages/problem.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { captureSettings, putCaptureSettings } from './auto-create.ts';
import type { Context } from './context.ts';
import { identifyRequester } from './identify.ts';
import { ownAddresses } from './own.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';
import { whoIs } from './who-is.ts';

type Parts = {
  inSession: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  write: <T>(work: (replica: Replica, context: Context, session: Session) => Promise<T>) => Promise<T>;
};

const PROBLEMS: Record<'empty' | 'too_long' | 'public', ProblemReason> = {
  empty: 'never_empty',
  too_long: 'value_too_long',
  public: 'public_domain',
};

/** The part of the book that `capturing.ts` of the messages declares. */
export function captureVerbs({ inSession, write }: Parts): Capturing {
  return {
    captureRules: () => inSession(captureRules),
    putNever: (what, who) => write((replica, context) => putNever(replica, context, what, who)),
    deleteNever: (id) => write((replica, context) => deleteNever(replica, context, id)),
    putCaptureSettings: (set) => write((_, context, session) => putCaptureSettings(session, context, set)),
  };
}

async function captureRules(session: Session): Promise<CaptureRules> {
  const [never, settings, who] = await Promise.all([
    neverEntries(session.replica),
    captureSettings(session.replica),
    whoIs(session),
  ]);
  const maySet = mayMake(who, 'record.put', { kind: 'setting', createdBy: null });
  return { never, settings, maySet };
}

/** Everybody on the team's list, each once, by what they are: what two put there at once is one. */
async function neverEntries({ db }: Replica): Promise<NeverEntry[]> {
  const entries = new Map<string, NeverEntry>();
  for (const { id, fields } of await recordsOfKind(db, 'never-capture')) {
    const what = textOf(fields, 'what');
    const who = textOf(fields, 'who') === 'ours' ? 'ours' : 'other';
    if (what !== '' && !entries.has(what)) entries.set(what, { id, what, who });
  }
  return [...entries.values()].toSorted((a, b) => (a.what < b.what ? -1 : 1));
}

/** Answers why a sender is never captured (G11), by its key; null where it may be. */
export async function neverWhy(replica: Replica): Promise<(key: string) => NeverWhy | null> {
  const [entries, kinds] = await Promise.all([neverEntries(replica), captureSettings(replica)]);
  return neverMatcher(entries, kinds);
}

/**
 * Takes out of what a page shows whoever is never captured: the team's own as the team's own, others with the reason why.
 * Who is in the book is there by somebody's hand, and stays known.
 */
export async function withoutNever(
  replica: Replica,
  context: Context,
  requesters: readonly Requester[],
  recognitions: readonly Recognition[],
): Promise<Recognition[]> {
  const [why, country] = await Promise.all([neverWhy(replica), context.teamCountry()]);
  return recognitions.map((recognition, index): Recognition => {
    const from = requesters[index];
    const read = from && identifyRequester(from, country);
    const because = read && 'id' in read ? why(read.id.key) : null;
    if (because === null) return recognition;
    if (because === 'ours') return { state: 'own' };
    return recognition.state === 'unknown' ? { state: 'never', why: because } : recognition;
  });
}

/** Lets nobody in by a click on a page who is never captured. @throws never_capture */
export async function refuseNever(replica: Replica, context: Context, from: Requester): Promise<void> {
  const read = identifyRequester(from, await context.teamCountry());
  if ('id' in read && (await neverWhy(replica))(read.id.key) !== null)
    refuse('never_capture', { value: from.address });
}

/** Whose messages are the team's own: addresses, logins, and whole domains as `@firma.example`. */
export async function oursAsRead(replica: Replica): Promise<string[]> {
  const [own, entries] = await Promise.all([ownAddresses(replica), neverEntries(replica)]);
  const listed = entries.filter(({ who }) => who === 'ours').map(({ what }) => what);
  return [...new Set([...own, ...listed])];
}

async function putNever(replica: Replica, context: Context, text: string, who: NeverWho): Promise<void> {
  const read = readNever(text);
  if ('problem' in read) return refuse(PROBLEMS[read.problem], { value: text.slice(0, 500) });
  const rows = await recordsOfKind(replica.db, 'never-capture');
  const before = rows.find(({ fields }) => textOf(fields, 'what') === read.what);
  const values = { what: read.what, who };
  const change = putChange('never-capture', before?.id ?? context.newId(), values, before?.fields);
  if (change) await applyChange(replica.db, change, context.now());
}

/** With it go those that name the same: they would hold on. */
async function deleteNever({ db }: Replica, context: Context, id: string): Promise<void> {
  const rows = await recordsOfKind(db, 'never-capture');
  const what = textOf(rows.find((row) => row.id === id)?.fields ?? {}, 'what');
  const doomed = rows.filter((row) => row.id === id || (what !== '' && textOf(row.fields, 'what') === what));
  await applyChanges(
    db,
    doomed.map((row) => ({ name: 'record.delete', args: { kind: 'never-capture', id: row.id } })),
    context.now(),
  );
}
