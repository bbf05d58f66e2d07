import type { Field, FieldSet, Fields } from '#lib/model/field.ts';
import type { Work } from '#lib/messages/jobs.ts';
import type { Problem } from '#lib/messages/problem.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { BookDb, StoredContact } from '#lib/store/db.ts';
import { contactsByIds } from '#lib/store/read-contacts.ts';
import { undoOfContacts, type JobUndo } from '#lib/store/jobs.ts';
import { survivorIds } from '#lib/store/read-merges.ts';
import { recordsOfContacts } from '#lib/store/read-records.ts';
import { blockChanges, unblockChanges } from './block.ts';
import type { Context } from './context.ts';
import { retentionChanges } from './redact.ts';

/** What a job comes to for one contact: the changes, none where it is so already, or why it cannot be. */
export type Outcome = { id: string; name: string } & ({ changes: NewChange[] } | { problem: Problem });

/**
 * What a job comes to for each of some contacts. One that was merged into another since it was chosen is refused to a
 * deletion, for nobody saw the other (X4); everything else is done to the other. One that is gone is no more to be deleted.
 */
export async function outcomes(
  db: BookDb,
  context: Context,
  work: Work,
  ids: readonly string[],
): Promise<Outcome[]> {
  const survivors = await survivorIds(db, ids);
  const wanted = [...new Set([...ids, ...survivors.values()])];
  const contacts = new Map((await contactsByIds(db, wanted)).map((contact) => [contact.id, contact]));
  const changesOf = await changesFor(db, context, work, [...contacts.keys()]);
  const seen = new Set<string>();
  return ids.map((id): Outcome => {
    const contact = contacts.get(survivors.get(id) ?? id);
    if (!contact && destroys(work)) return { id, name: '', changes: [] };
    if (!contact) return { id, name: '', problem: { reason: 'contact_gone' } };
    const { name } = contact;
    if (contact.id !== id && work.do === 'retain') return { id, name, changes: [] };
    if (contact.id !== id && work.do === 'delete')
      return { id, name, problem: { reason: 'merged', contact: { id: contact.id, name } } };
    // Two that were chosen may be one by now.
    const changes = seen.has(contact.id) ? [] : changesOf(contact);
    seen.add(contact.id);
    return { id, name, changes };
  });
}

/** What is gone already need not be taken away again. */
const destroys = ({ do: what }: Work) => what === 'delete' || what === 'retain';

type ChangesOf = (contact: StoredContact) => NewChange[];

async function changesFor(
  db: BookDb,
  context: Context,
  work: Work,
  ids: readonly string[],
): Promise<ChangesOf> {
  switch (work.do) {
    case 'block': {
      const [blocks, tickets] = await Promise.all([
        recordsOfContacts(db, ids, 'block'),
        recordsOfContacts(db, ids, 'ticket'),
      ]);
      return ({ id }) =>
        blockChanges(id, work.reason, context.newId(), {
          blocks: blocks.get(id) ?? [],
          tickets: tickets.get(id) ?? [],
        });
    }
    case 'unblock': {
      const blocks = await recordsOfContacts(db, ids, 'block');
      return ({ id }) => unblockChanges(blocks.get(id) ?? []);
    }
    case 'retain':
      return retentionChanges(db, work, context.now(), ids);
    case 'delete':
      return ({ id }) => [{ name: 'contact.delete', args: { id } }];
    case 'undo': {
      const undo = await undoOfContacts(db, work.of, ids);
      return ({ id, fields }) => takenBack(id, fields, undo.get(id));
    }
    default:
      return (contact) => patch(contact, fieldsOf(work, contact), context.now());
  }
}

/** What a job has set is as it was before, where it is still as the job has set it. */
function takenBack(id: string, fields: Fields, undo: JobUndo | undefined): NewChange[] {
  const left = Object.entries(undo?.set ?? {}).filter(([key, set]) => fields[key]?.value === set?.value);
  if (left.length === 0) return [];
  const set = Object.fromEntries(left.map(([key]) => [key, undo?.base[key] ?? null]));
  const base = Object.fromEntries(left.map(([key]) => [key, fields[key] ?? null]));
  return [{ name: 'contact.patch', args: { id, set, base } }];
}

type FieldWork = Exclude<Work, { do: 'block' | 'unblock' | 'delete' | 'retain' | 'undo' }>;

/** The fields a contact is to have; null: none. */
function fieldsOf(work: FieldWork, { fields }: StoredContact): Record<string, Field['value'] | null> {
  const all = (ids: readonly string[], value: true | null) =>
    Object.fromEntries(ids.map((id) => [`tag/${id}`, value]));
  switch (work.do) {
    case 'tag':
      return all(work.tags, true);
    case 'untag':
      return all(work.tags, null);
    case 'assign':
      return { assignee: work.to };
    case 'organisation':
      return { organisation: work.to };
    case 'merge-tags':
      return `tag/${work.from}` in fields ? { [`tag/${work.from}`]: null, [`tag/${work.into}`]: true } : {};
    case 'delete-tag':
      return { [`tag/${work.tag}`]: null };
    default:
      return fields['organisation']?.value === work.organisation ? { organisation: null } : {};
  }
}

/** With the time, so that a timeline can tell when a tag came. */
function patch(
  { id, fields }: StoredContact,
  wanted: Record<string, Field['value'] | null>,
  at: string,
): NewChange[] {
  const differing = Object.entries(wanted).filter(([key, value]) => (fields[key]?.value ?? null) !== value);
  if (differing.length === 0) return [];
  const set: FieldSet = Object.fromEntries(
    differing.map(([key, value]) => [key, value === null ? null : { value, origin: 'typed' as const, at }]),
  );
  const base: FieldSet = Object.fromEntries(differing.map(([key]) => [key, fields[key] ?? null]));
  return [{ name: 'contact.patch', args: { id, set, base } }];
}
