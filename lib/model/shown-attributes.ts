import { customKey, type BuiltIn } from '#lib/model/attribute.ts';

/** The built-in attributes that stand in a contact's details, in the order of a team that has chosen none (D8). */
export const SHOWN = [
  'firstName',
  'lastName',
  'emails',
  'phones',
  'organisation',
  'jobTitle',
  'country',
  'language',
  'assignee',
  'status',
  'city',
  'region',
  'postcode',
  'deliveryName',
  'accountId',
  'orders',
  'integrations',
  'facebook',
  'linkedin',
  'twitter',
  'instagram',
  'firstSeen',
  'lastSeen',
  'hostName',
  'ip',
  'operatingSystem',
  'browser',
  'firstWebSession',
  'lastWebSession',
  'webSessions',
  'pageViews',
  'secondsSpent',
  'firstChat',
  'lastChat',
  'chats',
  'createdAt',
] as const satisfies readonly (BuiltIn | 'status')[];

export type ShownBuiltIn = (typeof SHOWN)[number];

/** The team's choice: which attributes come in which order, and which are not shown (D8 to D11). */
export type AttributeOrder = { order: readonly string[]; off: readonly string[] };

/**
 * The keys of the attributes that agents see, in the team's order. What the order does not name yet (an attribute that
 * a newer version or a colleague has just added) comes behind, the team's own before when and by whom it was added.
 * @param custom ids of the team's own attributes
 */
export function shownKeys(custom: readonly string[], { order, off }: AttributeOrder): string[] {
  const own = custom.map(customKey);
  const known = [...SHOWN.slice(0, -1), ...own, 'createdAt'];
  const hidden = new Set(off);
  const named = order.filter((key) => known.includes(key));
  const rest = known.filter((key) => !named.includes(key));
  return [...new Set([...named, ...rest])].filter((key) => !hidden.has(key));
}
