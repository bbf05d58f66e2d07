import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import type { Book } from '#lib/messages/book.ts';
import { bookArgs } from '#lib/messages/book-schema.ts';
import {
  bookCaller,
  pageCaller,
  type BookCaller,
  type MessageSender,
  type PageCaller,
  type Surface,
} from '#lib/messages/caller.ts';
import type { Page } from '#lib/messages/page.ts';
import { pageArgs } from '#lib/messages/page-schema.ts';
import type { Problem } from '#lib/messages/problem.ts';
import { ProblemError, problemOf } from '#lib/messages/problem-error.ts';
import { createRate, type Rate } from '#lib/messages/rate.ts';
import { isTooLong, type Answer, type Call } from '#lib/messages/wire.ts';

/** What destroys or hands over is done on a page that no web page can lay itself over (law 9, B14, B57, X4). */
const NOT_IN_A_FRAME: ReadonlySet<string> = new Set<keyof Book>([
  'detachSender',
  'deleteContact',
  'deleteTag',
  'mergeTags',
  'deleteOrganisation',
  'putAttribute',
  'deleteAttribute',
  'putAttributeOrder',
  'deleteSegment',
  'block',
  'unblock',
  'startJob',
  'cancelJob',
  'dismissJob',
  'undoJob',
  'putRetention',
  'deleteRetention',
  'importTaught',
  'revertTaught',
  'renameTaught',
  'deleteTaught',
  'approveTaught',
  'putReviewing',
  'putIntegration',
  'deleteIntegration',
  'connect',
  'cancelConnecting',
  'disconnect',
  'switchWorkspace',
  'leaveWorkspace',
  // A whole book in or out: never by a click that a page could have led.
  'openImport',
  'addImportRows',
  'importDryRun',
  'startImport',
  'cancelImport',
  'dismissImport',
  'importReport',
  'exportContacts',
  'subjectAccess',
  'erasure',
]);
/** Asked by the document at the top of a tab only: the sidebar is put there and nowhere else. */
const TOP_DOCUMENT_ONLY: ReadonlySet<string> = new Set<keyof Page>([
  'frameWord',
  'keepSidebar',
  'lesson',
  'keepLesson',
  'endLesson',
  'keepTaught',
]);

export type BookDoor = {
  /** The book for a caller; what belongs to the tab differs from one to the next. */
  book(caller: BookCaller): Book;
  /** Whether a sidebar document has shown the one-time word it was given (`answerWord`); a woken worker looks it up on disk. */
  granted(sender: MessageSender): boolean | Promise<boolean>;
  /** Told of what nobody foresaw; without page data. */
  report?: (error: unknown) => void;
};

/** Answers the surfaces' calls from now on. Call it in the worker's first turn, or the waking message is lost. */
export function answerBook(door: BookDoor): void {
  answer('book', door.report, async (call, sender) => {
    const caller = bookCaller(sender);
    if (!caller) throw new ProblemError({ reason: 'not_permitted' });
    if (caller.surface === 'sidebar' && !(await door.granted(sender)))
      throw new ProblemError({ reason: 'not_permitted' });
    return run(call, bookArgs, () => permitted(door.book(caller), call.call, caller.surface));
  });
}

export type PageDoor = {
  page(caller: PageCaller): Page;
  /** Whether the document is of a site that the agent switched on. */
  mayCall(caller: PageCaller): boolean | Promise<boolean>;
  rate?: Rate;
  report?: (error: unknown) => void;
};

/** Answers content scripts: each caller is checked, held to a rate, and asked for nothing but its own page (law 9). */
export function answerPage(door: PageDoor): void {
  const rate = door.rate ?? createRate({ burst: 40, perSecond: 10 });
  answer('page', door.report, async (call, sender) => {
    const caller = pageCaller(sender);
    if (!caller) throw new ProblemError({ reason: 'not_permitted' });
    if (!rate.take(`${caller.tabId}/${caller.frameId}`)) throw new ProblemError({ reason: 'too_many' });
    const elsewhere = caller.frameId !== 0 && TOP_DOCUMENT_ONLY.has(call.call);
    if (elsewhere || !(await door.mayCall(caller))) throw new ProblemError({ reason: 'not_permitted' });
    return run(call, pageArgs, () => door.page(caller));
  });
}

/** Answers the sidebar frame that shows its word: true once for each word, by whatever `check` knows of it. */
export function answerWord(check: (word: string, caller: BookCaller) => boolean | Promise<boolean>): void {
  answer('word', undefined, (call, sender) => {
    const caller = bookCaller(sender);
    const [word] = call.args;
    return caller?.surface === 'sidebar' && typeof word === 'string' && word.length <= 200
      ? check(word, caller)
      : false;
  });
}

type Do = (call: Call, sender: MessageSender) => unknown;

function answer(to: Call['to'], report: ((error: unknown) => void) | undefined, does: Do): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: MessageSender, reply: (answer: Answer) => void) => {
      if (!isCall(message) || message.to !== to) return undefined;
      void answered(message, sender, does, report).then(reply);
      return true; // the reply comes later; not every browser takes a promise here
    },
  );
}

async function answered(
  call: Call,
  sender: MessageSender,
  does: Do,
  report?: (error: unknown) => void,
): Promise<Answer> {
  try {
    if (isTooLong(call.args)) return { problem: { reason: 'too_large' } };
    return { value: await does(call, sender) };
  } catch (error) {
    if (!(error instanceof ProblemError)) report?.(error);
    return { problem: problemOf(error) satisfies Problem };
  }
}

function isCall(message: unknown): message is Call {
  const call = message as Partial<Call> | null;
  return typeof call === 'object' && typeof call?.call === 'string' && Array.isArray(call.args);
}

async function run(call: Call, schemas: Record<string, z.ZodMiniType<unknown[]>>, callee: () => object) {
  const schema = Object.hasOwn(schemas, call.call) ? schemas[call.call] : undefined;
  const args = schema?.safeParse(call.args);
  if (!args?.success) throw new ProblemError({ reason: 'bad_message' });
  const functions = callee() as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  return functions[call.call]?.(...args.data);
}

function permitted(book: Book, call: string, surface: Surface): Book {
  if (surface === 'sidebar' && NOT_IN_A_FRAME.has(call)) throw new ProblemError({ reason: 'not_permitted' });
  return book;
}
