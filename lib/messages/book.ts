import type { Facts } from '#lib/model/attribute.ts';
import type { Fields, FieldSet, Origin } from '#lib/model/field.ts';
import type { Filter } from '#lib/model/filter.ts';
import type { About, Requester } from '#lib/model/requester.ts';
import type { NeverWhy } from '#lib/model/never-capture.ts';
import type { Role } from '#lib/model/role.ts';
import type { Capturing } from '#lib/messages/capturing.ts';
import type { Dealings } from '#lib/messages/dealings.ts';
import type { BlockedView, Definitions } from '#lib/messages/definitions.ts';
import type { Exchange } from '#lib/messages/exchange.ts';
import type { Teaching } from '#lib/messages/teaching.ts';
import type { Retaining } from '#lib/messages/retention.ts';
import type { Joining } from '#lib/messages/joining.ts';
import type {
  ConflictView,
  ConflictWay,
  DeletionSpan,
  DeletionsPart,
  HistoryPart,
  HistoryPlace,
  MergeChoices,
  MergeHistoryPage,
  MergeView,
  TwinsPage,
} from '#lib/messages/past.ts';
import type { OnTheTab } from '#lib/messages/on-the-tab.ts';
import type { Jobs } from '#lib/messages/jobs.ts';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';

/**
 * The one interface to contacts that every surface uses. It lives in the background; popup, sidebar and contacts page
 * call it as if it were local (`callBook` of `call.ts`). Every function may throw a `ProblemError`.
 * A content script is no surface: it has the narrower `Page` of `page.ts`.
 */
export type Book = Capturing &
  Dealings &
  Definitions &
  Exchange &
  OnTheTab &
  Jobs &
  Teaching &
  Retaining &
  Joining & {
    // ---- reading ----
    status(): Promise<BookStatus>;
    /** A window of the contacts that match, for a virtualised list; all of them for an empty `text` and no filter. */
    list(query: ListQuery): Promise<ListPage>;
    /** How many contacts match each of these filters, in their order (E12, E23). */
    count(filters: Filter[]): Promise<number[]>;
    /** The ids of the contacts that match, in no order, `limit` of them at most (up to a million): "select all that match" (G31). */
    idsOf(query: Matching, limit: number): Promise<string[]>;
    /** Null where there is none; a deleted one is none. */
    contact(id: string): Promise<ContactView | null>;
    /** What the tab shows: the sidebar's own tab, or for popup and contacts page the active one. Null where no site is read. */
    here(): Promise<Here | null>;
    /** Checks a draft as it is typed; an empty list when it could be added now. */
    check(draft: Draft): Promise<DraftProblem[]>;
    integrations(): Promise<Integration[]>;
    conflicts(): Promise<ConflictView[]>;
    /**
     * What was done to a contact, newest first, from the server alone (G10); empty while working alone. `before`: what the
     * part that was shown last said of the one before it. @throws server_unreachable ...
     */
    history(contactId: string, before?: HistoryPlace): Promise<HistoryPart>;
    /** What was merged into a contact, newest first, the undone ones among them (R7). */
    merges(contactId: string): Promise<MergeView[]>;
    /**
     * Contacts that may be one person, the surest first (B20, B21, R13): pairs with this one, or of the whole book. Blocked
     * ones, and those of whom the team said that they are different, are never among them (B27, G7).
     */
    twins(contactId?: string): Promise<TwinsPage>;
    /** Merges of the whole workspace, newest first (B25). @throws not_permitted to an agent (Z) */
    mergeHistory(window: { offset: number; limit: number }): Promise<MergeHistoryPage>;
    /**
     * Which contacts were deleted, newest first (D15, D16), from the server alone; none while working alone. `before`: as
     * for `history`. @throws not_permitted, server_unreachable ...
     */
    deletions(before?: HistoryPlace | null, span?: DeletionSpan): Promise<DeletionsPart>;

    // ---- writing: done at once in the local workspace, sent when the server can be reached ----
    /** Tells colleagues who show the same requester that the agent is about to add them (R12); lasts some seconds. */
    announceAdding(from: Requester): Promise<void>;
    /** One click (A30 to A33): the same requester twice is still one contact. */
    addSender(from: Requester, choice?: AddChoice): Promise<AddOutcome>;
    /** @throws name_taken, sender_taken ... the first of `check`'s problems */
    addContact(draft: Draft): Promise<ContactRef>;
    rename(id: string, name: string): Promise<void>;
    setFields(id: string, set: FieldSet, base: FieldSet): Promise<void>;
    attachSender(contactId: string, sender: SenderDraft): Promise<void>;
    detachSender(contactId: string, channel: string, key: string): Promise<void>;
    /** Contacts page only (law 9, X4): refused with `not_permitted` to a sidebar. */
    deleteContact(id: string): Promise<void>;
    /** Makes a note, or edits the one with `id`; `isWarning`: it warns whoever answers (R2, G29), as before where left out. */
    putNote(contactId: string, text: string, id?: string | null, isWarning?: boolean): Promise<void>;
    deleteNote(id: string): Promise<void>;
    /** Gives a contact a picture of the team's own (E28), a `data:` address of 20,000 characters at most; null takes it away (X8). @throws too_large */
    putPicture(contactId: string, data: string | null): Promise<void>;
    putIntegration(integration: Omit<Integration, 'id'>, id?: string): Promise<void>;
    deleteIntegration(id: string): Promise<void>;
    settleConflict(id: string, way: ConflictWay): Promise<void>;
    /**
     * Makes `from` one with `into` (R7), which has then what both had (B19, `mergedValues`); where both have another value,
     * its own stays unless another is chosen. @returns the merge's id
     */
    merge(from: string, into: string, choices?: MergeChoices): Promise<string>;
    /** Takes a merge back: both are as they were, but for what was edited since (R7). @returns the contact that lives again */
    unmerge(mergeId: string): Promise<ContactRef>;
    /** "Not the same person", remembered for the whole team (G7); `are` false takes it back. */
    putDifferent(a: string, b: string, are?: boolean): Promise<void>;
  };

