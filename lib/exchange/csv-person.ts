import type { Person } from '#lib/model/person.ts';
import type { CsvRow } from './csv-reader.ts';
import { unguarded } from './csv-writer.ts';
import { createPerson } from './fill-person.ts';
import type { Target } from './target.ts';

/** What a row of a CSV file says of a person, by what its columns are about. */
export function personOfRow({ line, cells, isBroken }: CsvRow, targets: readonly Target[]): Person {
  const maker = createPerson(line);
  if (isBroken) maker.flaw('quotes');
  if (cells.slice(targets.length).some((cell) => cell.trim() !== '')) maker.flaw('cells');
  for (const [at, target] of targets.entries()) {
    const cell = unguarded(cells[at] ?? '');
    if (cell.trim() !== '') maker.put(target, cell);
  }
  return maker.made();
}
