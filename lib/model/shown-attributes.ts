import type { BuiltIn } from '#lib/model/attribute.ts';
import { inTeamOrder, type AttributeOrder } from '#lib/model/attribute-order.ts';

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

/**
 * The keys of the attributes that agents see, in the team's order (D3, D8 to D11). What the order does not name yet comes
 * behind it: the team's own before when and by whom a contact was added.
 * @param custom keys of the team's own attributes
 */
export function shownKeys(custom: readonly string[], order: AttributeOrder): string[] {
  const known = [...SHOWN.slice(0, -1), ...custom, 'createdAt'];
  return inTeamOrder(known, order).flatMap(({ key, isOn }) => (isOn ? [key] : []));
}
