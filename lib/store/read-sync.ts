import type { BookDb } from './db.ts';
import { getMeta } from './meta.ts';
import { guardStorage } from './refusal.ts';

/**
 * How far a replica is. `progress` while a window of several pages is coming in; `syncedAt` null before the first ·
 * `beginsAnew`: the server could not go on from where it was, and the next page replaces what is here.
 */
export type PullState = {
  syncedAt: string | null;
  progress: { done: number; total: number } | null;
  beginsAnew: boolean;
};

export async function pullState(db: BookDb): Promise<PullState> {
  const { at, window, anew } = await guardStorage(() => getMeta(db, 'pull'));
  const progress = window && { done: window.done, total: Math.max(window.done, window.total ?? 0) };
  return { syncedAt: at, progress, beginsAnew: anew !== undefined };
}
