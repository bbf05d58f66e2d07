import { members } from '#lib/model/field.ts';
import type { Requester } from '#lib/model/requester.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import type { Context } from './context.ts';
import type { Replica } from './replica.ts';
import { ordersIn } from './requester-values.ts';

/** Orders that pages may link to one contact: who has more is a shop of their own, or a page that plays tricks. */
const MOST = 500;

/** Gives a contact the order numbers that a page links to them (R6). Reading the same page again changes nothing. */
export async function linkOrders(
  { db }: Replica,
  context: Context,
  contactId: string,
  from: Requester,
): Promise<void> {
  const contact = await rootContact(db, contactId);
  if (!contact || members(contact.fields, 'order').length >= MOST) return;
  const at = context.now();
  const set = ordersIn(from, contact.fields, at);
  if (Object.keys(set).length === 0) return;
  await applyChange(db, { name: 'contact.patch', args: { id: contact.id, set, base: {} } }, at);
}
