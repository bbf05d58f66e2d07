import { overdueFilter, readRetention, type Retention } from '#lib/model/retention.ts';
import { mayMake } from '#lib/model/role.ts';
import type { Retaining, RetentionRule, RetentionView } from '#lib/messages/retention.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { getMeta, setMeta } from '#lib/store/meta.ts';
import { contactsByIds, recordsOfKind } from '#lib/store/read-contacts.ts';
import { mustAdminister } from './attribute-order.ts';
import type { Context } from './context.ts';
import type { DefinitionParts } from './definitions.ts';
import { idsOf } from './filter.ts';
import { addRetention } from './jobs.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import { retentionChanges } from './redact.ts';
import type { Replica } from './replica.ts';
import type { Runner } from './run-jobs.ts';
import type { Session } from './session.ts';
import { whoIs } from './who-is.ts';

/** Milliseconds between two times that a device keeps the rules. */
const DAY = 24 * 3_600_000;
/** Contacts looked at in one go. */
const PART = 500;
const EVERYBODY = 1_000_000;

/** The part of the book that `retention.ts` of the messages declares. */
export function retentionVerbs({ read, write, runner }: DefinitionParts): Retaining {
  return {
    retention: () => read(viewRetention),
    overdue: (rule) =>
      read(async (replica) => (await overdue(replica, rule, new Date().toISOString())).length),
    putRetention: (rule, id) =>
      write(async (_, context, session) => {
        await putRetention(session, context, rule, id);
        await keepAll(session, context);
        void runner.goOn(session);
      }),
    deleteRetention: (id) => write((_, context, session) => deleteRetention(session, context, id)),
  };
}

/** The rules that hold, by channel, one each: of two that were made apart the oldest. */
async function rulesOf({ db }: Replica): Promise<RetentionRule[]> {
  const rules = new Map<string, RetentionRule>();
  for (const { id, fields } of await retentionRows({ db })) {
    const rule = readRetention(fields);
    if (rule && !rules.has(rule.channel)) rules.set(rule.channel, { id, ...rule });
  }
  return [...rules.values()].toSorted((a, b) => (a.channel < b.channel ? -1 : 1));
}

/** Oldest first; of those made in the same moment the one that is first on every device. */
async function retentionRows({ db }: Pick<Replica, 'db'>): Promise<RecordRow[]> {
  const rows = await recordsOfKind(db, 'retention');
  const place = ({ createdAt, id }: RecordRow) => `${createdAt} ${id}`;
  return rows.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

async function viewRetention(replica: Replica): Promise<RetentionView> {
  const [rules, kept] = [await rulesOf(replica), await getMeta(replica.db, 'retention')];
  return { rules, keptAt: kept.at };
}

/** Makes the rule of a channel, or edits one. A channel stays what it is: another is another rule. */
async function putRetention(
  session: Session,
  context: Context,
  { channel, days, what }: Retention,
  id?: string,
): Promise<void> {
  const { db } = session.replica;
  await mustAdminister(session, 'retention');
  const rules = await rulesOf(session.replica);
  const before =
    id === undefined ? undefined : (rules.find((one) => one.id === id) ?? refuse('definition_gone'));
  if (rules.some((one) => one.channel === channel && one.id !== id))
    return refuse('definition_taken', { value: channel });
  const row = (await retentionRows({ db })).find((one) => one.id === before?.id);
  const change = putChange('retention', before?.id ?? context.newId(), { channel, days, what }, row?.fields);
  await applyChanges(db, change ? [change] : [], context.now());
}

/** With it go those of the same channel that it stood before: they would hold again. */
async function deleteRetention(session: Session, context: Context, id: string): Promise<void> {
  const { db } = session.replica;
  await mustAdminister(session, 'retention');
  const rows = await retentionRows({ db });
  const channel = readRetention(rows.find((one) => one.id === id)?.fields ?? {})?.channel;
  const doomed = rows.filter(
    (one) => one.id === id || (channel !== undefined && readRetention(one.fields)?.channel === channel),
  );
  await applyChanges(
    db,
    doomed.map((one) => ({ name: 'record.delete', args: { kind: 'retention', id: one.id } })),
    context.now(),
  );
}

/** Who is cleared by a rule now: those of whom something would change. */
async function overdue(replica: Replica, rule: Retention, now: string): Promise<string[]> {
  const found = await idsOf(replica, { text: '', filter: overdueFilter(rule) }, EVERYBODY);
  const due: string[] = [];
  for (let start = 0; start < found.length; start += PART) {
    const ids = found.slice(start, start + PART);
    const changesOf = await retentionChanges(replica.db, rule, now, ids);
    const contacts = await contactsByIds(replica.db, ids);
    due.push(...contacts.filter((one) => changesOf(one).length > 0).map(({ id }) => id));
  }
  return due;
}

/** Begins what the rules ask for now. */
async function keepAll(session: Session, context: Context): Promise<void> {
  const { replica } = session;
  for (const { id: _, ...rule } of await rulesOf(replica))
    await addRetention(session, context, rule, await overdue(replica, rule, context.now()));
  await setMeta(replica.db, 'retention', { at: context.now() });
}

/** Workspaces whose rules are being kept: an alarm may ring while the last one is not done. */
const keeping = new WeakSet<Replica>();

/**
 * Keeps the team's rules, once a day, on the device of whoever may define them; without a team, on this one. Two devices
 * that do it at once come to the same. Never fails: what could not be done now is tried at the next alarm.
 */
export async function keepRules(session: Session, context: Context, runner: Runner): Promise<void> {
  const { replica } = session;
  if (keeping.has(replica)) return;
  keeping.add(replica);
  try {
    if (!(await isTime(session, context.now()))) return;
    await keepAll(session, context);
    await runner.goOn(session);
  } catch {
    // The disk is full, or the workspace was left.
  } finally {
    keeping.delete(replica);
  }
}

async function isTime(session: Session, now: string): Promise<boolean> {
  const { db, alone } = session.replica;
  if ((await rulesOf(session.replica)).length === 0) return false;
  const last = Date.parse((await getMeta(db, 'retention')).at ?? '');
  // A clock that was put back must not stop it.
  const passed = Math.abs(Date.parse(now) - last);
  if (passed < DAY) return false;
  // A replica that is still filled does not know yet who was seen.
  if (!alone && (await getMeta(db, 'pull')).at === null) return false;
  return mayMake(await whoIs(session), 'record.put', { kind: 'retention', createdBy: null });
}
