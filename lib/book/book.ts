import type { Requester } from '#lib/model/requester.ts';
import type { AddOutcome, Book, Identity, Recognition } from '#lib/messages/book.ts';
import type { BookEvent } from '#lib/messages/events.ts';
import type { OnTheTab } from '#lib/messages/on-the-tab.ts';
import type { Mark } from '#lib/messages/page.ts';
import { addContact } from './add-contact.ts';
import { addSender } from './add-sender.ts';
import { putConversation, type ShownConversation } from './calls.ts';
import { checkDraft } from './check-draft.ts';
import { createConnection, type ConnectionParts, type TeamConnection } from './connection.ts';
import { deviceContext, type Context } from './context.ts';
import { announce } from './announce.ts';
import { attachSender, deleteContact, detachSender, rename, setFields } from './edit-contact.ts';
import { deletions } from './deletions.ts';
import { putDifferent } from './different.ts';
import { count, idsOf } from './filter.ts';
import { dealingVerbs } from './dealings.ts';
import { definitionVerbs } from './definitions.ts';
import { exchangeVerbs } from './exchange.ts';
import { createImportRunner } from './run-imports.ts';
import { deleteIntegration, putIntegration } from './integrations.ts';
import { learn, type Learnt } from './learn.ts';
import { linkOrders } from './link-orders.ts';
import { list } from './list.ts';
import { marks } from './marks.ts';
import { captureVerbs, oursAsRead, refuseNever, withoutNever } from './never-capture.ts';
import { mergeHistory } from './merge-history.ts';
import { merge, unmerge, viewMerges } from './merges.ts';
import { deleteNote, putNote } from './notes.ts';
import { integrations } from './own.ts';
import { putPicture } from './picture.ts';
import { asProblems } from './problems.ts';
import { recognise } from './recognise.ts';
import type { Replica } from './replica.ts';
import { keepRules, retentionVerbs } from './retention.ts';
import { createRunner } from './run-jobs.ts';
import type { Session } from './session.ts';
import { settleConflict } from './settle-conflict.ts';
import { roleIn, status } from './status.ts';
import { teachingVerbs, type TaughtRecipes } from './taught.ts';
import { twins } from './twins.ts';
import { viewConflicts } from './view-conflicts.ts';
import { viewContact } from './view-contact.ts';
import { viewHistory } from './view-history.ts';

/** What belongs to a tab: the background's own, one for each caller. */
type TabVerbs = Pick<Book, 'here' | 'teachHere' | keyof OnTheTab>;

/** The book without what belongs to the tab: `{ ...book, ...tabVerbs }` is a `Book`. */
export type BookCore = Omit<Book, keyof TabVerbs> &
  TaughtRecipes & {
    recognise(requesters: readonly Requester[]): Promise<Recognition[]>;
    /** Adds who a page shows without anybody's click, where the team has set it so (G20). */
    addByPolicy(from: Requester): Promise<AddOutcome>;
    /** What rows of a conversation list are marked with (R8). */
    marks(people: readonly Identity[]): Promise<(Mark | null)[]>;
    /** Keeps what a page shows of a conversation (E45). @returns whether all of it found room */
    putConversation(contactId: string, shown: ShownConversation): Promise<boolean>;
    /** The orders that a page links to somebody who is in the book (R6); what they have already is no change. */
    linkOrders(contactId: string, from: Requester): Promise<void>;
    /** What a page shows of somebody who is in the book beside their name (B30, B34); fills only what is empty. */
    learn(contactId: string, from: Requester, learnt: Learnt): Promise<void>;
    /** The team's own addresses and logins, as they are written; a whole domain as `@firma.example` (G11). */
    own(): Promise<string[]>;
    /** To be called by an alarm every minute, and when the browser comes online: goes on with whatever waits. */
    wake(): Promise<void>;
    /** How many surfaces are open: while there is one, a colleague's changes come at once. */
    surfaces(count: number): Promise<void>;
  };

