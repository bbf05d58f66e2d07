import { browser } from 'wxt/browser';
import type { Book } from '#lib/messages/book.ts';
import type { Page } from '#lib/messages/page.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { isTooLong, type Answer, type Call } from '#lib/messages/wire.ts';

/** What may be asked twice without harm when the worker died over the first time. */
const READS: ReadonlySet<string> = new Set<keyof Book>([
  'status',
  'list',
  'count',
  'idsOf',
  'contact',
  'here',
  'check',
  'timeline',
  'ticket',
  'filePart',
  'mailServer',
  'departments',
  'emailHolder',
  'integrations',
  'conflicts',
  'history',
  'merges',
  'twins',
  'mergeHistory',
  'deletions',
  'connection',
  'workspaces',
  'unsentChanges',
  'imports',
  'addImportRows',
  'importDryRun',
  'startImport',
  'importReport',
  'exportContacts',
  'subjectAccess',
  'erasure',
  'tags',
  'organisations',
  'suggestOrganisation',
  'attributes',
  'attributeOrder',
  'usedBy',
  'valueCounts',
  'segments',
  'members',
  'blockedContacts',
  'jobs',
  'retention',
  'overdue',
  'taughtSites',
  'exportTaught',
  'captureRules',
]);
/** The browser's words for a worker that is just being started or ended; `Could not`: it never got the message. */
const NEVER_ARRIVED = /Could not establish connection|Receiving end does not exist/u;
const DIED_OVER_IT = /message (?:port|channel) closed|before a response was received/u;
const RELOADED = /context invalidated|Extension context|dead object/iu;
/** Milliseconds a worker needs at most to register its listeners after it was woken. */
const WAKING = 150;

/** Sends one message to the background: `runtime.sendMessage`, or what a test puts in its place. */
export type Send = (message: Call) => Promise<unknown>;
const send: Send = (message) => browser.runtime.sendMessage(message);

/**
 * The book, as a surface calls it: every function of `Book` over one message.
 * Each throws a `ProblemError`; with reason `reloaded` the surface itself is out of date and has to be opened anew.
 */
export function callBook(through: Send = send): Book {
  return proxy('book', through, READS) as Book;
}

/** What the content script may ask (law 9). Each function throws a `ProblemError`. */
export function callPage(through: Send = send): Page {
  return proxy('page', through) as Page;
}

/**
 * Shows the background the one-time word that the sidebar frame was handed (`frame.ts`). Until it answers true the
 * frame shows nothing: any page can put `sidebar.html` into a frame of its own.
 */
export async function showWord(word: string, through: Send = send): Promise<boolean> {
  return (await call({ to: 'word', call: 'show', args: [word] }, through)) === true;
}

function proxy(to: 'book' | 'page', through: Send, reads?: ReadonlySet<string>): object {
  return new Proxy(
    {},
    {
      get(_, name) {
        // `then`: whoever awaits the proxy itself must not be taken for a caller.
        if (typeof name !== 'string' || name === 'then') return undefined;
        return (...args: unknown[]) =>
          call({ to, call: name, args: withoutTrailingGaps(args) }, through, reads?.has(name));
      },
    },
  );
}

/** JSON turns undefined into null; an argument left out is left out on the wire, too. */
function withoutTrailingGaps(args: unknown[]): unknown[] {
  return args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
}

/** @param isRead asks only, and so may be asked twice */
async function call(message: Call, through: Send, isRead = false): Promise<unknown> {
  if (isTooLong(message.args)) throw new ProblemError({ reason: 'too_large' });
  const answer = await delivered(message, through, isRead);
  // A listener of an older or newer worker that knows nothing of this call leaves it without an answer.
  if (typeof answer !== 'object' || answer === null) throw new ProblemError({ reason: 'unknown' });
  if ('problem' in answer) throw new ProblemError(answer.problem);
  return answer.value;
}

async function delivered(message: Call, through: Send, isRead: boolean): Promise<Answer | null | undefined> {
  try {
    return (await through(message)) as Answer;
  } catch (error) {
    if (!mayRepeat(error, isRead)) throw asProblem(error);
  }
  await new Promise((resolve) => setTimeout(resolve, WAKING));
  return (await through(message).catch((error: unknown) => {
    throw asProblem(error);
  })) as Answer;
}

function mayRepeat(error: unknown, isRead: boolean): boolean {
  const words = String(error);
  return NEVER_ARRIVED.test(words) || (isRead && DIED_OVER_IT.test(words));
}

function asProblem(error: unknown): ProblemError {
  const reason = RELOADED.test(String(error)) || !isAlive() ? 'reloaded' : 'unknown';
  return new ProblemError({ reason }, { cause: error });
}

/** False once the extension was reloaded or removed under this document: its old scripts live on, cut off. */
export function isAlive(): boolean {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
