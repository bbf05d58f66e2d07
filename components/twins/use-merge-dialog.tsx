import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ContactRef } from '#lib/messages/problem.ts';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));

type Pair = readonly [ContactRef, ContactRef];

/**
 * The window in which two contacts are merged (B23, G6), held by what lists the suggestions: one of them may be gone
 * from the list while somebody still decides about it.
 * @returns what opens it, the first of the pair being the one that stays unless another is chosen; and the window
 */
export function useMergeDialog(): [begin: (pair: Pair) => void, shown: ReactNode] {
  const [pair, setPair] = useState<Pair | null>(null);
  const shown = pair && (
    <Suspense>
      <MergeDialog pair={pair} onClose={() => setPair(null)} />
    </Suspense>
  );
  return [setPair, shown];
}
