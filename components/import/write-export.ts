import { BOM, csvRow } from '#lib/exchange/csv-writer.ts';
import { cellOf, exportColumns, type ExportColumn } from '#lib/exchange/export-columns.ts';
import { vCardOf } from '#lib/exchange/vcard-writer.ts';
import type { Exported } from '#lib/model/person.ts';
import type { Book } from '#lib/messages/book.ts';
import type { Attribute } from '#lib/messages/definitions.ts';

export type ExportKind = 'csv' | 'csv-semicolon' | 'vcard';

/** Contacts asked for at once. */
const AT_ONCE = 100;

export type ExportTask = {
  book: Book;
  ids: readonly string[];
  kind: ExportKind;
  attributes: readonly Attribute[];
  /** A column's heading, in the interface's language. */
  heading: (column: ExportColumn) => string;
  onProgress: (done: number) => void;
  signal: AbortSignal;
};

/** Reads contacts and writes them as a file's parts. @throws ProblemError; an abort when `signal` ends it */
export async function writeExport(task: ExportTask): Promise<{ parts: string[]; count: number }> {
  const people: Exported[] = [];
  for (let at = 0; at < task.ids.length; at += AT_ONCE) {
    task.signal.throwIfAborted();
    people.push(...(await task.book.exportContacts(task.ids.slice(at, at + AT_ONCE))));
    task.onProgress(people.length);
  }
  const parts = task.kind === 'vcard' ? vCards(people, task) : csv(people, task);
  return { parts, count: people.length };
}

function vCards(people: readonly Exported[], { attributes }: ExportTask): string[] {
  return people.map((person) => vCardOf(person, attributes));
}

function csv(people: readonly Exported[], { kind, attributes, heading }: ExportTask): string[] {
  const delimiter = kind === 'csv' ? ',' : ';';
  const channels = new Set(people.flatMap(({ senders }) => senders.map(({ channel }) => channel)));
  const columns = exportColumns(channels, attributes);
  const row = (cells: string[]) => csvRow(cells, delimiter);
  return [
    BOM,
    row(columns.map(heading)),
    ...people.map((person) => row(columns.map((column) => cellOf(person, column)))),
  ];
}
