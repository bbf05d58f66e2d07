import { useQuery } from '@tanstack/react-query';
import type { SegmentDraft } from '#lib/messages/definitions.ts';
import { useBook, useWrite } from '#components/use-book.ts';

/** The workspace's segments, by name. */
export function useSegments() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'segments'], queryFn: () => book.segments() });
}

export const usePutSegment = () =>
  useWrite((book, { id, ...segment }: SegmentDraft & { id?: string }) => book.putSegment(segment, id));
export const useDeleteSegment = () => useWrite((book, id: string) => book.deleteSegment(id));
