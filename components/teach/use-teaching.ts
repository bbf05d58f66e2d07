import { useQuery } from '@tanstack/react-query';
import { useBook, useWrite } from '#components/use-book.ts';

/** What the workspace taught Carnet to read (R15). */
export function useTaughtSites() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'taught'], queryFn: () => book.taughtSites() });
}

export const useImportTaught = () => useWrite((book, text: string) => book.importTaught(text));
export const useRevertTaught = () =>
  useWrite((book, { id, version }: { id: string; version: number }) => book.revertTaught(id, version));
export const useRenameTaught = () =>
  useWrite((book, { id, name }: { id: string; name: string }) => book.renameTaught(id, name));
export const useDeleteTaught = () => useWrite((book, id: string) => book.deleteTaught(id));
export const useApproveTaught = () =>
  useWrite((book, { id, version }: { id: string; version: number }) => book.approveTaught(id, version));
export const usePutReviewing = () => useWrite((book, isOn: boolean) => book.putReviewing(isOn));
