import { textOf } from '#lib/model/field.ts';
import { cleanText } from '#lib/model/text.ts';
import { recordsOfContacts } from '#lib/store/read-records.ts';
import { peopleOf } from './people.ts';
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

/** Who of the colleagues has an open ticket of these contacts, the newest (R2); one whose tickets are nobody's or one's own has no entry. */
export async function ticketsOfColleagues(
  { db }: Replica,
  contactIds: readonly string[],
  userId: string,
): Promise<Map<string, string>> {
  const [tickets, people] = await Promise.all([recordsOfContacts(db, contactIds, 'ticket'), peopleOf(db)]);
  const colleagues = new Map<string, string>();
  for (const [id, rows] of tickets) {
    const open = rows.filter(({ fields }) => textOf(fields, 'state') === 'open');
    const theirs = open.map(({ fields }) => textOf(fields, 'assignee')).filter((who) => who !== userId);
    const name = theirs.flatMap((who) => people.get(who) ?? []).at(-1);
    if (name !== undefined) colleagues.set(id, name);
  }
  return colleagues;
}

function shortened(text: string): string {
  // Not through the middle of a letter that is two.
  return text.length <= SHORT ? text : `${text.slice(0, SHORT - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
