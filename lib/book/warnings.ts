import { textOf } from '#lib/model/field.ts';
import { cleanText } from '#lib/model/text.ts';
import { recordsOfContacts } from '#lib/store/read-records.ts';
import type { Replica } from './replica.ts';

/** Characters of a warning beside a sender; the whole of it stands in the sidebar. */
const SHORT = 120;

/** What the newest warning note of each of these contacts says (R2, G29), in one line; one that has none has no entry. */
export async function warningsOf(
  { db }: Replica,
  contactIds: readonly string[],
): Promise<Map<string, string>> {
  const notes = await recordsOfContacts(db, contactIds, 'note');
  const warnings = new Map<string, string>();
  for (const [id, rows] of notes) {
    const newest = rows.findLast(({ fields }) => fields['warning']?.value === true);
    if (newest) warnings.set(id, shortened(cleanText(textOf(newest.fields, 'text'))));
  }
  return warnings;
}

function shortened(text: string): string {
  // Not through the middle of a letter that is two.
  return text.length <= SHORT ? text : `${text.slice(0, SHORT - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
