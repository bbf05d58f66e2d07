import type { ChangeArgs } from '#lib/protocol/change.ts';
import type { Batch } from '#server/apply/batch.ts';
import { emptied } from '#server/apply/delete-contact.ts';

/** Puts one of the author's own conflicts away, and what was kept of it. Any other is no change. */
export function resolveConflict(batch: Batch, { id }: ChangeArgs<'conflict.resolve'>): null {
  const conflict = batch.conflicts.get(id);
  if (conflict?.userId === batch.author.userId && !conflict.resolved)
    batch.conflicts.put(id, emptied(batch, conflict));
  return null;
}
