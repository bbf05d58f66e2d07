import { Agent } from '#tests/e2e/harness/agent.ts';
import { word } from '#tests/e2e/harness/words.ts';
import type { Measure } from './measure.ts';

/** Milliseconds that a part of it may take on any machine. */
const PATIENCE = 3_600_000;
/** Rows written a second, as the product promises. */
const PROMISED = 1500;

/** A CSV file brought in by the import view as a person does it, by somebody who works alone. */
export async function importMeasures(rows: number, say: (line: string) => void): Promise<Measure[]> {
  const agent = await Agent.open('en');
  try {
    agent.context.setDefaultTimeout(PATIENCE);
    const page = await agent.openOwn('contacts.html#/import');
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    const timed = async (of: ReturnType<typeof button>, words: string) => {
      await of.click();
      const began = performance.now();
      await page.getByText(word('en', words), { exact: true }).first().waitFor();
      return performance.now() - began;
    };
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(fileOf(rows)) };
    await page.locator('input[type=file]').setInputFiles(file);
    const many = rows.toLocaleString('en');
    say(`Reading and checking ${many} rows ...`);
    const checked = await timed(button(word('en', 'import_check')), 'import_checked_title');
    say(`Importing ${many} rows ...`);
    const written = await timed(button(/^Import [\d,]+ people$/u), 'import_done_title');
    return [
      { name: `${many} rows of a CSV file read and checked`, value: checked, unit: 'ms', limit: null },
      {
        name: `${many} rows of a CSV file imported`,
        value: written,
        unit: 'ms',
        limit: (rows / PROMISED) * 1000,
      },
      { name: 'rows imported', value: (rows / written) * 1000, unit: '/s', limit: null },
    ];
  } finally {
    await agent.close();
  }
}

/** People with what files have: some share a name, some an address, some notes are of several lines. */
function fileOf(rows: number): string {
  const row = (at: number) => {
    const other = at % 100 === 7 ? at - 5 : at;
    const address = `p${at % 100 === 11 ? at - 3 : at}@shop${at % 997}.example`;
    const phone = at % 3 === 0 ? `+486${String(10_000_000 + at)}` : '';
    const note = at % 10 === 0 ? `"asked for ""candles"",\r\ncalled ${at}"` : '';
    return `Żaneta Gżegżółka ${other.toString(36)};${address};${phone};Firma ${at % 700};tag ${at % 20};${note}`;
  };
  const heading = 'Name;E-mail;Phone;Company;Tags;Notes';
  return [heading, ...Array.from({ length: rows }, (_, at) => row(at))].join('\r\n');
}
