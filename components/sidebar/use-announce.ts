import { useEffect } from 'react';
import { useBook } from '#components/use-book.ts';
import type { Requester } from '#lib/model/requester.ts';

/** Milliseconds; the book's word lasts a little longer, and so ends soon after the sidebar does. */
const AGAIN = 8000;

/** Tells colleagues who read the same message, while it lasts, that the agent is about to add this requester (R12). */
export function useAnnounce(requester: Requester, isAdding: boolean): void {
  const book = useBook();
  useEffect(() => {
    if (!isAdding) return undefined;
    // Whoever cannot be told finds out when both have added: it stays one contact (A33).
    const say = () => void book.announceAdding(requester).catch(() => undefined);
    say();
    const again = setInterval(say, AGAIN);
    return () => clearInterval(again);
  }, [book, requester, isAdding]);
}