export type BookStatus = {
  contacts: number;
  /** Changes that are not on the server yet; always 0 while working alone. */
  unsent: number;
  conflicts: number;
  /** `others`: how many more there are to switch to (E3). */
  workspace: { name: string; role: Role; others: number } | null;
  sync: SyncState;
};

/** `alone`: no server. `progress`: rows of `total` that the first sync has brought. */
export type SyncState =
  | { state: 'alone' }
  | { state: 'idle'; at: string }
  | { state: 'syncing'; progress?: { done: number; total: number } }
  | { state: 'offline'; since: string }
  | { state: 'stopped'; problem: Problem };

/**
 * Any attribute of the catalogue (`lib/model/attribute.ts`), those of the team's own among them. Ids are sorted as what
 * they are called, and whoever has no value comes last either way.
 */
export type SortKey = string;
/** Which contacts: those that `text` finds and `filter` lets through; each of both may be empty. */
export type Matching = { text: string; filter?: Filter };
export type ListQuery = Matching & {
  /**
   * `best`: by how well `text` fits · `newest`: whatever `text` says, the latest made first; without a filter quicker
   * than sorting.
   */
  sort: { by: SortKey; descending: boolean } | 'best' | 'newest';
  /** Attributes whose values come with each row, as its `facts`. */
  columns?: string[];
  offset: number;
  /** At most 500. */
  limit: number;
};
export type ListPage = { total: number; offset: number; rows: ListRow[] };
/** `facts`: the values of the asked columns; ids of organisations, tags, people and integrations as they are. */
export type ListRow = ContactSummary & { facts?: Facts };

export type ContactSummary = ContactRef & {
  country: string | null;
  language: string | null;
  senders: SenderView[];
  /** Names of integrations. */
  integrations: string[];
  createdAt: string;
  unsent: boolean;
  /** Null: not blocked (B48). */
  blocked?: BlockedView | null;
};

export type SenderView = {
  channel: string;
  key: string;
  value: string;
  name: string | null;
  integration: string | null;
  conversationUrl: string | null;
  firstSeenAt: string | null;
  /** Not on the server yet (R14); only a whole contact's senders say so. */
  unsent?: boolean;
};

export type NoteView = {
  id: string;
  text: string;
  author: string | null;
  /** Written by whoever works here. Alone every note is. */
  mine: boolean;
  /** Whether whoever works here may edit and delete it: its author, and a restricted manager or more (Z). */
  mayEdit: boolean;
  createdAt: string;
  editedAt: string | null;
  unsent: boolean;
  /** It warns whoever is about to answer (R2, G29). */
  isWarning?: boolean;
  /** What it said before each of its edits, newest first (E47); `at`: when that was written. */
  before?: { at: string; userName: string | null; text: string }[];
};

