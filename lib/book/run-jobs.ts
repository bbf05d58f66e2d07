import type { Work } from '#lib/messages/jobs.ts';
import type { Problem } from '#lib/messages/problem.ts';
import type { BookDb } from '#lib/store/db.ts';
import { allJobs, changeJob, forgetJobs, type StoredJob } from '#lib/store/jobs.ts';
import { isOfStorage, Refusal } from '#lib/store/refusal.ts';
import type { Clock } from '#lib/sync/retry.ts';
import type { Context } from './context.ts';
import { doBatch, finish } from './do-batch.ts';
import { mayDo } from './jobs.ts';
import { problemFor } from './problems.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';
import { whoIs } from './who-is.ts';

/** Batches after which what they changed is sent: colleagues see a long job come, and no wall of it at its end. */
const SENT = 10;
/** Milliseconds after which what has ended is put away by itself. */
const KEPT = 24 * 3_600_000;

export type Runner = {
  /** Goes on with all that is due, until nothing is; begins what waits when its time has come. Never fails. */
  goOn(session: Session): Promise<void>;
};

export type RunnerParts = {
  context: Context;
  clock: Clock;
  /** Something a browser counts as activity, so that it does not end the worker in the middle. */
  stayAwake?: (() => Promise<unknown>) | undefined;
};

/**
 * Runs jobs, one after the other. All that counts is on disk: a worker that is killed leaves a job as its last batch left
 * it, and the next one goes on from there when an alarm or a surface wakes it (B64).
 */
export function createRunner(parts: RunnerParts): Runner {
  const running = new WeakMap<Replica, { again: boolean; over: Promise<void> }>();
  const awaited = new Set<string>();
  const goOn = (session: Session): Promise<void> => {
    const now = running.get(session.replica);
    if (now) {
      now.again = true;
      return now.over;
    }
    const turn = { again: true, over: Promise.resolve() };
    running.set(session.replica, turn);
    turn.over = runAll(session, turn).finally(() => running.delete(session.replica));
    return turn.over;
  };
  const runAll = async (session: Session, turn: { again: boolean }): Promise<void> => {
    try {
      while (turn.again) {
        turn.again = false;
        await runDue(session, parts);
        for (const job of await waiting(session.replica.db))
          if (!awaited.has(job.id)) void begin(session, job);
      }
    } catch {
      // The disk is full, or the workspace was left: whatever waits is where it was, and the next alarm tries again.
    }
  };
  const begin = async (session: Session, job: StoredJob): Promise<void> => {
    awaited.add(job.id);
    const wait = Math.max(0, Date.parse(job.startsAt) - Date.parse(parts.context.now()));
    await parts.clock.sleep(wait, new AbortController().signal);
    awaited.delete(job.id);
    await goOn(session);
  };
  return { goOn };
}

async function waiting(db: BookDb): Promise<StoredJob[]> {
  return (await allJobs(db)).filter(({ state }) => state === 'waiting');
}

async function runDue(session: Session, parts: RunnerParts): Promise<void> {
  const { db } = session.replica;
  const now = parts.context.now();
  const jobs = (await allJobs(db)).toReversed();
  const before = new Date(Date.parse(now) - KEPT).toISOString();
  const old = jobs.filter(({ endedAt }) => endedAt !== null && endedAt < before);
  if (old.length > 0)
    await forgetJobs(
      db,
      old.map(({ id }) => id),
    );
  for (const job of jobs) {
    const isDue = job.state === 'waiting' && job.startsAt <= now;
    if (isDue && !(await changeJob(db, job.id, ['waiting'], { state: 'running' }))) continue;
    if (isDue || job.state === 'running') await runJob(session, parts, job);
  }
}

async function runJob(session: Session, parts: RunnerParts, job: StoredJob): Promise<void> {
  const { replica } = session;
  const { context } = parts;
  const work = job.work as Work;
  const stop = (problem: Problem) =>
    changeJob(replica.db, job.id, ['running'], { state: 'stopped', problem, endedAt: context.now() });
  try {
    for (let [at, batch]: [StoredJob | null, number] = [job, 1]; at; batch++) {
      void parts.stayAwake?.();
      if (batch % SENT === 0) void session.sync();
      // A role may be taken away while it runs (Z).
      if (!mayDo(await whoIs(session), work)) return void (await stop({ reason: 'not_permitted' }));
      at = await (at.done < at.total
        ? doBatch(replica.db, context, work, at)
        : finish(replica, context, work, at));
    }
  } catch (error) {
    if (isOfStorage(error)) throw error;
    await stop(error instanceof Refusal ? problemFor(error) : { reason: 'unknown' });
  } finally {
    void session.sync();
  }
}
