import type { JobContacts, JobView, JobWork, OwnWork, Work } from '#lib/messages/jobs.ts';
import { bulkLimit } from '#lib/model/bulk.ts';
import type { Retention } from '#lib/model/retention.ts';
import { mayMake } from '#lib/model/role.ts';
import { addJob, addUndo, allJobs, changeJob, forgetJobs, type StoredJob } from '#lib/store/jobs.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { reasonOrRefuse } from './block.ts';
import type { Context } from './context.ts';
import { idsOf } from './filter.ts';
import { leftOver } from './job-end.ts';
import { members } from './members.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';
import { whoIs, type Seat, type Who } from './who-is.ts';

/** Milliseconds in which a deletion can be taken back, before it begins (X10). */
export const UNDO = 10_000;
/** More than any workspace has. */
const EVERYBODY = 1_000_000;

/**
 * Begins a bulk change (B61 to B68): who it is about is settled now, so that what the job does cannot change it.
 * @throws not_permitted, too_many_for_role, nothing_chosen, definition_gone, note_too_long
 */
export async function addWork(
  seat: Seat,
  context: Context,
  work: JobWork,
  over: JobContacts,
): Promise<JobView> {
  const who = await whoIs(seat);
  if (!mayDo(who, work)) return refuse('not_permitted');
  await mustMakeSense(seat.replica, work);
  const ids = await chosen(seat.replica, over);
  if (ids.length === 0) return refuse('nothing_chosen');
  if (work.do === 'tag' || work.do === 'untag') refuseTooMany(who, ids.length);
  return add(seat.replica, context, work, ids);
}

/**
 * Begins what the book does to all who have a tag or an organisation that goes. To change tags of many is no more an
 * agent's by this way than by the other (X6). @returns the job's id. @throws too_many_for_role
 */
export async function addOwnWork(seat: Seat, context: Context, work: OwnWork): Promise<string> {
  const ids = await idsOf(seat.replica, { text: '', filter: leftOver(work) }, EVERYBODY);
  refuseTooMany(await whoIs(seat), ids.length);
  return (await add(seat.replica, context, work, ids)).id;
}

/** Begins what a rule of retention does to these contacts (G30); none while it is being kept already. */
export async function addRetention(
  { replica }: Seat,
  context: Context,
  rule: Retention,
  ids: readonly string[],
): Promise<void> {
  const isOfRule = ({ work, endedAt }: JobView) =>
    endedAt === null && work.do === 'retain' && work.channel === rule.channel;
  if (ids.length === 0 || (await viewJobs(replica)).some(isOfRule)) return;
  await add(replica, context, { do: 'retain', ...rule }, ids);
}

/** Whether somebody may do this to contacts at all (Z). */
export function mayDo(who: Who, work: Work): boolean {
  if (work.do === 'retain') return mayMake(who, 'record.put', { kind: 'retention', createdBy: null });
  return work.do !== 'delete' || mayMake(who, 'contact.delete');
}

/** What runs, waits or has ended and is not put away, newest first. */
export async function viewJobs({ db }: Replica): Promise<JobView[]> {
  return (await allJobs(db)).map(viewJob);
}

export async function cancelJob({ db }: Replica, context: Context, id: string): Promise<void> {
  await changeJob(db, id, ['waiting', 'running'], { state: 'cancelled', endedAt: context.now() });
}

/** Puts away what is over; what is not stays. */
export async function dismissJob({ db }: Replica, id: string): Promise<void> {
  const isOver = (job: StoredJob) => job.id === id && job.endedAt !== null;
  if ((await allJobs(db)).some(isOver)) await forgetJobs(db, [id]);
}

/** Begins to take back what a job has changed. @throws definition_gone */
export async function undoJob({ db }: Replica, context: Context, id: string): Promise<JobView> {
  const job = (await allJobs(db)).find((one) => one.id === id);
  const work: Work = { do: 'undo', of: id };
  const added = job && canUndo(job) && (await addUndo(db, id, newJob(context, work, 0)));
  return added ? viewJob(added) : refuse('definition_gone');
}

/** What changes fields of a contact, and nothing besides. */
const UNDOABLE: ReadonlySet<Work['do']> = new Set(['tag', 'untag', 'assign', 'organisation']);

export const isUndoable = (work: Work) => UNDOABLE.has(work.do);

function canUndo({ work, endedAt, changed }: StoredJob): boolean {
  return endedAt !== null && changed > 0 && isUndoable(work as Work);
}

/** The book alone writes what the store keeps as unknown. */
function viewJob(job: StoredJob): JobView {
  const { id, state, startsAt, endedAt, total, done, changed, unchanged, refused } = job;
  const work = job.work as JobView['work'];
  const refusals = job.refusals as JobView['refusals'];
  const problem = job.problem as JobView['problem'];
  return {
    id,
    work,
    state,
    startsAt,
    endedAt,
    total,
    done,
    changed,
    unchanged,
    refused,
    refusals,
    problem,
    canUndo: canUndo(job),
  };
}

async function add({ db }: Replica, context: Context, work: Work, ids: readonly string[]): Promise<JobView> {
  const job = newJob(context, work, ids.length);
  await addJob(db, job, ids);
  return viewJob(job);
}

function newJob(context: Context, work: Work, total: number): StoredJob {
  const now = context.now();
  const waits = work.do === 'delete';
  return {
    id: context.newId(),
    work,
    state: waits ? 'waiting' : 'running',
    createdAt: now,
    startsAt: waits ? new Date(Date.parse(now) + UNDO).toISOString() : now,
    endedAt: null,
    total,
    done: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    refusals: [],
    problem: null,
  };
}

async function chosen(replica: Replica, over: JobContacts): Promise<string[]> {
  if ('ids' in over) return [...new Set(over.ids)];
  const { except = [], ...matching } = over;
  const left = new Set(except);
  return (await idsOf(replica, matching, EVERYBODY)).filter((id) => !left.has(id));
}

function refuseTooMany({ role }: Who, count: number): void {
  const limit = bulkLimit(role);
  if (limit !== null && count > limit) refuse('too_many_for_role', { value: String(limit) });
}

/** A job does not begin with a tag, a member or an organisation that somebody has taken away meanwhile. */
async function mustMakeSense(replica: Replica, work: JobWork): Promise<void> {
  if (work.do === 'block') return reasonOrRefuse(work.reason);
  const isThere = async () => {
    switch (work.do) {
      case 'tag':
        return (await Promise.all(work.tags.map((id) => recordById(replica.db, 'tag', id)))).every(Boolean);
      case 'organisation':
        return work.to === null || (await recordById(replica.db, 'organisation', work.to)) !== undefined;
      case 'assign':
        return work.to === null || (await members(replica)).some(({ id }) => id === work.to);
      default:
        return true;
    }
  };
  if (!(await isThere())) refuse('definition_gone');
}
