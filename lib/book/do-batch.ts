import type { JobView, OwnWork, Work } from '#lib/messages/jobs.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { BookDb } from '#lib/store/db.ts';
import { addToJob, stepJob, type JobUndo, type StoredJob } from '#lib/store/jobs.ts';
import { isOfStorage, Refusal } from '#lib/store/refusal.ts';
import type { Context } from './context.ts';
import { idsOf } from './filter.ts';
import { outcomes, type Outcome } from './job-changes.ts';
import { lastChanges, leftOver } from './job-end.ts';
import { isUndoable } from './jobs.ts';
import { problemFor } from './problems.ts';
import type { Replica } from './replica.ts';

/** Contacts done in one transaction: few enough that whoever looks something up meanwhile hardly waits (B65). */
const BATCH = 200;
/** How many refusals are told one by one. */
const REFUSALS_KEPT = 50;
/** Whoever has it still after so many looks is being given it by somebody again and again. */
const LOOKS = 3;

/**
 * Does the next contacts of a job. Where the store refuses one of them, they are done one by one, so that it alone is
 * refused. @returns the job as it is now; null where it does not run any more
 */
export async function doBatch(
  db: BookDb,
  context: Context,
  work: Work,
  job: StoredJob,
): Promise<StoredJob | null> {
  try {
    return await doSome(db, context, work, job.id, BATCH);
  } catch (error) {
    if (!(error instanceof Refusal) || isOfStorage(error)) throw error;
  }
  let at: StoredJob | null = job;
  for (let one = 0; one < BATCH && at && at.done < at.total; one++)
    at = await doOne(db, context, work, job.id);
  return at;
}

function doSome(
  db: BookDb,
  context: Context,
  work: Work,
  id: string,
  count: number,
): Promise<StoredJob | null> {
  return stepJob(db, id, { count, at: context.now() }, async (job, ids) => {
    const all = await outcomes(db, context, work, ids);
    const changes = all.flatMap((one) => ('changes' in one ? one.changes : []));
    return { changes, undo: isUndoable(work) ? undoOf(id, changes) : [], job: counted(job, all) };
  });
}

function undoOf(job: string, changes: readonly NewChange[]): JobUndo[] {
  return changes.flatMap((change) => {
    if (change.name !== 'contact.patch') return [];
    const { id: contact, set, base } = change.args;
    return { job, contact, set, base };
  });
}

async function doOne(db: BookDb, context: Context, work: Work, id: string): Promise<StoredJob | null> {
  try {
    return await doSome(db, context, work, id, 1);
  } catch (error) {
    if (!(error instanceof Refusal) || isOfStorage(error)) throw error;
    const problem = problemFor(error);
    return stepJob(db, id, { count: 1, at: context.now() }, async (job, ids) => {
      const all = await outcomes(db, context, work, ids);
      return {
        changes: [],
        job: counted(
          job,
          all.map(({ id, name }) => ({ id, name, problem })),
        ),
      };
    });
  }
}

/** A job with a batch counted. */
function counted(job: StoredJob, batch: readonly Outcome[]): StoredJob {
  const refused = batch.flatMap(({ id, name, ...one }) =>
    'problem' in one ? [{ contact: { id, name }, problem: one.problem }] : [],
  ) satisfies JobView['refusals'];
  const changed = batch.filter((one) => 'changes' in one && one.changes.length > 0).length;
  return {
    ...job,
    done: job.done + batch.length,
    changed: job.changed + changed,
    refused: job.refused + refused.length,
    unchanged: job.unchanged + batch.length - changed - refused.length,
    refusals: [...job.refusals, ...refused].slice(0, REFUSALS_KEPT),
  };
}

/**
 * Ends a job whose contacts are done. What takes a tag or an organisation away first looks whether somebody got it since,
 * and goes on with those. @returns the job that goes on; null where it has ended
 */
export async function finish(
  replica: Replica,
  context: Context,
  work: Work,
  { id, looks = 0 }: StoredJob,
): Promise<StoredJob | null> {
  const { db } = replica;
  const own = isOwn(work) ? work : null;
  // Read before the transaction: the search lives in memory, and waiting for it would end the transaction.
  const late =
    own && looks < LOOKS ? await idsOf(replica, { text: '', filter: leftOver(own) }, 1_000_000) : [];
  const at = context.now();
  const job = await stepJob(db, id, { count: 0, at }, async (job) => {
    if (late.length > 0)
      return { changes: [], job: { ...(await addToJob(db, job, late)), looks: looks + 1 } };
    const changes = own ? await lastChanges(db, own) : [];
    return { changes, job: { ...job, state: 'done', endedAt: at } };
  });
  return job?.state === 'running' ? job : null;
}

function isOwn(work: Work): work is OwnWork {
  return work.do === 'merge-tags' || work.do === 'delete-tag' || work.do === 'delete-organisation';
}
