import type { Person } from '#lib/model/person.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ImportCounts, ImportOptions, RowReport } from '#lib/messages/exchange.ts';
import {
  allImports,
  changeImport,
  checkImportPart,
  forgetImports,
  writeImportPart,
} from '#lib/store/imports.ts';
import type { ImportPart, Kept, StoredImport } from '#lib/store/imports.ts';
import { isOfStorage, Refusal } from '#lib/store/refusal.ts';
import { rowKey } from '#lib/store/row-key.ts';
import { readNewChange } from '#lib/store/rules.ts';
import type { Context } from './context.ts';
import { counted, noCounts, sampled } from './import-count.ts';
import type { Planned } from './import-plan.ts';
import { planRow } from './import-row.ts';
import { forget, meet, openWorld, type World } from './import-world.ts';
import { problemFor } from './problems.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';

/** Milliseconds after which an import that nobody went on with is put away, and a report that nobody has. */
const KEPT = 30 * 24 * 3_600_000;

export type ImportRunner = {
  /** Goes on with all imports that are under way, until none is. Never fails. */
  goOn(session: Session): Promise<void>;
};

type Parts = { context: Context; stayAwake?: (() => Promise<unknown>) | undefined };

/**
 * Runs imports. All that counts is on disk: a worker that is killed leaves an import as its last part left it, and the
 * next one goes on from there when an alarm or a surface wakes it (G14). A dry run writes nothing, so it begins anew.
 */
export function createImportRunner(parts: Parts): ImportRunner {
  const running = new WeakMap<Replica, { again: boolean }>();
  return {
    async goOn(session): Promise<void> {
      const now = running.get(session.replica);
      if (now) now.again = true;
      if (now) return;
      const turn = { again: true };
      running.set(session.replica, turn);
      try {
        while (turn.again) {
          turn.again = false;
          await runAll(session, parts);
        }
      } catch {
        // The disk is full, or the workspace was left: what waits is where it was, and the next alarm tries again.
      } finally {
        running.delete(session.replica);
      }
    },
  };
}

async function runAll(session: Session, parts: Parts): Promise<void> {
  const { db } = session.replica;
  const before = new Date(Date.parse(parts.context.now()) - KEPT).toISOString();
  const all = await allImports(db);
  const old = all.filter(({ state, createdAt }) => state !== 'writing' && createdAt < before);
  if (old.length > 0)
    await forgetImports(
      db,
      old.map(({ id }) => id),
    );
  for (const job of all.toReversed()) {
    if (job.state === 'checking') await run(session, parts, job, () => check(session.replica, parts, job));
    if (job.state === 'writing') await run(session, parts, job, () => write(session, parts, job));
  }
}

async function run(session: Session, { context }: Parts, { id }: StoredImport, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (isOfStorage(error)) throw error;
    const problem = error instanceof Refusal ? problemFor(error) : { reason: 'unknown' as const };
    const ended = { state: 'stopped', problem, endedAt: context.now() } as const;
    await changeImport(session.replica.db, id, ['checking', 'writing'], ended);
  }
}

/** The dry run: one world for all parts, in which everybody who would be made is there for the rows behind them. */
async function check(replica: Replica, { context, stayAwake }: Parts, { id }: StoredImport): Promise<void> {
  const { db } = replica;
  const begin = { done: 0, next: 0, counts: noCounts(), samples: [] };
  if (!(await changeImport(db, id, ['checking'], begin))) return;
  const world = await openWorld(replica);
  const made = new Set<string>();
  const newId = () => {
    const guess = context.newId();
    made.add(guess);
    return guess;
  };
  let job: StoredImport | null;
  do {
    void stayAwake?.();
    job = await checkImportPart(db, id, async (now, part) => {
      const { reports, defined } = await planPart(replica, world, now, part.people, newId);
      const told = reports.map((report) => asGuess(report, made));
      return stepped(now, part, { reports: told, defined, people: part.people });
    });
  } while (job);
  await changeImport(db, id, ['checking'], { state: 'checked' });
}

/** Writes it: each part is planned in the transaction that writes it, so that nothing can come between. */
async function write(session: Session, { context, stayAwake }: Parts, { id }: StoredImport): Promise<void> {
  const { replica } = session;
  let job: StoredImport | null;
  do {
    void stayAwake?.();
    job = await writeImportPart(replica.db, id, context.now(), async (now, part) => {
      const world = await openWorld(replica);
      const { reports, defined, changes } = await planPart(replica, world, now, part.people, () =>
        context.newId(),
      );
      for (const { name, args } of changes)
        if (name === 'contact.create') world.absent.rows.add(rowKey.contact(args.id));
      return { ...stepped(now, part, { reports, defined, people: [] }), changes, absent: world.absent };
    });
    void session.sync();
  } while (job);
  await changeImport(replica.db, id, ['writing'], { state: 'done', endedAt: context.now() });
}

type PlannedPart = { reports: RowReport[]; defined: NewChange[]; changes: NewChange[] };

async function planPart(
  replica: Replica,
  world: World,
  job: StoredImport,
  people: readonly Person[],
  newId: () => string,
): Promise<PlannedPart> {
  const { db } = replica;
  const options = job.options as ImportOptions;
  await meet(db, world, people, options);
  const part: PlannedPart = { reports: [], defined: [], changes: [] };
  // Without a pause: a hundred awaits in a row, and Dexie loses sight of the transaction they stand in.
  for (const person of people) {
    const planned = sound(world, planRow({ world, options, newId }, person));
    part.reports.push(planned.report);
    part.defined.push(...planned.definitions);
    part.changes.push(...planned.definitions, ...planned.changes);
  }
  return part;
}

/** What the outbox would refuse fails alone, and is told; the rest of its part is done. */
function sound(world: World, planned: Planned): Planned {
  try {
    const changes = planned.changes.map(readNewChange);
    return { ...planned, changes, definitions: planned.definitions.map(readNewChange) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (planned.report.outcome === 'new' && planned.report.contact) forget(world, planned.report.contact.id);
    const issues = [...planned.report.issues, { code: 'refused' as const }];
    return {
      ...planned,
      changes: [],
      report: { ...planned.report, outcome: 'failed', contact: null, issues },
    };
  }
}

function stepped(
  job: StoredImport,
  part: ImportPart,
  { reports, defined, people }: { reports: RowReport[]; defined: NewChange[]; people: Person[] },
): Kept {
  const counts = counted(job.counts as ImportCounts, reports);
  const made = (kind: string) =>
    defined.filter(({ name, args }) => name === 'record.put' && 'kind' in args && args.kind === kind).length;
  counts.tags += made('tag');
  counts.organisations += made('organisation');
  const samples = sampled(job.samples as RowReport[], reports);
  return {
    job: { ...job, counts, samples, done: job.done + reports.length, next: job.next + 1 },
    part: { ...part, people, reports },
  };
}

/** Of somebody who is not there yet only the name can be told. */
function asGuess(report: RowReport, made: ReadonlySet<string>): RowReport {
  const guess = <T extends { id: string }>(ref: T) => (made.has(ref.id) ? { ...ref, id: '' } : ref);
  return {
    ...report,
    contact: report.contact && guess(report.contact),
    issues: report.issues.map((issue) =>
      issue.contact ? { ...issue, contact: guess(issue.contact) } : issue,
    ),
  };
}
