import { useQuery } from '@tanstack/react-query';
import type { JobContacts, JobWork } from '#lib/messages/jobs.ts';
import { useBook, useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';

/** What runs, waits or has lately ended, newest first. Progress comes with the events of what the job changes. */
export function useJobs() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'jobs'], queryFn: () => book.jobs() });
}

export const useStartJob = () =>
  useWrite(
    useOnce((book, { work, over }: { work: JobWork; over: JobContacts }) => book.startJob(work, over)),
  );
/** Within the ten seconds before a deletion: nothing is deleted (X10). */
export const useCancelJob = () => useWrite((book, id: string) => book.cancelJob(id));
/** What a job that is over has changed is as it was. */
export const useUndoJob = () => useWrite(useOnce((book, id: string) => book.undoJob(id)));
export const useDismissJob = () => useWrite((book, id: string) => book.dismissJob(id));
