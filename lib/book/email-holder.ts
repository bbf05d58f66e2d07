import { emailKey } from '#lib/model/email.ts';
import { members } from '#lib/model/field.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { contactsByIds, senderByKey } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import type { Replica } from './replica.ts';

/** Contacts looked through for an address that the search finds. */
const CANDIDATES = 50;

/** Another contact that has an address: as a sender, which it alone can have (A33), or as a value, which may repeat (X2). */
export async function emailHolder(
  replica: Replica,
  address: string,
  contactId: string,
): Promise<ContactRef | null> {
  const key = emailKey(address);
  if (key === null) return null;
  const { db } = replica;
  const self = (await rootContact(db, contactId))?.id;
  const sender = await senderByKey(db, 'email', key);
  const index = await replica.search();
  const { ids } = await index.window({ text: key, order: 'best', offset: 0, limit: CANDIDATES });
  const found = await contactsByIds(db, [...(sender ? [sender.contactId] : []), ...ids]);
  const holder = found.find(
    ({ id, fields }) =>
      id !== self &&
      (id === sender?.contactId || members(fields, 'email').some((one) => emailKey(one) === key)),
  );
  return holder ? { id: holder.id, name: holder.name } : null;
}
