import { createCsvReader } from './csv-reader.ts';

/** What can stand between two cells. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Excel's own word on it, as the first line of a file. */
const SEP = /^\uFEFF?sep=([,;\t|])\r?\n/iu;

/** Rows that are looked at. */
const SAMPLE = 30;

/**
 * What separates a file's cells: what its first line says, else what gives the most rows the same number of cells.
 * @param head the first some thousand characters
 */
export function findDelimiter(head: string): Delimiter {
  const said = SEP.exec(head)?.[1];
  if (said) return said as Delimiter;
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: score(head, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** A text without the line that says what separates its cells. */
export function withoutSep(head: string): string {
  return head.replace(SEP, '');
}

/** How alike the rows are, in their number of cells; more cells are better among equals, broken quotes worse. */
function score(head: string, delimiter: Delimiter): number {
  const rows = createCsvReader(delimiter).read(head).slice(0, SAMPLE);
  const all = rows.length > 0 ? rows : createCsvReader(delimiter).end();
  const widths = all.map(({ cells }) => cells.length);
  const first = widths[0] ?? 1;
  if (first < 2) return 0;
  const alike = widths.filter((width) => width === first).length / widths.length;
  const broken = all.filter(({ isBroken }) => isBroken).length / all.length;
  return alike - broken / 2 + Math.min(first, 50) / 1000;
}
