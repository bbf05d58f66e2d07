import type { RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, MergedContact, StoredContact } from './db.ts';
import { contactGroup } from './read-merges.ts';
import { guardStorage } from './refusal.ts';

/** Everything that a replica has of a person: the contact, those merged into it, and what belongs to any of them. */
export type Subject = {
  contact: StoredContact;
  merged: MergedContact[];
  senders: SenderRow[];
  records: RecordRow[];
};

/** @param id of a contact that stands for itself; undefined where there is none */
export function subjectOf(db: BookDb, id: string): Promise<Subject | undefined> {
  return guardStorage(async () => {
    const contact = await db.contacts.get(id);
    if (!contact) return undefined;
    const group = await contactGroup(db, id);
    const [merged, senders, records] = await Promise.all([
      db.merged.bulkGet(group.slice(1)),
      db.senders.where('contactId').anyOf(group).toArray(),
      db.records.where('[contactId+kind]').between([id, ''], [id, '\uffff']).toArray(),
    ]);
    const others = await Promise.all(
      group
        .slice(1)
        .map((one) => db.records.where('[contactId+kind]').between([one, ''], [one, '\uffff']).toArray()),
    );
    return {
      contact,
      merged: merged.filter((row) => row !== undefined),
      senders,
      records: [...records, ...others.flat()],
    };
  });
}
