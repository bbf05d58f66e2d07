import type { Attribute } from '#lib/messages/definitions.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { members } from '#lib/model/field.ts';
import type { Known } from '#components/contact/attribute-words.ts';
import { itemsOf } from '#components/contact/many-values.ts';

/** How an attribute is shown and changed. `read`: it can only be read. */
export type RowKind =
  | 'text'
  | 'link'
  | 'handle'
  | 'number'
  | 'date'
  | 'list'
  | 'checkbox'
  | 'country'
  | 'language'
  | 'organisation'
  | 'assignee'
  | 'email'
  | 'phone'
  | 'orders'
  | 'read';

export type RowProps = {
  contact: ContactView;
  /** The attribute's key. */
  attribute: string;
  /** Its name. */
  label: string;
  kind: RowKind;
  known: Known;
};

const KINDS: Partial<Record<string, RowKind>> = {
  firstName: 'text',
  lastName: 'text',
  jobTitle: 'text',
  city: 'text',
  region: 'text',
  postcode: 'text',
  deliveryName: 'text',
  accountId: 'text',
  facebook: 'link',
  linkedin: 'link',
  twitter: 'handle',
  instagram: 'handle',
  emails: 'email',
  phones: 'phone',
  country: 'country',
  language: 'language',
  organisation: 'organisation',
  assignee: 'assignee',
  orders: 'orders',
};

/** @param attributes the team's own */
export function kindOfRow(key: string, attributes: readonly Attribute[]): RowKind {
  return KINDS[key] ?? attributes.find((one) => one.key === key)?.type ?? 'read';
}

/** Whether a contact has a value for an attribute; one with nothing but its senders' addresses has none to show. */
export function isFilled(contact: ContactView, key: string, kind: RowKind): boolean {
  if (kind === 'email' || kind === 'phone') return itemsOf(contact, kind).some(({ isSender }) => !isSender);
  if (kind === 'orders') return members(contact.fields, 'order').length > 0;
  if (key === 'status') return Boolean(contact.status);
  if (key === 'integrations') return contact.integrations.length > 0;
  if (key === 'createdAt') return true;
  if (key === 'country' || key === 'language') return Boolean(contact[key]);
  return contact.fields[key] !== undefined;
}

/** Whether a value of an attribute, or of one of its set, is not on the server yet (R14). */
export function isUnsent({ unsentFields }: ContactView, key: string): boolean {
  const field = key === 'integrations' ? 'integration' : key;
  return unsentFields.some((one) => one === field || one.startsWith(`${field}/`));
}
