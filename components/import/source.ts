import { csvRows, findForm, firstRows, type CsvForm } from '#lib/exchange/csv-file.ts';
import { personOfRow } from '#lib/exchange/csv-person.ts';
import { findEncoding } from '#lib/exchange/encoding.ts';
import { guessTargets, looksLikeHeader } from '#lib/exchange/guess-targets.ts';
import type { Target } from '#lib/exchange/target.ts';
import { isVCardFile, vCards } from '#lib/exchange/vcard-file.ts';
import { personOfCard } from '#lib/exchange/vcard-person.ts';
import type { Person } from '#lib/model/person.ts';
import type { Attribute } from '#lib/messages/definitions.ts';

/** A column as it is shown for mapping: its heading, '' where the file has none, and some of its values. */
export type Column = { heading: string; samples: string[] };

/** A file that is to be imported, as far as it has been looked at. */
export type Source = CsvSource | { kind: 'vcard'; file: File; encoding: string };
export type CsvSource = {
  kind: 'csv';
  file: File;
  form: CsvForm;
  hasHeader: boolean;
  columns: Column[];
  /** What each column is about. */
  targets: Target[];
};

/** Bytes of a file. What is larger is no address book, and would fill the browser's storage. */
export const FILE_LIMIT = 200 * 1024 * 1024;
const SAMPLES = 3;

type Own = readonly Pick<Attribute, 'id' | 'name'>[];
/** What was said by hand about how a file is written. */
type Said = Partial<CsvForm> & { hasHeader?: boolean };

/**
 * Looks at a file: of which kind it is, how it is written, what its columns are about.
 * @param prefers1250 what an old file is in whose letters tell nothing
 */
export async function openSource(
  file: File,
  own: Own,
  prefers1250: boolean,
  said: Said = {},
): Promise<Source> {
  if (await isVCardFile(file, file.name))
    return { kind: 'vcard', file, encoding: await findEncoding(file, prefers1250) };
  const form = await findForm(file, said, prefers1250);
  const rows = (await firstRows(file, form)).map(({ cells }) => cells);
  const hasHeader = said.hasHeader ?? looksLikeHeader(rows[0] ?? []);
  const people = hasHeader ? rows.slice(1) : rows;
  const width = Math.max(0, ...rows.slice(0, 50).map((cells) => cells.length));
  const headings = Array.from({ length: width }, (_, at) => (hasHeader ? (rows[0]?.[at] ?? '').trim() : ''));
  const columns = headings.map((heading, at) => ({ heading, samples: samplesOf(people, at) }));
  return {
    kind: 'csv',
    file,
    form,
    hasHeader,
    columns,
    targets: guessTargets(headings, people.slice(0, 50), own),
  };
}

function samplesOf(rows: readonly string[][], at: number): string[] {
  const filled = rows.map((cells) => (cells[at] ?? '').trim()).filter((cell) => cell !== '');
  return [...new Set(filled)].slice(0, SAMPLES);
}

/** Everybody in a file, piece by piece; `done`: bytes read so far. */
export async function* peopleOf(
  source: Source,
  own: Own,
  signal: AbortSignal,
): AsyncGenerator<{ people: Person[]; done: number }> {
  if (source.kind === 'vcard') {
    for await (const { cards, done } of vCards(source.file, source.encoding, signal))
      yield { people: cards.map((card) => personOfCard(card, own)), done };
    return;
  }
  let isHeader = source.hasHeader;
  for await (const { rows, done } of csvRows(source.file, source.form, signal)) {
    const people = (isHeader ? rows.slice(1) : rows).map((row) => personOfRow(row, source.targets));
    if (rows.length > 0) isHeader = false;
    yield { people, done };
  }
}
