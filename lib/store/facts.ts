import type { Facts } from '#lib/model/attribute.ts';
import { textOf } from '#lib/model/field.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { factsOf, NOTHING_COUNTED } from '#lib/search/facts.ts';
import type { Lined } from './blocks.ts';
import type { BookDb } from './db.ts';
import { linedWithGroups } from './lines.ts';
import { unsentAmong } from './read-unsent.ts';
import { guardStorage } from './refusal.ts';

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
    return makeFacts(db, await linedWithGroups(db, rows));
  });
}

/**
 * Makes facts, by contact. Records and unsent changes are looked up.
 * @param queued rows, by `rowKey`, that are known to be unsent
 */
export async function makeFacts(
  db: BookDb,
  contacts: readonly Lined[],
  queued: ReadonlySet<string> = new Set(),
): Promise<Map<string, Facts>> {
  const [records, unsent] = [await factualRecords(db, contacts), await unsentAmong(db, contacts, queued)];
  return new Map(
    contacts.map((contact) => {
      const facts = factsOf({
        ...contact,
        ...countedIn(records.get(contact.id) ?? []),
        isUnsent: unsent.has(contact.id),
      });
      return [contact.id, facts];
    }),
  );
}

/** The facts of contacts of which nothing is here but themselves and their senders. */
export function bareFacts(contacts: readonly Lined[]): Map<string, Facts> {
  const nothing = { ...NOTHING_COUNTED, isUnsent: false };
  return new Map(contacts.map((contact) => [contact.id, factsOf({ ...contact, ...nothing })]));
}

/** What these records add to the facts of whoever they are of. */
export function countedIn(records: readonly RecordRow[]) {
  const of = (kind: FactualKind) => records.filter((row) => row.kind === kind);
  return {
    tickets: of('ticket').filter(isTicket),
    notes: of('note').length,
    isBlocked: of('block').length > 0,
  };
}

/** A draft is no ticket yet. */
const isTicket = ({ fields }: RecordRow) => textOf(fields, 'state') !== 'draft';

/** Up to so many contacts, it is quicker to look for their records than to ask first whether there are any of a kind. */
const FEW = 20;

/** The records that count, by contact, those of all that are merged into it among them. */
async function factualRecords(db: BookDb, contacts: readonly Lined[]): Promise<Map<string, RecordRow[]>> {
  const given = contacts.flatMap(({ id, records }) =>
    records ? [[id, [...records]] as [string, RecordRow[]]] : [],
  );
  const others = contacts.filter((contact) => !contact.records);
  const owners = new Map(others.flatMap(({ id, group }) => [id, ...group].map((one) => [one, id])));
  const kinds: FactualKind[] = [];
  for (const kind of FACTUAL) if (others.length <= FEW || (await hasAny(db, kind))) kinds.push(kind);
  const of = db.records.where('[contactId+kind]');
  const asked = [...owners.keys()].flatMap((id) => kinds.map((kind) => of.equals([id, kind]).toArray()));
  const found = (await Promise.all(asked)).flat();
  return new Map([...given, ...Map.groupBy(found, ({ contactId }) => owners.get(contactId ?? '') ?? '')]);
}

async function hasAny(db: BookDb, kind: FactualKind): Promise<boolean> {
  const of = db.records.where('[kind+id]').between([kind, ''], [kind, '\uffff']);
  return (await of.limit(1).primaryKeys()).length > 0;
}
