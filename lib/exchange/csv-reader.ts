/**
 * Reads CSV (RFC 4180) as it comes, piece by piece, so that a file of any size is never in memory as a whole. What is
 * not as the RFC has it is read as its writer most likely meant it, and marked.
 */

/** `line`: where the row begins, from 1 · `isBroken`: its quotes are not as they should be. */
export type CsvRow = { line: number; cells: string[]; isBroken: boolean };

export type CsvReader = {
  /** The rows that are complete with this piece. */
  read(piece: string): CsvRow[];
  /** What is left when the file ends. */
  end(): CsvRow[];
};

/**
 * UTF-16 units of one row. A quote that is never closed would swallow the rest of the file: past this, or at the end
 * of the file, its row ends where its line does.
 */
const ROW_LIMIT = 256 * 1024;
const CELLS_LIMIT = 2000;
const LINE_END = /[\r\n]/u;

type Scanned = { cells: string[]; end: number; isBroken: boolean };
type Cell = { value: string; end: number; isBroken: boolean };
/** Text that is being read: `isLast` when no more comes · `cellEnd` finds the end of a cell without quotes. */
type Scan = { text: string; isLast: boolean; delimiter: string; cellEnd: RegExp };

/** @param delimiter one character */
export function createCsvReader(delimiter: string): CsvReader {
  let rest = '';
  let line = 1;
  const cellEnd = new RegExp(`[${delimiter.replace(/[\\\]^-]/u, '\\$&')}\r\n]`, 'gu');
  function read(piece: string, isLast: boolean): CsvRow[] {
    rest += piece;
    const scan = { text: rest, isLast, delimiter, cellEnd };
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < rest.length) {
      const row = scanRow(scan, at) ?? recovered(scan, at);
      if (!row) break;
      const isEmpty = row.cells.length === 1 && row.cells[0] === '';
      if (!isEmpty) rows.push({ line, cells: row.cells, isBroken: row.isBroken });
      line += linesIn(rest, at, row.end);
      at = row.end;
    }
    rest = rest.slice(at);
    return rows;
  }
  return { read: (piece) => read(piece, false), end: () => read('', true) };
}

/** One row; null where its end is not there yet. */
function scanRow(scan: Scan, from: number): Scanned | null {
  const { text, isLast, delimiter } = scan;
  const cells: string[] = [];
  let [at, isBroken] = [from, false];
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(scan, at) : plainCell(scan, at);
    if (!cell) return null;
    // What closes it on another line opens a cell there: this quote was never closed.
    if (cell.isBroken && LINE_END.test(text.slice(at, cell.end))) return toLineEnd(scan, from);
    isBroken ||= cell.isBroken;
    if (cells.length < CELLS_LIMIT) cells.push(cell.value);
    at = cell.end;
    if (text[at] !== delimiter) break;
    at += 1;
  }
  if (text[at] === '\r' && at + 1 === text.length && !isLast) return null;
  const isPair = text[at] === '\r' && text[at + 1] === '\n';
  return { cells, end: Math.min(at + (isPair ? 2 : 1), text.length), isBroken };
}

function plainCell({ text, isLast, cellEnd }: Scan, from: number): Cell | null {
  cellEnd.lastIndex = from;
  const end = cellEnd.exec(text)?.index ?? (isLast ? text.length : null);
  if (end === null) return null;
  const value = text.slice(from, end);
  return { value, end, isBroken: value.includes('"') };
}

function quotedCell(scan: Scan, from: number): Cell | null {
  const { text, isLast } = scan;
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  // Whether a quote at the end of a piece closes shows with the next one.
  if (close === -1 || (close + 1 === text.length && !isLast)) return null;
  const value = text.slice(from + 1, close).replaceAll('""', '"');
  // What stands between a closing quote and the end of its cell belongs to the cell.
  const after = plainCell(scan, close + 1);
  return after && { value: value + after.value, end: after.end, isBroken: after.value !== '' };
}

/** A row whose quote is not closed before the text ends; null where more of it may come. */
function recovered(scan: Scan, from: number): Scanned | null {
  return scan.isLast || scan.text.length - from >= ROW_LIMIT ? toLineEnd(scan, from) : null;
}

/** A row of a quote that is never closed: it ends where its line does, without its quotes. */
function toLineEnd({ text, delimiter }: Scan, from: number): Scanned {
  const lineEnd = /\r\n|[\r\n]/gu;
  lineEnd.lastIndex = from;
  const found = lineEnd.exec(text);
  const stop = Math.min(found?.index ?? text.length, from + ROW_LIMIT);
  const end = found && found.index === stop ? stop + found[0].length : stop;
  const cells = text.slice(from, stop).split(delimiter).slice(0, CELLS_LIMIT);
  return { cells: cells.map((cell) => cell.replaceAll('"', '')), end, isBroken: true };
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lines += 1;
  }
  return lines;
}
