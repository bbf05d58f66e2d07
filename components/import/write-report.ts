import { BOM, csvRow } from '#lib/exchange/csv-writer.ts';
import { language, t } from '#lib/i18n/words.ts';
import type { Book } from '#lib/messages/book.ts';
import type { ImportView, RowReport } from '#lib/messages/exchange.ts';

/** What became of every row of an import, or in a dry run would, as a CSV file's parts (W17). @throws ProblemError */
export async function writeReport(book: Book, { id, parts }: ImportView): Promise<string[]> {
  const delimiter = language() === 'en' ? ',' : ';';
  const heads = [
    t('import_report_row'),
    t('name'),
    t('import_report_outcome'),
    t('import_report_contact'),
    t('import_report_remarks'),
  ];
  const rows: string[] = [];
  for (let part = 0; part < parts; part += 1)
    for (const report of await book.importReport(id, part)) rows.push(csvRow(cellsOf(report), delimiter));
  return [BOM, csvRow(heads, delimiter), ...rows];
}

function cellsOf({ row, name, outcome, contact, issues }: RowReport): string[] {
  const remarks = issues.map(({ code, value, contact: other }) =>
    [t(`import_issue_${code}`), value, other?.name].filter(Boolean).join(' — '),
  );
  return [String(row), name, t(`import_row_${outcome}`), contact?.name ?? '', remarks.join('\n')];
}
