import type { Problem } from '#lib/messages/problem.ts';

/**
 * A `Problem` on its way up to the edge that says it. Apart from `problem.ts`, so that the content script, which
 * only catches and shows problems, carries no schema library.
 */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.reason, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The problem an error stands for; `unknown` for one nobody foresaw. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { reason: 'unknown' };
}
