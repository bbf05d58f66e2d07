import { ACTIVITY } from '#lib/model/activity.ts';

/** How values of an attribute compare (features.md, section Y): the operators follow from it. */
export type AttributeKind = 'text' | 'many' | 'number' | 'date' | 'choice' | 'named';

/**
 * Everything about a contact that a filter, a column or a sort can name. `many`: several values, of which one is
 * enough. `choice`: codes out of a closed list; `named`: whatever has a name of its own, which a text may be part of.
 * Digits: compared by its digits alone (A37).
 */
const BUILT_IN = {
  name: 'text',
  primaryEmail: 'text',
  emails: 'many',
  primaryPhone: 'text',
  phones: 'many',
  organisation: 'named',
  jobTitle: 'text',
  tags: 'many',
  facebook: 'text',
  linkedin: 'text',
  twitter: 'text',
  instagram: 'text',
  country: 'choice',
  city: 'text',
  region: 'text',
  postcode: 'text',
  deliveryName: 'text',
  ...ACTIVITY,
  operatingSystem: 'named',
  browser: 'named',
  firstTicket: 'date',
  lastTicket: 'date',
  tickets: 'number',
  createdAt: 'date',
  updatedAt: 'date',
  firstSeen: 'date',
  lastSeen: 'date',
  firstName: 'text',
  lastName: 'text',
  accountId: 'text',
  language: 'choice',
  assignee: 'named',
  channels: 'many',
  integrations: 'many',
  orders: 'many',
  createdBy: 'named',
  notes: 'number',
  blocked: 'choice',
  unsent: 'choice',
} as const satisfies Record<string, AttributeKind>;

/** What is known of a contact, by attribute; nothing of what it has no value for. Several values are texts. */
export type Facts = Record<string, FactValue>;
export type FactValue = string | number | readonly string[];

export type BuiltIn = keyof typeof BUILT_IN;
export const builtIns = Object.keys(BUILT_IN) as BuiltIn[];

/** The types an administrator chooses from for an attribute of the team's own (E20, G16), and how each compares. */
const CUSTOM_TYPES = {
  text: 'text',
  number: 'number',
  date: 'date',
  list: 'named',
  link: 'text',
  checkbox: 'choice',
} as const satisfies Record<string, AttributeKind>;

export type CustomType = keyof typeof CUSTOM_TYPES;
export const customTypes = Object.keys(CUSTOM_TYPES) as CustomType[];

/** The key of a team's own attribute: in a contact's fields, in filters, columns and the team's order. */
export const customKey = (id: string): string => `custom/${id}`;

/** The id behind a key that `customKey` made; null for any other. */
export function customId(key: string): string | null {
  return key.startsWith('custom/') ? key.slice('custom/'.length) : null;
}

/** How the values of an attribute compare; null for one that there is not, or not any more. */
export function kindOf(key: string, typeOf: (id: string) => CustomType | null): AttributeKind | null {
  const id = customId(key);
  if (id === null) return Object.hasOwn(BUILT_IN, key) ? BUILT_IN[key as BuiltIn] : null;
  const type = typeOf(id);
  return type && CUSTOM_TYPES[type];
}