export type BookParts = Omit<ConnectionParts, 'changed'> & {
  /** Told of every change, a few times a second at most. */
  tell: (event: BookEvent) => void;
  teamCountry(): Promise<string | null>;
  /** Something the browser counts as activity: what keeps a worker alive through a long job. */
  stayAwake?: () => Promise<unknown>;
};

/** Milliseconds within which changes are told as one; the more, the longer they keep coming: a bulk job's ten a second. */
const GATHER = 40;
const MOST_GATHERED = 1000;

/** Opens the book. Nothing is read before it is asked for, so that it can be made in the worker's first turn. */
export function createBook(parts: BookParts): BookCore {
  const connection = createConnection({ ...parts, changed: gathered(parts.tell) });
  const context = deviceContext(() => parts.teamCountry());
  const runner = createRunner({ context, clock: parts.network.clock, stayAwake: parts.stayAwake });
  const importer = createImportRunner({ context, stayAwake: parts.stayAwake });
  const inSession = <T>(work: (session: Session) => Promise<T>) =>
    asProblems(async () => work(await connection.session()));
  const read = <T>(work: (replica: Replica) => Promise<T>) => inSession(({ replica }) => work(replica));
  const write = <T>(work: (replica: Replica, context: Context, session: Session) => Promise<T>) =>
    inSession(async (session) => {
      const done = await work(session.replica, context, session);
      void session.sync();
      return done;
    });
  return {
    ...definitionVerbs({ read, write, runner }),
    ...captureVerbs({ inSession, write }),
    ...retentionVerbs({ read, write, runner }),
    ...teachingVerbs({ inSession, write }),
    ...dealingVerbs({ inSession, read, write }),
    ...exchangeVerbs({ inSession, context, importer }),
    ...readingVerbs(inSession, read, context),

    announceAdding: (from) => inSession((session) => announce(session, context, from)),
    ...writingVerbs(write),

    ...teamVerbs(connection),
    syncNow: () => inSession((session) => session.sync()),
    wake: () =>
      inSession(
        async (session) =>
          void (await Promise.all([
            // What colleagues know of somebody counts before anything of them goes.
            session.sync().then(() => keepRules(session, context, runner)),
            runner.goOn(session),
            importer.goOn(session),
          ])),
      ),
    surfaces: (count) =>
      asProblems(async () => {
        await connection.surfaces(count);
        if (count > 0) void runner.goOn(await connection.session());
      }),
  };
}

type InSession = <T>(work: (session: Session) => Promise<T>) => Promise<T>;
type Read = <T>(work: (replica: Replica) => Promise<T>) => Promise<T>;
type Write = <T>(work: (replica: Replica, context: Context, session: Session) => Promise<T>) => Promise<T>;

/** What of the book changes nothing. */
function readingVerbs(inSession: InSession, read: Read, context: Context) {
  return {
    status: () => inSession(status),
    list: (query) => read((replica) => list(replica, query)),
    count: (filters) => read((replica) => count(replica, filters)),
    idsOf: (query, limit) => read((replica) => idsOf(replica, query, limit)),
    contact: (id) => inSession((session) => viewContact(session, id)),
    check: (draft) => read((replica) => checkDraft(replica, draft)),
    integrations: () => read(integrations),
    conflicts: () => inSession(viewConflicts),
    history: (contactId, before) => inSession((session) => viewHistory(session, contactId, before)),
    merges: (contactId) => inSession((session) => viewMerges(session, contactId)),
    twins: (contactId) => read((replica) => twins(replica, contactId)),
    mergeHistory: (window) => inSession((session) => mergeHistory(session, window)),
    deletions: (before, span) => inSession((session) => deletions(session, before, span)),
    recognise: (requesters) =>
      inSession(async (session) =>
        withoutNever(session.replica, context, requesters, await recognise(session, context, requesters)),
      ),
    marks: (people) => inSession((session) => marks(session, context, people)),
    own: () => read(oursAsRead),
  } satisfies Partial<BookCore>;
}

