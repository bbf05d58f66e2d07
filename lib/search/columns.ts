import type { Facts, FactValue } from '#lib/model/attribute.ts';

/**
 * What filters, sorts and counts are made from (law 6): for each packed block one column an attribute. A filter of three
 * conditions over 100,000 contacts so reads three columns, no record, and asks about each distinct value once a block.
 * `at`: the lines that have a value, ascending; null: all of them. `values`: what they have; `of`: the place in `values`
 * of each line's, or null where each has its own, in their order.
 */
export type Column = { at: number[] | null; of: number[] | null; values: FactValue[] };
/** `size`: lines of the block. A column that no line has a value for is not there. */
export type Columns = { size: number; columns: Record<string, Column> };

/** Packs the facts of a block's contacts, in the order of their lines. */
export function packColumns(lines: readonly Facts[]): Columns {
  const cells = new Map<string, { at: number[]; values: FactValue[] }>();
  for (const [line, facts] of lines.entries())
    for (const [attribute, value] of Object.entries(facts)) {
      const column = cells.get(attribute) ?? { at: [], values: [] };
      cells.set(attribute, column);
      column.at.push(line);
      column.values.push(value);
    }
  const columns = [...cells].map(([attribute, { at, values }]) => [
    attribute,
    { at: at.length === lines.length ? null : at, ...distinct(values) },
  ]);
  return { size: lines.length, columns: Object.fromEntries(columns) as Record<string, Column> };
}

/** Calls `see` with each line whose value is one that `fits`, as many as there are values. */
export function eachFit(column: Column, fits: readonly boolean[], see: (line: number) => void): void {
  eachPlace(column, (line, place) => fits[place] && see(line));
}

/** The column of an attribute; undefined where no line has a value, and for a name that objects bring by themselves. */
export function columnFor({ columns }: Columns, attribute: string): Column | undefined {
  return Object.hasOwn(columns, attribute) ? columns[attribute] : undefined;
}

/** Calls `see` with each line that has a value for an attribute, ascending. */
export function eachValue(
  columns: Columns,
  attribute: string,
  see: (line: number, value: FactValue) => void,
): void {
  const column = columnFor(columns, attribute);
  if (!column) return;
  eachPlace(column, (line, place) => {
    const value = column.values[place];
    if (value !== undefined) see(line, value);
  });
}

/** Calls `see` with each line that has a value, ascending, and the place of its value. */
export function eachPlace({ at, of, values }: Column, see: (line: number, place: number) => void): void {
  const count = at?.length ?? of?.length ?? values.length;
  for (let i = 0; i < count; i++) see(at ? (at[i] ?? -1) : i, of ? (of[i] ?? -1) : i);
}

/** The value of one line; undefined where it has none. */
export function valueAt({ at, of, values }: Column, line: number): FactValue | undefined {
  const entry = at ? placeOf(at, line) : line;
  const place = of ? of[entry] : entry;
  return place === undefined ? undefined : values[place];
}

/** Where a line stands among ascending ones; -1 where it is not among them. */
function placeOf(at: readonly number[], line: number): number {
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return at[low] === line ? low : -1;
}

/** Each line's value, or undefined. */
export function cellsOf(column: Column | undefined, size: number): (FactValue | undefined)[] {
  const cells = Array.from({ length: size }, (): FactValue | undefined => undefined);
  if (column) eachPlace(column, (line, place) => (cells[line] = column.values[place]));
  return cells;
}

/** A column of these cells; null where none has a value. */
export function packCells(cells: readonly (FactValue | undefined)[]): Column | null {
  const at: number[] = [];
  const values = cells.filter((value, line) => value !== undefined && at.push(line) > 0) as FactValue[];
  return at.length === 0 ? null : { at: at.length === cells.length ? null : at, ...distinct(values) };
}

/** The facts of each line again. */
export function unpackColumns(block: Columns): Facts[] {
  const lines = Array.from({ length: block.size }, (): Facts => ({}));
  for (const attribute of Object.keys(block.columns))
    eachValue(block, attribute, (line, value) => {
      const facts = lines[line];
      if (facts) facts[attribute] = value;
    });
  return lines;
}

/** Countries and tags are few: each is kept once a block. Names and times are not: an index would only add to them. */
function distinct(all: readonly FactValue[]): Pick<Column, 'of' | 'values'> {
  const places = new Map<string, number>();
  const values: FactValue[] = [];
  const of = all.map((value) => {
    const key = JSON.stringify(value);
    const place = places.get(key) ?? values.push(value) - 1;
    places.set(key, place);
    return place;
  });
  return values.length * 2 > all.length ? { of: null, values: [...all] } : { of, values };
}
