import type { Facts } from '#lib/model/attribute.ts';
import type { ContactRow, RecordRow } from '#lib/protocol/rows.ts';
import { factsOf } from '#lib/search/facts.ts';
import type { Lined } from './blocks.ts';
import type { BookDb, StoredContact } from './db.ts';
import { mergedInto } from './groups.ts';
import { linedWithGroups } from './lines.ts';
import { unsentAmong } from './read-unsent.ts';
import { guardStorage } from './refusal.ts';

/** What columns of facts are made of: a contact's row, and the senders of all that are merged into it. */
export type Factful = ContactRow & Pick<Lined, 'senders'>;

/** The kinds of record that a contact's facts tell of. */
const FACTUAL = ['ticket', 'note', 'block'] as const;
type FactualKind = (typeof FACTUAL)[number];

/** Whether the facts of its contact change with this record. */
export function isFactual({ kind }: { kind: string }): boolean {
  return (FACTUAL as readonly string[]).includes(kind);
}

/** The facts of these contacts, made from their rows; by id. Those that are gone or merged have none. */
export async function factsOfContacts(db: BookDb, ids: readonly string[]): Promise<Map<string, Facts>> {
  return guardStorage(async () => {
    const rows = (await db.contacts.bulkGet([...ids])).filter((row) => row !== undefined);
    return makeFacts(db, await factful(db, rows));
  });
}

/** The contacts with what their facts are made of. */
async function factful(db: BookDb, rows: readonly StoredContact[]): Promise<Factful[]> {
  const lined = await linedWithGroups(db, rows);
  return rows.map((row, i) => ({ ...row, senders: lined[i]?.senders ?? [] }));
}

/** Makes facts, by contact. Merges, records and unsent changes are looked up. */
export async function makeFacts(db: BookDb, contacts: readonly Factful[]): Promise<Map<string, Facts>> {
  const [records, unsent] = [await factualRecords(db, contacts), await unsentAmong(db, contacts)];
  return new Map(
    contacts.map((contact) => {
      const own = records.get(contact.id) ?? [];
      const of = (kind: FactualKind) => own.filter((row) => row.kind === kind);
      const facts = factsOf({
        ...contact,
        tickets: of('ticket'),
        notes: of('note').length,
        isBlocked: of('block').length > 0,
        isUnsent: unsent.has(contact.id),
      });
      return [contact.id, facts];
    }),
  );
}

/** The records that count, of each contact and all that are merged into it. */
async function factualRecords(
  db: BookDb,
  contacts: readonly { id: string }[],
): Promise<Map<string, RecordRow[]>> {
  const ids = contacts.map(({ id }) => id);
  const groups = await mergedInto(db, ids);
  const owners = new Map(
    ids.flatMap((id) => [id, ...(groups.get(id) ?? []).map((one) => one.id)].map((one) => [one, id])),
  );
  const keys = [...owners.keys()].flatMap((id) => FACTUAL.map((kind) => [id, kind]));
  const found = await db.records.where('[contactId+kind]').anyOf(keys).toArray();
  return Map.groupBy(found, ({ contactId }) => owners.get(contactId ?? '') ?? '');
}
