import type { BookCore } from '#lib/book/book.ts';
import type { ImportOptions, ImportView, RowReport } from '#lib/messages/exchange.ts';
import { emptyPerson, type Person } from '#lib/model/person.ts';

const OPTIONS: ImportOptions = { country: null, sameName: 'separate', overwrite: false };
export const someone = (more: Partial<Person>): Person => ({ ...emptyPerson(2), name: 'Ana Silva', ...more });

/** Waits for an import to be in a state. */
export async function until(book: BookCore, id: string, state: ImportView['state']): Promise<ImportView> {
  for (;;) {
    const found = (await book.imports()).find((one) => one.id === id);
    if (found?.state === state) return found;
    if (found?.state === 'stopped') throw new Error(`stopped: ${found.problem?.reason ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

type Options = Partial<ImportOptions> & { inParts?: number };

export async function checked(
  book: BookCore,
  people: Person[],
  { inParts = people.length || 1, ...more }: Options = {},
) {
  const id = await book.openImport({ name: 'people.csv' });
  const rows = people.map((one, at) => ({ ...one, row: at + 2 }));
  for (let at = 0; at < rows.length; at += inParts)
    await book.addImportRows(id, at / inParts, rows.slice(at, at + inParts));
  await book.importDryRun(id, { ...OPTIONS, ...more });
  return { id, view: await until(book, id, 'checked') };
}

export async function report(book: BookCore, id: string): Promise<RowReport[]> {
  const { parts } = (await book.imports()).find((one) => one.id === id) ?? { parts: 0 };
  const all = await Promise.all(Array.from({ length: parts }, (_, part) => book.importReport(id, part)));
  return all.flat();
}

export async function imported(book: BookCore, people: Person[], options: Options = {}) {
  const { id, view: guess } = await checked(book, people, options);
  await book.startImport(id);
  const view = await until(book, id, 'done');
  return { id, guess, view, rows: await report(book, id) };
}

export const outcomes = (rows: readonly RowReport[]) => rows.map(({ outcome }) => outcome);
export const codes = (row: RowReport | undefined) => row?.issues.map(({ code }) => code);

export async function contact(book: BookCore, name: string) {
  const { rows } = await book.list({ text: name, sort: 'best', offset: 0, limit: 10 });
  const found = rows.find((row) => row.name === name);
  return found ? book.contact(found.id) : null;
}
