/**
 * What filters, sorts and counts are made from (law 6): for each packed block one column an attribute, which holds only
 * the lines that have a value. A filter of three conditions over 100,000 contacts so reads three columns, no record.
 */
export type Facts = Record<string, FactValue>;
export type FactValue = string | number | readonly string[];

/** `at`: lines, ascending; `of`: the value of each. */
export type Column = { at: number[]; of: FactValue[] };
/** `size`: lines of the block. A column that no line has a value for is not there. */
export type Columns = { size: number; columns: Record<string, Column> };

/** Packs the facts of a block's contacts, in the order of their lines. */
export function packColumns(lines: readonly Facts[]): Columns {
  const columns: Record<string, Column> = {};
  for (const [line, facts] of lines.entries())
    for (const [attribute, value] of Object.entries(facts)) {
      const column = (columns[attribute] ??= { at: [], of: [] });
      column.at.push(line);
      column.of.push(value);
    }
  return { size: lines.length, columns };
}

/** The facts of each line again. */
export function unpackColumns({ size, columns }: Columns): Facts[] {
  const lines = Array.from({ length: size }, (): Facts => ({}));
  for (const [attribute, { at, of }] of Object.entries(columns))
    for (const [i, line] of at.entries()) {
      const facts = lines[line];
      const value = of[i];
      if (facts && value !== undefined) facts[attribute] = value;
    }
  return lines;
}
