import { textOf, type Fields } from '#lib/model/field.ts';
import type { ContactSummary } from '#lib/messages/book.ts';
import type { TwinsPage, TwinsView } from '#lib/messages/past.ts';
import { findTwins, isSure, SIGNS, type Twins } from '#lib/search/twins.ts';
import { contactsByIds } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { differences } from './different.ts';
import type { Replica } from './replica.ts';
import { summaries } from './view-contact.ts';

/** Pairs of one answer: whoever has more begins with these. */
const MOST = 50;

/**
 * Contacts that may be one person, the surest first (B20, B21, R13); never blocked ones (B27), nor those of whom the
 * team said that they are not (G7). Suggestions only: nothing is ever merged without being asked for.
 * @param contactId only pairs with this one; the id of a merged contact means its survivor
 */
export async function twins(replica: Replica, contactId?: string): Promise<TwinsPage> {
  const root = contactId === undefined ? null : await rootContact(replica.db, contactId);
  if (root === undefined) return { total: 0, pairs: [] };
  const [index, areDifferent] = await Promise.all([replica.search(SIGNS), differences(replica.db)]);
  const found = findTwins(index.blocks(), { areDifferent }, root ? new Set([root.id]) : undefined);
  const shown = found.slice(0, MOST);
  const ids = [...new Set(shown.flatMap((pair) => pair.ids))];
  const [rows, contacts] = await Promise.all([summaries(replica, ids), contactsByIds(replica.db, ids)]);
  const people: People = {
    rows: new Map(rows.map((row) => [row.id, row])),
    fields: new Map(contacts.map((contact) => [contact.id, contact.fields])),
  };
  return {
    total: found.length,
    pairs: shown.flatMap((pair) => viewTwins(pair, people, root?.id ?? null)),
  };
}

type People = { rows: ReadonlyMap<string, ContactSummary>; fields: ReadonlyMap<string, Fields> };

function viewTwins(pair: Twins, people: People, first: string | null): TwinsView[] {
  const [a, b] = [people.rows.get(pair.ids[0]), people.rows.get(pair.ids[1])];
  if (!a || !b) return []; // deleted since its facts were read
  const isTurned = first === null ? b.createdAt < a.createdAt : b.id === first;
  const proofs = pair.proofs.map(({ by, value }) => ({
    by,
    key: value,
    value: written(by, value, people.fields.get(a.id) ?? {}, a),
  }));
  return [{ contacts: isTurned ? [b, a] : [a, b], proofs, isSure: isSure(pair) }];
}

/** What was compared is a key; what is shown is as it was written. */
function written(
  by: Twins['proofs'][number]['by'],
  key: string,
  fields: Fields,
  { senders }: ContactSummary,
): string {
  if (by === 'place') return `${textOf(fields, 'deliveryName')}, ${textOf(fields, 'postcode')}`;
  const kept = textOf(fields, `${by}/${key}`);
  if (by === 'order' && /^https?:\/\//iu.test(kept)) return key; // the page it was read on
  return kept || (senders.find((sender) => sender.key === key)?.value ?? key);
}