/** What of the book is about the team, and the workspaces one is a member of. */
function teamVerbs(connection: TeamConnection) {
  return {
    connection: () => connection.view(),
    connect: (serverUrl) => asProblems(() => connection.connect(serverUrl)),
    cancelConnecting: () => asProblems(() => connection.cancel()),
    disconnect: (options) => asProblems(() => connection.disconnect(options)),
    workspaces: () => asProblems(() => connection.workspaces()),
    switchWorkspace: (id) => asProblems(() => connection.switchWorkspace(id)),
    leaveWorkspace: (options) => asProblems(() => connection.leaveWorkspace(options)),
    unsentChanges: () => asProblems(() => connection.unsentChanges()),
  } satisfies Partial<BookCore>;
}

/**
 * Tells each kind of event at most once within `GATHER`: one pull may change a thousand rows. What goes on and on is told
 * less and less often, for whatever is shown is read anew each time, and that would hold the job up.
 */
function gathered(tell: (event: BookEvent) => void): (what: 'book' | 'status') => void {
  const waiting = new Set<'book' | 'status'>();
  let [wait, told] = [GATHER, Number.NEGATIVE_INFINITY];
  return (what) => {
    if (waiting.size === 0) {
      const goesOn = performance.now() - told < wait * 2;
      wait = goesOn ? Math.min(wait * 1.5, MOST_GATHERED) : GATHER;
      setTimeout(() => flush(), wait);
    }
    waiting.add(what);
  };
  function flush(): void {
    const events = [...waiting];
    waiting.clear();
    told = performance.now();
    for (const what of events) tell({ event: what === 'book' ? 'book-changed' : 'status-changed' });
  }
}

/** What of the book changes contacts and what is theirs. */
function writingVerbs(write: Write) {
  const add = (from: Requester, how: Parameters<typeof addSender>[3]) =>
    write(async (replica, context) => {
      await refuseNever(replica, context, from);
      return addSender(replica, context, from, how);
    });
  return {
    addSender: (from, choice) => add(from, { choice }),
    addByPolicy: (from) => add(from, { byPolicy: true }),
    addContact: (draft) => write((replica, context) => addContact(replica, context, draft)),
    rename: (id, name) => write((replica, context) => rename(replica, context, id, name)),
    setFields: (id, set, base) => write((replica, context) => setFields(replica, context, id, set, base)),
    attachSender: (id, sender) => write((replica, context) => attachSender(replica, context, id, sender)),
    detachSender: (contactId, channel, key) =>
      write(async (replica, context, session) =>
        detachSender(replica, context, await roleIn(session), { contactId, channel, key }),
      ),
    deleteContact: (id) =>
      write(async (replica, context, session) => deleteContact(replica, context, await roleIn(session), id)),
    putNote: (contactId, text, id, isWarning) =>
      write((replica, context) =>
        putNote(replica, context, { contactId, text, id: id ?? undefined, isWarning }),
      ),
    deleteNote: (id) => write((replica, context) => deleteNote(replica, context, id)),
    putPicture: (id, data) => write((replica, context) => putPicture(replica, context, id, data)),
    putIntegration: (integration, id) =>
      write((replica, context) => putIntegration(replica, context, integration, id)),
    deleteIntegration: (id) => write((replica, context) => deleteIntegration(replica, context, id)),
    settleConflict: (id, way) => write((_, context, session) => settleConflict(session, context, id, way)),
    merge: (from, into, choices) =>
      write((replica, context) => merge(replica, context, { from, into, ...choices })),
    unmerge: (id) => write((_, context, session) => unmerge(session, context, id)),
    putDifferent: (a, b, are = true) =>
      write((replica, context) => putDifferent(replica, context, { a, b, are })),
    putConversation: (contactId, shown) =>
      write((replica, context) => putConversation(replica, context, contactId, shown)),
    linkOrders: (contactId, from) =>
      write((replica, context) => linkOrders(replica, context, contactId, from)),
    learn: (contactId, from, learnt) =>
      write((replica, context) => learn(replica, context, contactId, from, learnt)),
  } satisfies Partial<BookCore>;
}
