import type { Problem } from '#lib/messages/problem.ts';

/** One call as it crosses from a surface or a content script to the background. */
export type Call = { to: 'book' | 'page' | 'word'; call: string; args: unknown[] };

/** What comes back: the value, or the problem as data, since errors lose their class on the way. */
export type Answer = { value?: unknown } | { problem: Problem };

/**
 * The longest message taken, in UTF-16 units of its JSON. A contact with 500 senders is a tenth of it; what is
 * longer is refused before it is sent, so that the form that holds it loses nothing.
 */
const MESSAGE_LIMIT = 1_000_000;

/** Whether a call is too long to be taken; measured at both ends, since either may be hostile or old. */
export function isTooLong(args: unknown[]): boolean {
  return JSON.stringify(args).length > MESSAGE_LIMIT;
}
