import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Book } from '#lib/messages/book.ts';
import type { JobContacts, JobWork } from '#lib/messages/jobs.ts';
import { useBook, useWrite } from '#components/use-book.ts';

/** What runs, waits or has lately ended, newest first. Progress comes with the events of what the job changes. */
export function useJobs() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'jobs'], queryFn: () => book.jobs() });
}

/** Pressed twice before the first has answered, it is one job. */
export function useStartJob() {
  const starting = useRef<ReturnType<Book['startJob']> | null>(null);
  return useWrite((book, { work, over }: { work: JobWork; over: JobContacts }) => {
    starting.current ??= book.startJob(work, over).finally(() => (starting.current = null));
    return starting.current;
  });
}
/** Within the ten seconds before a deletion: nothing is deleted (X10). */
export const useCancelJob = () => useWrite((book, id: string) => book.cancelJob(id));
export const useDismissJob = () => useWrite((book, id: string) => book.dismissJob(id));