export type ContactView = ContactSummary & {
  fields: Fields;
  /** The team's own, else the one a page showed, as a `data:` address; null or absent where there is none (B30, X8). */
  picture?: string | null;
  /** The one a page showed: what is seen again when the team's own is taken away. */
  channelPicture?: string | null;
  /** How the last conversation stands: the state of the last ticket (B38); null or absent where there is none. */
  status?: { state: string; at: string } | null;
  notes: NoteView[];
  createdBy: string | null;
  updatedAt: string;
  updatedBy: string | null;
  /** Field keys whose value is not on the server yet (R14); `name` for the name. */
  unsentFields: string[];
};

/** One of the team's own accounts on a platform (A25). `address`: the mailbox, shop login or seller id. */
export type Integration = { id: string; channel: string; name: string; address: string };

/** An address or a login as a page writes it. */
export type Identity = { channel: string; address: string };
/** An identity that a page shows beside a requester's own, and that is another contact's: told, never merged (R1). */
export type Elsewhere = { address: string; contact: ContactRef };

/** Who a requester is to the book; the chip's and the sidebar's state (G1). */
export type Recognition =
  /** `addedBy`: a colleague who is adding them at this moment (R12). */
  | {
      state: 'unknown';
      proposedName: string;
      nameTakenBy: ContactRef | null;
      addedBy?: string | null;
      elsewhere?: Elsewhere;
    }
  /**
   * `blocked`: the team does not want to hear from them (B48, W18); left out where it does. `warning`: what the newest
   * warning says (R2); `ticketOf`: a colleague to whom an open ticket of theirs is assigned (R2). `linkable`: identities
   * the page shows of them that nobody has yet (R1).
   */
  | {
      state: 'known';
      contact: ContactRef;
      blocked?: BlockedView;
      warning?: string;
      ticketOf?: string;
      linkable?: Identity[];
      elsewhere?: Elsewhere;
    }
  /** Two requesters' keys lead to different contacts, or the sender was taken meanwhile. */
  | { state: 'taken'; contact: ContactRef }
  /** `shared_address`, `no address on the page` ...: cannot be told, so cannot be added. */
  | { state: 'cannot-tell'; problem: Problem }
  /** The team's own address: nobody is offered. */
  | { state: 'own' }
  /** Never captured, unless somebody does it by hand (G11): why. */
  | { state: 'never'; why: Exclude<NeverWhy, 'ours'> }
  | { state: 'error'; problem: Problem };

export type Here = {
  tabId: number;
  site: string;
  host: string;
  /** Grows with everything the page shows: an answer for an older number is thrown away. */
  turn: number;
  /** `reading`: a message is being opened, whatever was shown before is over. */
  reading: boolean;
  participants: { requester: Requester; recognition: Recognition }[];
  /** Index of the one shown; 0 unless the agent switched. */
  shown: number;
  /** What the page says where it names nobody: who it is of is picked by hand (C22). */
  about?: About;
  /** The id of the taught site that this page is of, and that finds nobody here any more (R15). */
  lost?: string;
};

/** What to do where the name is another contact's (X1). */
export type AddChoice = { do: 'attach'; contactId: string } | { do: 'suffix' };

export type AddOutcome =
  | { outcome: 'added' | 'attached' | 'already'; contact: ContactRef }
  /** Another contact has this sender (A33). */
  | { outcome: 'sender-taken'; contact: ContactRef }
  /** Another contact has this name (X1): attach, or add as `suffixed`. */
  | { outcome: 'name-taken'; contact: ContactRef; suffixed: string };

export type SenderDraft = { channel: string; value: string; name?: string; integration?: string };
export type Draft = {
  name: string;
  senders: SenderDraft[];
  /** ISO alpha-2; also the country a national phone number is read for. */
  country: string | null;
  /** BCP 47. */
  language: string | null;
  /** Ids. */
  integrations: string[];
  note: string;
  /** The contact being edited, whose own name and senders are not taken. */
  contactId?: string;
  origin?: Origin;
};
/** `at`: 'name', 'note', or the index of a sender. `warning`: may be added all the same. */
export type DraftProblem = { at: 'name' | 'note' | number; problem: Problem };

export type Connection =
  | { state: 'alone' }
  | { state: 'connecting'; serverUrl: string; userCode: string; verificationUrl: string }
  | { state: 'failed'; serverUrl: string; problem: Problem }
  | {
      state: 'connected';
      serverUrl: string;
      user: { name: string; email: string };
      workspace: { id: string; name: string; role: Role };
    };
