import { useQuery } from '@tanstack/react-query';
import type { CaptureSettings } from '#lib/messages/capturing.ts';
import type { NeverWho } from '#lib/model/never-capture.ts';
import { useBook, useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';

/** Who is never captured (G11), and who becomes a contact by itself (G20). */
export function useCaptureRules() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'capture'], queryFn: () => book.captureRules() });
}

export const usePutNever = () =>
  useWrite(useOnce((book, { what, who }: { what: string; who: NeverWho }) => book.putNever(what, who)));
export const useDeleteNever = () => useWrite((book, id: string) => book.deleteNever(id));
export const usePutCaptureSettings = () =>
  useWrite((book, settings: Partial<CaptureSettings>) => book.putCaptureSettings(settings));
