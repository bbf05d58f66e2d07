import type { UseQueryResult } from '@tanstack/react-query';
import type { Here, Recognition } from '#lib/messages/book.ts';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { Requester } from '#lib/model/requester.ts';

type Unknown = Extract<Recognition, { state: 'unknown' }>;

/** What the sidebar shows: one of these at a time, and never a part of two. */
export type Shown =
  /** No site is read here, or the page shows no message. */
  | { state: 'nobody' }
  | { state: 'reading' }
  /** A page that was taught finds nobody any more (R15); `site` is the taught site. */
  | { state: 'lost'; site: string }
  | { state: 'failed'; problem: Problem }
  | ({ here: Here; requester: Requester } & (
      | { state: 'unknown'; recognition: Unknown }
      | Extract<Recognition, { state: 'known' }>
      | { state: 'taken'; contact: ContactRef }
      | { state: 'cannot-tell'; problem: Problem }
      | { state: 'own' }
      | Extract<Recognition, { state: 'never' }>
      | { state: 'error'; problem: Problem }
    ));

/** Reads what the tab shows into what the sidebar shows. While a message is being opened nothing of the former one is. */
export function shownOf({ data, error }: Pick<UseQueryResult<Here | null>, 'data' | 'error'>): Shown {
  if (error) return { state: 'failed', problem: problemOf(error) };
  if (data === undefined || data?.reading) return { state: 'reading' };
  const participant = data?.participants[data.shown] ?? data?.participants[0];
  if (data?.lost !== undefined && !participant) return { state: 'lost', site: data.lost };
  if (!data || !participant) return { state: 'nobody' };
  const { requester, recognition } = participant;
  if (recognition.state === 'unknown') return { here: data, requester, state: 'unknown', recognition };
  return { here: data, requester, ...recognition };
}
