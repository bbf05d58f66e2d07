import { customTypes } from '#lib/model/attribute.ts';
import { textOf, type Fields } from '#lib/model/field.ts';
import {
  CLEARED,
  clearedName,
  clearedNameApart,
  isImpersonal,
  isOpaque,
  isOverdue,
  type Retention,
} from '#lib/model/retention.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from '#lib/store/db.ts';
import { recordsOfKind, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { hasMergedInto, recordsByContact } from '#lib/store/read-records.ts';
import { contactIdsByNames } from '#lib/store/read-names.ts';

type Subject = { contact: StoredContact; senders: readonly SenderRow[]; records: readonly RecordRow[] };

/**
 * What a rule does to each of some contacts now; nothing for whoever has been heard of since, or is cleared already. Of one
 * that others were merged into nothing is redacted: the merge keeps what they were, to be undone.
 */
export async function retentionChanges(
  db: BookDb,
  rule: Retention,
  now: string,
  ids: readonly string[],
): Promise<(contact: StoredContact) => NewChange[]> {
  const [senders, records, grown, typeOf] = [
    await sendersOfContacts(db, ids),
    await recordsByContact(db, ids),
    await hasMergedInto(db, ids),
    await customTypeOf(db),
  ];
  const subjectOf = (contact: StoredContact): Subject => ({
    contact,
    senders: senders.get(contact.id) ?? [],
    records: records.get(contact.id) ?? [],
  });
  const names = await namesFor(db, ids, (id) => senders.get(id) ?? [], rule.channel);
  return (contact) => {
    const subject = subjectOf(contact);
    const traces = { ...contact, senders: subject.senders, records: subject.records };
    if (!isOverdue(rule, traces, Date.parse(now))) return [];
    if (rule.what === 'delete') return [{ name: 'contact.delete', args: { id: contact.id } }];
    if (grown.has(contact.id) || subject.records.some(({ kind }) => kind === 'merge')) return [];
    return redaction(subject, names.get(contact.id) ?? '', (key) => isImpersonal(key, typeOf));
  };
}

/**
 * What takes everything personal from a contact. The values go last, with the word that it was cleared: at that a server
 * forgets the history too, in which all that went before still stands.
 */
function redaction(
  { contact, senders, records }: Subject,
  name: string,
  isKept: (key: string) => boolean,
): NewChange[] {
  const { id, fields } = contact;
  const gone = Object.keys(fields).filter((key) => !isKept(key));
  const changes = [...senders.flatMap(clearSender), ...records.flatMap(clearRecord)];
  // Without `baseName`: the old name would stand in the history again.
  if (contact.name !== name && contact.name !== clearedNameApart(id, name))
    changes.push({ name: 'contact.patch', args: { id, name, set: {}, base: {} } });
  if (changes.length === 0 && gone.length === 0 && fields[CLEARED]) return [];
  const set = {
    ...Object.fromEntries(gone.map((key) => [key, null])),
    [CLEARED]: { value: true, origin: 'typed' as const },
  };
  const base = { ...pick(fields, gone), [CLEARED]: fields[CLEARED] ?? null };
  return [...changes, { name: 'contact.patch', args: { id, set, base } }];
}

function pick(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(keys.flatMap((key) => (fields[key] ? [[key, fields[key]]] : [])));
}

/** A key that is no person's address stays, so that whoever writes again is known again; what they are called goes. */
function clearSender(sender: SenderRow): NewChange[] {
  const { contactId, channel, key, value, details } = sender;
  if (!isOpaque(sender)) return [{ name: 'sender.detach', args: { contactId, channel, key } }];
  if (!details.name) return [];
  return [
    { name: 'sender.attach', args: { contactId, sender: { channel, key, value, details: { name: '' } } } },
  ];
}

/** What was written in a ticket, and why somebody is blocked; that there was one, and when, stays. */
const CLEARED_FIELDS: Record<string, readonly string[]> = {
  ticket: ['to', 'replyTo', 'subject', 'text', 'files', 'problem'],
  block: ['reason'],
  different: [],
};

/** Notes, pictures, conversations and whatever a newer version keeps go whole. */
function clearRecord({ kind, id, contactId, fields }: RecordRow): NewChange[] {
  const written = Object.hasOwn(CLEARED_FIELDS, kind) ? CLEARED_FIELDS[kind] : undefined;
  if (!written || (kind === 'ticket' && textOf(fields, 'state') === 'draft'))
    return [{ name: 'record.delete', args: { kind, id } }];
  const there = written.filter((key) => textOf(fields, key) !== '');
  if (there.length === 0) return [];
  const set = Object.fromEntries(there.map((key) => [key, null]));
  return [{ name: 'record.put', args: { kind, id, contactId, set, base: pick(fields, there) } }];
}

/** What each of these contacts is called once it is cleared; no two alike, and none like anybody else. */
async function namesFor(
  db: BookDb,
  ids: readonly string[],
  sendersOf: (id: string) => readonly SenderRow[],
  channel: string,
): Promise<Map<string, string>> {
  const plain = new Map(
    ids.map((id) => [id, clearedName(id, channel, sendersOf(id).find(isOpaque)?.key ?? null)]),
  );
  const holders = await contactIdsByNames(db, [...plain.values()]);
  const wanted = Map.groupBy(plain, ([, name]) => nameKey(name));
  return new Map(
    [...plain].map(([id, name]) => {
      const holder = holders.get(nameKey(name));
      const isFirst = wanted.get(nameKey(name))?.[0]?.[0] === id;
      const isFree = holder === undefined ? isFirst : holder === id;
      return [id, isFree ? name : clearedNameApart(id, name)];
    }),
  );
}

async function customTypeOf(db: BookDb) {
  const rows = await recordsOfKind(db, 'attribute');
  const types = new Map(rows.map(({ id, fields }) => [id, textOf(fields, 'type')]));
  return (id: string) => customTypes.find((type) => type === types.get(id)) ?? null;
}
