import type { Person } from '#lib/model/person.ts';
import type { ImportOptions, ImportView, RowReport } from '#lib/messages/exchange.ts';
import {
  addImport,
  addImportPart,
  allImports,
  changeImport,
  forgetImports,
  importById,
  importPart,
  type StoredImport,
} from '#lib/store/imports.ts';
import type { Context } from './context.ts';
import { noCounts } from './import-count.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** What there is to do of imports and what has become of them, newest first (G14). */
export async function imports({ db }: Replica): Promise<ImportView[]> {
  return (await allImports(db)).map(viewImport);
}

/** The book alone writes what the store keeps of them. */
function viewImport({ next: _next, round: _round, ...view }: StoredImport): ImportView {
  return view as ImportView;
}

export async function openImport(
  { db }: Replica,
  context: Context,
  { name }: { name: string },
): Promise<string> {
  const id = context.newId();
  await addImport(db, {
    id,
    name: name.slice(0, 200),
    state: 'reading',
    options: null,
    createdAt: context.now(),
    endedAt: null,
    total: 0,
    done: 0,
    parts: 0,
    next: 0,
    round: 0,
    counts: noCounts(),
    samples: [],
    problem: null,
  });
  return id;
}

/** @throws import_gone */
export async function addImportRows(
  { db }: Replica,
  id: string,
  part: number,
  people: Person[],
): Promise<void> {
  if (!(await addImportPart(db, id, part, people))) refuse('import_gone');
}

/** Begins the dry run, anew where there was one. @throws import_gone */
export async function importDryRun({ db }: Replica, id: string, options: ImportOptions): Promise<void> {
  const round = ((await importById(db, id))?.round ?? 0) + 1;
  const anew = {
    state: 'checking',
    options,
    done: 0,
    next: 0,
    round,
    counts: noCounts(),
    samples: [],
  } as const;
  if (!(await changeImport(db, id, ['reading', 'checking', 'checked'], anew))) refuse('import_gone');
}

/** Begins the import as the dry run was asked; begun again it is begun once. @throws import_gone */
export async function startImport({ db }: Replica, id: string): Promise<void> {
  const anew = { state: 'writing', done: 0, next: 0, counts: noCounts(), samples: [] } as const;
  if (await changeImport(db, id, ['checked'], anew)) return;
  const state = (await importById(db, id))?.state;
  if (state !== 'writing' && state !== 'done') refuse('import_gone');
}

/** What has not begun to write leaves nothing; what has keeps its report. */
export async function cancelImport({ db }: Replica, context: Context, id: string): Promise<void> {
  const ended = { state: 'cancelled', endedAt: context.now() } as const;
  if (await changeImport(db, id, ['writing'], ended)) return;
  const state = (await importById(db, id))?.state;
  if (state === 'reading' || state === 'checking' || state === 'checked') await forgetImports(db, [id]);
}

/** Puts away what is not being written. */
export async function dismissImport({ db }: Replica, id: string): Promise<void> {
  if ((await importById(db, id))?.state !== 'writing') await forgetImports(db, [id]);
}

export async function importReport({ db }: Replica, id: string, part: number): Promise<RowReport[]> {
  return ((await importPart(db, id, part))?.reports ?? []) as RowReport[];
}
