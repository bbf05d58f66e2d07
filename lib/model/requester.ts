import type * as z from 'zod/mini';
import type { about, confidence, readFrom, requester } from '#lib/model/requester-schema.ts';
import { nameKey } from '#lib/model/text.ts';

// The shapes that `requester-schema.ts` checks; it stands apart, so that what only shows them carries no schema library.
export type Confidence = z.infer<typeof confidence>;
export type ReadFrom = z.infer<typeof readFrom>;
export type Requester = z.infer<typeof requester>;
export type About = z.infer<typeof about>;

/** The name a contact made from this requester gets (A31): display name, else login or local part. */
export function proposedName(from: Pick<Requester, 'name' | 'address' | 'channel'>): string {
  if (nameKey(from.name) !== '') return from.name;
  const at = from.address.lastIndexOf('@');
  return at > 0 ? from.address.slice(0, at) : from.address;
}
