import { t } from '#lib/i18n/words.ts';
import type { Problem } from '#lib/messages/problem.ts';
import { problemOf } from '#lib/messages/problem-error.ts';

/**
 * A problem in words, each naming what was wrong and the way out. `$1` of `problem_<reason>` is the contact that
 * stands in the way, else the value as it was given, or the beginning of a long one.
 */
export function problemWords(problem: Problem): string {
  const value = problem.value?.replace(/^(.{60}).+/su, '$1…');
  return t(`problem_${problem.reason}`, problem.contact?.name ?? value ?? '');
}

/** The words for what a query or mutation threw; '' for none. */
export function problemText(error: unknown): string {
  return error === null || error === undefined ? '' : problemWords(problemOf(error));
}
