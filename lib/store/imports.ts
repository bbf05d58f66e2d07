import type { Person } from '#lib/model/person.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyRead, type Absent } from './apply-changes.ts';
import type { BookDb, StoredContact } from './db.ts';
import { contactsByNameKeys } from './draft.ts';
import { guardStorage } from './refusal.ts';

/** An import on its way: what the book keeps of it beside its people. Times are ISO 8601. */
export type StoredImport = {
  id: string;
  name: string;
  state: 'reading' | 'checking' | 'checked' | 'writing' | 'done' | 'cancelled' | 'stopped';
  options: unknown;
  createdAt: string;
  endedAt: string | null;
  total: number;
  done: number;
  parts: number;
  /** The next part to look at, and how often the dry run was begun. */
  next: number;
  round: number;
  counts: unknown;
  samples: unknown;
  problem: unknown;
};

/** Some of the people of an import. They are kept until they are imported; what became of them until it is put away. */
export type ImportPart = { import: string; part: number; people: Person[]; reports: unknown[] };

/** `changes`: as `readNewChange` makes them · `absent`: what is not to be looked for again for them. */
export type ImportStep = {
  changes: readonly NewChange[];
  absent: Absent;
  job: StoredImport;
  part: ImportPart;
};
export type Kept = Pick<ImportStep, 'job' | 'part'>;

export async function allImports(db: BookDb): Promise<StoredImport[]> {
  const found = await guardStorage(() => db.imports.toArray());
  return found.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

export function importById(db: BookDb, id: string): Promise<StoredImport | undefined> {
  return guardStorage(() => db.imports.get(id));
}

export async function addImport(db: BookDb, job: StoredImport): Promise<void> {
  await guardStorage(() => db.imports.add(job));
}

/** Puts more people behind those that are there; a part that is there already stays. @returns false where no such import is being read */
export function addImportPart(db: BookDb, id: string, part: number, people: Person[]): Promise<boolean> {
  return guardStorage(() =>
    db.transaction('rw', [db.imports, db.importParts], async () => {
      const job = await db.imports.get(id);
      if (job?.state !== 'reading' || part > job.parts) return false;
      if (part < job.parts) return true;
      await db.importParts.put({ import: id, part, people, reports: [] });
      await db.imports.put({ ...job, parts: part + 1, total: job.total + people.length });
      return true;
    }),
  );
}

/** Changes an import that is still in one of these states. @returns whether it was */
export function changeImport(
  db: BookDb,
  id: string,
  from: readonly StoredImport['state'][],
  more: Partial<StoredImport>,
): Promise<boolean> {
  return guardStorage(() =>
    db.transaction('rw', [db.imports], async () => {
      const job = await db.imports.get(id);
      if (!job || !from.includes(job.state)) return false;
      await db.imports.put({ ...job, ...more });
      return true;
    }),
  );
}

/** Forgets imports with all that they still had to do, and their reports. */
export async function forgetImports(db: BookDb, ids: readonly string[]): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.imports, db.importParts], async () => {
      await db.imports.bulkDelete([...ids]);
      for (const id of ids)
        await db.importParts.where('[import+part]').between([id, 0], [id, Infinity]).delete();
    }),
  );
}

export function importPart(db: BookDb, id: string, part: number): Promise<ImportPart | undefined> {
  return guardStorage(() => db.importParts.get([id, part]));
}

/**
 * Does the next part of an import: what `decide` makes of its people, with what it reads for that, and how far the import
 * is, in one transaction (law 4): whoever goes on with it does nothing twice and leaves nothing out.
 * @returns the import as it is now; null where it is not being written any more
 */
export function writeImportPart(
  db: BookDb,
  id: string,
  at: string,
  decide: (job: StoredImport, part: ImportPart) => Promise<ImportStep>,
): Promise<StoredImport | null> {
  return guardStorage(() =>
    db.transaction('rw', db.tables, async () => {
      const [job, part] = await nextPart(db, id);
      if (job?.state !== 'writing' || !part) return null;
      const step = await decide(job, part);
      await applyRead(db, step.changes, at, step.absent);
      await keep(db, step);
      return step.job;
    }),
  );
}

/**
 * Looks at the next part of an import, for a dry run: only what is found is kept, and nothing of a run that was begun anew
 * meanwhile. @returns as `writeImportPart`
 */
export async function checkImportPart(
  db: BookDb,
  id: string,
  decide: (job: StoredImport, part: ImportPart) => Promise<Kept>,
): Promise<StoredImport | null> {
  const [job, part] = await guardStorage(() => nextPart(db, id));
  if (job?.state !== 'checking' || !part) return null;
  const step = await decide(job, part);
  return guardStorage(() =>
    db.transaction('rw', [db.imports, db.importParts], async () => {
      const now = await db.imports.get(id);
      if (now?.state !== 'checking' || now.round !== job.round || now.next !== job.next) return null;
      await keep(db, step);
      return step.job;
    }),
  );
}

async function nextPart(db: BookDb, id: string) {
  const job = await db.imports.get(id);
  return [job, job && (await db.importParts.get([id, job.next]))] as const;
}

async function keep(db: BookDb, { job, part }: Kept): Promise<void> {
  await db.importParts.put(part);
  await db.imports.put(job);
}

/** The contacts that have one of these names, by `nameKey`. */
export function contactsByNames(db: BookDb, keys: ReadonlySet<string>): Promise<StoredContact[]> {
  return guardStorage(() => db.transaction('r', db.contacts, async () => contactsByNameKeys(db, keys)));
}
