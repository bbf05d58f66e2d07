import { t } from '#lib/i18n/words.ts';
import type { Problem } from '#lib/messages/problem.ts';
import { problemOf } from '#lib/messages/problem-error.ts';

/** Letters of a value that are repeated beside the field it stands in. */
const SHOWN = 60;

/**
 * A problem in words, each naming what was wrong and the way out. `$1` of `problem_<reason>` is the contact that
 * stands in the way, else the beginning of the value as it was given.
 */
export function problemWords(problem: Problem): string {
  const { reason, contact, value = '' } = problem;
  return t(
    `problem_${reason}`,
    contact?.name ?? (value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value),
  );
}

/** The words for what a query or mutation threw; '' for none. */
export function problemText(error: unknown): string {
  return error === null || error === undefined ? '' : problemWords(problemOf(error));
}
