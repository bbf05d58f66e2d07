import type { FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from './apply-changes.ts';
import type { BookDb } from './db.ts';
import { guardStorage } from './refusal.ts';

/**
 * A change of many contacts on its way (B64, B65). What is done of it is written in the transaction that does it, so that
 * whoever goes on with it, another worker even, does nothing twice and leaves nothing out. Times are ISO 8601.
 */
export type StoredJob = {
  id: string;
  work: unknown;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'stopped';
  createdAt: string;
  startsAt: string;
  endedAt: string | null;
  total: number;
  done: number;
  changed: number;
  unchanged: number;
  refused: number;
  refusals: unknown[];
  problem: unknown;
  /** How often it was looked whether there are more contacts. */
  looks?: number;
  /** The job whose `JobUndo` it takes back. */
  undoes?: string;
};

/** A part of the contacts of a job, in their order; written once. */
export type JobPart = { job: string; part: number; ids: string[] };

/** What a job has changed of a contact: `set` of `contact.patch`, and `base`, what was there before. Kept as long as the job. */
export type JobUndo = { job: string; contact: string; set: FieldSet; base: FieldSet };

/**
 * What a batch comes to: the changes to make, what it takes to take them back, and the job with the batch counted. Null:
 * the job is left as it is.
 */
export type Step = { changes: readonly NewChange[]; undo?: readonly JobUndo[]; job: StoredJob } | null;

/** Contacts in one part. */
const PART = 1000;

export async function allJobs(db: BookDb): Promise<StoredJob[]> {
  const found = await guardStorage(() => db.jobs.toArray());
  return found.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

export async function addJob(db: BookDb, job: StoredJob, ids: readonly string[]): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.jobs, db.jobParts], async () => {
      await db.jobs.add(job);
      await db.jobParts.bulkAdd(partsOf(job.id, ids, 0));
    }),
  );
}

/**
 * Puts a job that takes back another into its place, over all that the other has changed. What it takes for that is kept
 * until the new one is over. @returns the job with its contacts counted; null where the other is gone
 */
export function addUndo(db: BookDb, undone: string, job: StoredJob): Promise<StoredJob | null> {
  return guardStorage(() =>
    db.transaction('rw', [db.jobs, db.jobParts, db.jobUndo], async () => {
      if (!(await db.jobs.get(undone))) return null;
      const ids = (await undoOf(db, undone).primaryKeys()).map(([, contact]) => contact);
      const added = { ...job, undoes: undone, total: ids.length };
      await db.jobs.delete(undone);
      await db.jobs.add(added);
      await db.jobParts.bulkAdd(partsOf(job.id, ids, 0));
      return added;
    }),
  );
}

/** What it takes to take back what a job has changed of these contacts, by contact. Runs inside a step. */
export async function undoOfContacts(
  db: BookDb,
  job: string,
  contacts: readonly string[],
): Promise<Map<string, JobUndo>> {
  const found = await db.jobUndo.bulkGet(contacts.map((contact): [string, string] => [job, contact]));
  return new Map(found.flatMap((one) => (one ? [[one.contact, one] as const] : [])));
}

const undoOf = (db: BookDb, job: string) => db.jobUndo.where('job').equals(job);

/** Changes a job that is still in one of these states. @returns whether it was */
export function changeJob(
  db: BookDb,
  id: string,
  from: readonly StoredJob['state'][],
  more: Partial<StoredJob>,
): Promise<boolean> {
  return guardStorage(() =>
    db.transaction('rw', [db.jobs, db.jobParts, db.jobUndo], async () => {
      const job = await db.jobs.get(id);
      if (!job || !from.includes(job.state)) return false;
      await putJob(db, { ...job, ...more });
      return true;
    }),
  );
}

/** Forgets jobs. */
export function forgetJobs(db: BookDb, ids: readonly string[]): Promise<void> {
  return guardStorage(() =>
    db.transaction('rw', [db.jobs, db.jobParts, db.jobUndo], async () => {
      await db.jobs.bulkDelete([...ids]);
      for (const table of [db.jobParts, db.jobUndo])
        await table
          .where('job')
          .anyOf([...ids])
          .delete();
    }),
  );
}

/**
 * Does the next of a job, `count` contacts at most, none once all are done: the changes that `decide` makes of them and
 * how far the job is, in one transaction (law 4).
 * @returns the job as it is now; null where it does not run any more
 * @throws Refusal; then nothing of it has been done
 */
export function stepJob(
  db: BookDb,
  id: string,
  { count, at }: { count: number; at: string },
  decide: (job: StoredJob, ids: readonly string[]) => Promise<Step>,
): Promise<StoredJob | null> {
  return guardStorage(() =>
    db.transaction('rw', db.tables, async () => {
      const job = await db.jobs.get(id);
      if (job?.state !== 'running') return null;
      const step = await decide(job, await nextIds(db, job, count));
      if (!step) return null;
      await applyChanges(db, step.changes, at);
      if (step.undo) await db.jobUndo.bulkPut([...step.undo]);
      await putJob(db, step.job);
      return step.job;
    }),
  );
}

/** Gives a running job more contacts, behind those it has. Runs inside a step. @returns the job to put */
export async function addToJob(db: BookDb, job: StoredJob, ids: readonly string[]): Promise<StoredJob> {
  const place = Math.floor(job.total / PART);
  const last = (await db.jobParts.get([job.id, place]))?.ids ?? [];
  await db.jobParts.bulkPut(partsOf(job.id, [...last, ...ids], place));
  return { ...job, total: job.total + ids.length };
}

async function nextIds(db: BookDb, { id, done, total }: StoredJob, count: number): Promise<string[]> {
  if (done >= total) return [];
  const part = await db.jobParts.get([id, Math.floor(done / PART)]);
  return part?.ids.slice(done % PART, (done % PART) + count) ?? [];
}

/** What is over needs its contacts no more. */
async function putJob(db: BookDb, job: StoredJob): Promise<void> {
  await db.jobs.put(job);
  if (job.endedAt === null) return;
  await db.jobParts.where('job').equals(job.id).delete();
  if (job.undoes !== undefined) await undoOf(db, job.undoes).delete();
}

function partsOf(job: string, ids: readonly string[], first: number): JobPart[] {
  const count = Math.ceil(ids.length / PART);
  return Array.from({ length: count }, (_, i) => ({
    job,
    part: first + i,
    ids: ids.slice(i * PART, (i + 1) * PART),
  }));
}
