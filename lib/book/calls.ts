import { findOrders, orderKey } from '#lib/model/order-number.ts';
import type { Field, Fields, FieldSet } from '#lib/model/field.ts';
import { TEXT_LIMIT } from '#lib/model/ticket.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

type Values = Record<string, Field['value']>;

/** Something that whoever works here did with a contact, as an event of its timeline. */
function eventChange(context: Context, contactId: string, values: Values): NewChange {
  const set: FieldSet = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, origin: 'typed' as const }]),
  );
  const args = { kind: 'event', id: context.newId(), contactId, set, base: {} };
  return { name: 'record.put', args };
}

/** A call was begun (E34); whether anybody answered nobody tells. @param number E.164 */
export async function putCall(
  { db }: Replica,
  context: Context,
  contactId: string,
  number: string,
): Promise<void> {
  const { id } = (await rootContact(db, contactId)) ?? refuse('contact_gone');
  const at = context.now();
  await applyChanges(
    db,
    [eventChange(context, id, { type: 'call', at, title: number, channel: 'phone' })],
    at,
  );
}

/** What a page shows of a conversation. */
export type ShownConversation = { subject: string; text: string; url: string; channel: string };

/**
 * Keeps what the messages of a conversation say, by a click (E45), with the address where it is to be found again. Order
 * numbers in it become the contact's (R6).
 * @returns whether all of it found room
 */
export async function putConversation(
  { db }: Replica,
  context: Context,
  contactId: string,
  { subject, text, url, channel }: ShownConversation,
): Promise<boolean> {
  const contact = (await rootContact(db, contactId)) ?? refuse('contact_gone');
  const at = context.now();
  const event = eventChange(context, contact.id, {
    type: 'conversation',
    at,
    ...(subject === '' ? {} : { title: subject }),
    text: text.slice(0, TEXT_LIMIT),
    ...(url === '' ? {} : { url }),
    channel,
  });
  const set = ordersOf(findOrders(`${subject}\n${text}`), contact.fields, { url, at });
  const patch: NewChange = { name: 'contact.patch', args: { id: contact.id, set, base: {} } };
  await applyChanges(db, Object.keys(set).length === 0 ? [event] : [event, patch], at);
  return text.length <= TEXT_LIMIT;
}

/** The fields of orders that a contact has not yet; each leads to where it was read (R6). */
export function ordersOf(
  numbers: readonly string[],
  fields: Readonly<Record<string, unknown>>,
  { url, at }: { url: string; at: string },
): Fields {
  const fresh = numbers.filter(
    (number) => orderKey(number) !== '' && !(`order/${orderKey(number)}` in fields),
  );
  return Object.fromEntries(
    fresh.map((number) => [
      `order/${orderKey(number)}`,
      { value: url === '' ? true : url, origin: 'page' as const, at, number },
    ]),
  );
}
