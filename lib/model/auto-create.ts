import type { Requester } from '#lib/model/requester.ts';

/**
 * Whether a contact is made without a click (G20). `open`: when a message of somebody unknown is opened · `reply`: when
 * somebody begins to write them an answer. Never, unless the team says so.
 */
export const AUTO_CREATE = ['never', 'open', 'reply'] as const;
export type AutoCreate = (typeof AUTO_CREATE)[number];

export function readAutoCreate(value: unknown): AutoCreate {
  return AUTO_CREATE.find((one) => one === value) ?? 'never';
}

/**
 * Whether a policy makes a contact of somebody unknown at a moment. Never of anybody who is not sure to be the writer
 * (law 8), nor by a hand that has picked them.
 */
export function isAutoCreated(
  policy: AutoCreate,
  moment: Exclude<AutoCreate, 'never'>,
  { confidence, readFrom, address }: Pick<Requester, 'confidence' | 'readFrom' | 'address'>,
): boolean {
  if (policy === 'never' || confidence === 'unsure' || readFrom === 'selection' || address === '')
    return false;
  // Whom an answer goes to on a page of its own has not written what is open there.
  return policy === moment && (moment === 'reply' || readFrom !== 'recipient');
}
