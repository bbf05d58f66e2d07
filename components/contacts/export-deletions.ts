import { saveAsFile } from '#components/team/save-as-file.ts';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { BOM, csvRow } from '#lib/exchange/csv-writer.ts';
import { language, t } from '#lib/i18n/words.ts';
import type { Book } from '#lib/messages/book.ts';
import type { DeletionSpan, DeletionView, HistoryPlace } from '#lib/messages/past.ts';

/**
 * Gives the log of a span of time out as a file (D16), all of it, safe to open in a spreadsheet. Times are UTC, so that
 * they sort as texts and mean the same to whoever reads them.
 * @returns how many deletions are in it
 */
export async function exportDeletions(book: Book, span: DeletionSpan): Promise<number> {
  const entries: DeletionView[] = [];
  let before: HistoryPlace | null = null;
  do {
    const part = await book.deletions(before, span);
    entries.push(...part.entries);
    ({ before } = part);
  } while (before !== null);
  saveAsFile(`carnet-${new Date().toISOString().slice(0, 10)}.csv`, csvOf(entries), 'text/csv');
  return entries.length;
}

function csvOf(entries: readonly DeletionView[]): string {
  // Excel takes the semicolon where the comma is the decimal sign.
  const delimiter = language() === 'en' ? ',' : ';';
  const heads = ['deleted_who', 'deleted_handle', 'deleted_platform', 'deleted_by', 'deleted_when'] as const;
  const rows = [
    heads.map((key) => t(key)),
    ...entries.map(({ initials, handle, channel, userName, at }) => [
      initials,
      handle ?? '',
      channel === null ? '' : nameOfChannel(channel),
      userName ?? '',
      at,
    ]),
  ];
  return BOM + rows.map((cells) => csvRow(cells, delimiter)).join('');
}
