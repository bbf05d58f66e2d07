import { createCsvReader, type CsvRow } from './csv-reader.ts';
import { findDelimiter, withoutSep, type Delimiter } from './delimiter.ts';
import { findEncoding, readText, type Encoding } from './encoding.ts';

/** How a CSV file is written. */
export type CsvForm = { encoding: Encoding; delimiter: Delimiter };

/** UTF-16 units of the beginning that a form is found by and a preview is made of. */
const HEAD = 64 * 1024;

/** Finds out how a file is written; each of it can be said by hand. */
export async function findForm(
  file: Blob,
  known: Partial<CsvForm>,
  prefers1250: boolean,
  signal?: AbortSignal,
): Promise<CsvForm> {
  const encoding = known.encoding ?? (await findEncoding(file, prefers1250, signal));
  return { encoding, delimiter: known.delimiter ?? findDelimiter(await headOf(file, encoding)) };
}

/** The first rows of a file. */
export async function firstRows(file: Blob, { encoding, delimiter }: CsvForm): Promise<CsvRow[]> {
  const head = withoutSep(await headOf(file, encoding));
  const reader = createCsvReader(delimiter);
  const rows = reader.read(head);
  return rows.length > 0 && head.length >= HEAD ? rows : [...rows, ...reader.end()];
}

/** All rows of a file, piece by piece; `done`: bytes read so far. */
export async function* csvRows(
  file: Blob,
  { encoding, delimiter }: CsvForm,
  signal?: AbortSignal,
): AsyncGenerator<{ rows: CsvRow[]; done: number }> {
  const reader = createCsvReader(delimiter);
  let isFirst = true;
  for await (const { text, done } of readText(file, encoding, signal)) {
    yield { rows: reader.read(isFirst ? withoutSep(text) : text), done };
    isFirst = false;
  }
  yield { rows: reader.end(), done: file.size };
}

async function headOf(file: Blob, encoding: Encoding): Promise<string> {
  let head = '';
  for await (const { text } of readText(file.slice(0, HEAD * 2), encoding)) head += text;
  return head.slice(0, HEAD);
}
