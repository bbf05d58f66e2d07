import type { Facts, FactValue } from '#lib/model/attribute.ts';
import { cellsOf, packCells, valueAt, type Column } from '#lib/search/columns.ts';
import type { BookDb, FactColumn } from './db.ts';
import { getMeta, setMeta } from './meta.ts';

/** The attribute under which a block's number of lines is kept. */
export const LINES = '';

/** A packed block before and after some of its contacts changed. */
export type Turned = { block: number; before: readonly string[]; after: readonly string[] };

/**
 * Brings the columns of facts up to date inside the caller's transaction. One change among 100,000 contacts rewrites the
 * columns of one block whose values it changes.
 * @param facts of the contacts that may have changed, by id; `later`: the blocks are only marked, and made when asked for
 */
export async function turnColumns(
  db: BookDb,
  turned: readonly Turned[],
  facts: ReadonlyMap<string, Facts> | 'later',
): Promise<void> {
  const marks = await marksOf(db);
  if (marks === null || turned.length === 0) return;
  const isLeft = ({ block }: Turned) => facts === 'later' || marks.has(block);
  const left = turned.filter(isLeft).map(({ block }) => block);
  if (left.length > 0) await setMarks(db, marks, left);
  if (facts === 'later') return;
  for (const one of turned) {
    if (isLeft(one)) continue;
    const rows = await db.factColumns.where('block').equals(one.block).toArray();
    await rewriteBlock(db, rows, one, facts);
  }
}

/** The blocks that are marked, each with how often it has changed since; null: all are still to be made. */
export async function marksOf(db: BookDb): Promise<Map<number, number> | null> {
  const { dirty } = await getMeta(db, 'columns');
  return dirty && new Map(dirty);
}

/** Marks more blocks, or marks them again: whoever is making one of them sees that it has changed. */
export async function setMarks(
  db: BookDb,
  before: ReadonlyMap<number, number>,
  blocks: Iterable<number>,
): Promise<void> {
  const marks = new Map(before);
  for (const block of blocks) marks.set(block, (marks.get(block) ?? 0) + 1);
  await setMeta(db, 'columns', { dirty: [...marks] });
}

/** @param rows the columns of the block as they lie there */
export async function rewriteBlock(
  db: BookDb,
  rows: readonly FactColumn[],
  turned: Turned,
  facts: ReadonlyMap<string, Facts>,
): Promise<void> {
  const { puts, deletes } = turnRows(rows, turned, facts);
  if (puts.length > 0) await db.factColumns.bulkPut(puts);
  if (deletes.length > 0) await db.factColumns.bulkDelete(deletes);
}

/** Columns of one block, by attribute. */
export function columnsIn(rows: readonly FactColumn[]): Map<string, Column> {
  return new Map(
    rows.flatMap(({ attribute, json }) =>
      attribute === LINES ? [] : [[attribute, JSON.parse(json) as Column] as const],
    ),
  );
}

type Edits = { puts: FactColumn[]; deletes: [string, number][] };

function turnRows(rows: readonly FactColumn[], turned: Turned, all: ReadonlyMap<string, Facts>): Edits {
  const { block, after } = turned;
  const columns = columnsIn(rows);
  const edited = after.flatMap((id, line) => {
    const facts = all.get(id);
    return facts ? [{ line, facts }] : [];
  });
  const attributes = new Set([...columns.keys(), ...edited.flatMap(({ facts }) => Object.keys(facts))]);
  const from = movesOf(turned);
  const edits: Edits = { puts: [], deletes: [] };
  for (const attribute of attributes) {
    const column = columns.get(attribute);
    const cells = edited.map(({ line, facts }) => [line, valueIn(facts, attribute)] as const);
    if (column && !from && !isChanged(column, turned, cells)) continue;
    const packed = turnColumn(column, turned, from, cells);
    if (packed) edits.puts.push({ attribute, block, json: JSON.stringify(packed) });
    else if (column) edits.deletes.push([attribute, block]);
  }
  if (after.length === 0) edits.deletes.push([LINES, block]);
  else if (after.length !== turned.before.length || from)
    edits.puts.push({ attribute: LINES, block, json: String(after.length) });
  return edits;
}

const valueIn = (facts: Facts, attribute: string) =>
  Object.hasOwn(facts, attribute) ? facts[attribute] : undefined;

type Cell = readonly [line: number, value: FactValue | undefined];

function isChanged(column: Column, { before, after }: Turned, cells: readonly Cell[]): boolean {
  // A column of all lines is one no more when a line comes that has no value.
  if (column.at === null && after.length > before.length) return true;
  return cells.some(([line, value]) => !isSame(valueAt(column, line), value));
}

function isSame(a: FactValue | undefined, b: FactValue | undefined): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Where each line stood before, -1 for a new one; null where all that were there stand where they stood. */
function movesOf({ before, after }: Turned): number[] | null {
  if (before.length <= after.length && before.every((id, line) => after[line] === id)) return null;
  const lines = new Map(before.map((id, line) => [id, line]));
  return after.map((id) => lines.get(id) ?? -1);
}

function turnColumn(
  column: Column | undefined,
  { before, after }: Turned,
  from: readonly number[] | null,
  cells: readonly Cell[],
): Column | null {
  const old = cellsOf(column, Math.max(before.length, after.length));
  const now = from ? from.map((line) => (line < 0 ? undefined : old[line])) : old.slice(0, after.length);
  for (const [line, value] of cells) now[line] = value;
  return packCells(now);
}
