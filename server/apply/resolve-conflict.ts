import type { ChangeArgs } from '#lib/protocol/change.ts';
import type { Batch } from '#server/apply/batch.ts';
import { emptied } from '#server/apply/delete-contact.ts';

/**
 * Puts one of the author's own conflicts away, and what was kept of it. Any other is no change, nor is one that has
 * changed since it was looked at: nobody puts away what they have not seen (law 5).
 */
export function resolveConflict(batch: Batch, { id, seen }: ChangeArgs<'conflict.resolve'>): null {
  const conflict = batch.conflicts.get(id);
  if (conflict?.userId !== batch.author.userId || conflict.resolved) return null;
  if (seen === undefined || conflict.version <= seen) batch.conflicts.put(id, emptied(batch, conflict));
  return null;
}
