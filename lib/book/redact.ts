import { customTypes } from '#lib/model/attribute.ts';
import { clearJournal, clearMerged } from '#lib/model/clear-merged.ts';
import { isDeepEqual } from '#lib/model/deep-equal.ts';
import { textOf, type Fields, type FieldSet } from '#lib/model/field.ts';
import { changedKeys } from '#lib/model/merge.ts';
import {
  CLEARED,
  clearedName,
  clearedNameApart,
  isImpersonal,
  isOpaque,
  isOverdue,
  type Retention,
  type Traces,
} from '#lib/model/retention.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, MergedContact, StoredContact } from '#lib/store/db.ts';
import { recordsOfKind, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { mergedIntoContacts, mergesByContact, recordsByContact } from '#lib/store/read-records.ts';
import { contactIdsByNames } from '#lib/store/read-names.ts';

/** `merged`: all that are merged into the contact; `merges`: those that any of them was ever in. */
type Subject = {
  contact: StoredContact;
  merged: readonly MergedContact[];
  senders: readonly SenderRow[];
  records: readonly RecordRow[];
  merges: readonly RecordRow[];
};

/** What a rule does to each of some contacts now; nothing for whoever has been heard of since, or is cleared already. */
export async function retentionChanges(
  db: BookDb,
  rule: Retention,
  now: string,
  ids: readonly string[],
): Promise<(contact: StoredContact) => NewChange[]> {
  const [subjectOf, typeOf] = [await readSubjects(db, ids), await customTypeOf(db)];
  const names = await namesFor(db, ids, (id) => subjectOf(id).senders, rule.channel);
  return (contact) => {
    const subject = { contact, ...subjectOf(contact.id) };
    if (!isOverdue(rule, tracesOf(subject), Date.parse(now))) return [];
    if (rule.what === 'delete') return [{ name: 'contact.delete', args: { id: contact.id } }];
    return redaction(subject, names.get(contact.id) ?? '', (key) => isImpersonal(key, typeOf));
  };
}

async function readSubjects(
  db: BookDb,
  ids: readonly string[],
): Promise<(id: string) => Omit<Subject, 'contact'>> {
  const [senders, groups] = [await sendersOfContacts(db, ids), await mergedIntoContacts(db, ids)];
  const group = (id: string) => [id, ...(groups.get(id) ?? []).map((one) => one.id)];
  const all = ids.flatMap(group);
  const [records, merges] = [await recordsByContact(db, all), await mergesByContact(db, all)];
  return (id) => ({
    merged: groups.get(id) ?? [],
    senders: senders.get(id) ?? [],
    records: group(id).flatMap((one) => (records.get(one) ?? []).filter(({ kind }) => kind !== 'merge')),
    merges: [...new Set(group(id).flatMap((one) => merges.get(one) ?? []))],
  });
}

function tracesOf({ contact, merged, senders, records }: Subject): Traces[] {
  return [{ ...contact, senders, records }, ...merged.map((one) => ({ ...one, senders: [], records: [] }))];
}

/**
 * What takes everything personal from a contact, and from all that are merged into it. The values go last, with the word
 * that it was cleared: at that the merged ones and the merges lose the same, and a server forgets the history, in which all
 * that went before still stands.
 */
function redaction(subject: Subject, name: string, isKept: (key: string) => boolean): NewChange[] {
  const { contact, senders, records } = subject;
  const { id, fields } = contact;
  const gone = [...valuesOf(subject)].filter((key) => !isKept(key));
  const changes = [...senders.flatMap(clearSender), ...records.flatMap(clearRecord)];
  // Without `baseName`: the old name would stand in the history again.
  if (contact.name !== name && contact.name !== clearedNameApart(id, name))
    changes.push({ name: 'contact.patch', args: { id, name, set: {}, base: {} } });
  const set: FieldSet = {
    ...Object.fromEntries(gone.map((key) => [key, null])),
    [CLEARED]: { value: true, origin: 'typed' as const },
  };
  const isDone = fields[CLEARED] && gone.length === 0 && isClearedAround(subject, set);
  if (changes.length === 0 && isDone) return [];
  const base = { ...pick(fields, gone), [CLEARED]: fields[CLEARED] ?? null };
  return [...changes, { name: 'contact.patch', args: { id, set, base } }];
}

/** The keys of all values of a contact and of those merged into it, also of those that a merge which stands would bring back. */
function valuesOf({ contact, merged, merges }: Subject): Set<string> {
  const standing = merges.filter(({ fields }) => !fields['undone']);
  return new Set([
    ...[contact, ...merged].flatMap(({ fields }) => Object.keys(fields)),
    ...standing.flatMap(({ fields }) => [...changedKeys(fields)]),
  ]);
}

/** Whether nothing is left of what goes with a contact that is cleared. */
function isClearedAround({ contact, merged, merges }: Subject, set: FieldSet): boolean {
  const clearing = { survivor: contact, set };
  const group = new Set([contact.id, ...merged.map(({ id }) => id)]);
  return (
    merged.every((one) => isDeepEqual(one, clearMerged(one, clearing))) &&
    merges.every(({ fields }) =>
      isDeepEqual(
        fields,
        clearJournal(fields, (id) => group.has(id), clearing),
      ),
    )
  );
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
