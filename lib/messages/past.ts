import type { Act, ValueView } from '#lib/messages/acts.ts';
import type { ContactSummary } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { FieldSet } from '#lib/model/field.ts';

/** What was done to contacts, by whom, and what can be made of it: conflicts, histories, merges, twins, deletions. */

export type ConflictView = {
  id: string;
  code: string;
  /** What its author had wanted to do. */
  act: Act;
  /** Name of the contact that the change was for, as its author called it. */
  subject: string;
  /** Ids of the contacts of the book that it is about. */
  about: string[];
  /** What was refused. */
  kept: ValueView[];
  other: {
    contact: ContactRef | null;
    userName: string | null;
    at: string | null;
    /** As the label of a value. */
    field: string | null;
    /** '' where the field was empty; null where there is no value to tell. */
    value: string | null;
  };
  createdAt: string;
  ways: ConflictWay[];
};
/**
 * `attach`: give the refused senders and fields to the other contact · `rename`: try again as `name`, '' where a name
 * has to be asked for · `merge`: the two contacts become one, the other's · `mine`: set my value again.
 */
export type ConflictWay =
  | { do: 'attach' }
  | { do: 'rename'; name: string }
  | { do: 'merge' }
  | { do: 'mine' }
  | { do: 'retry' }
  | { do: 'discard' };

/** A place in a history: of the last step that was read. */
export type HistoryPlace = { version: number; seq: number };
/** `before`: where the part before this one begins; null where there is none. */
export type HistoryPart = { steps: HistoryStep[]; before: HistoryPlace | null };

/** One thing that was done. Steps of one `version` were sent together, from one device. */
export type HistoryStep = HistoryPlace & {
  at: string;
  /** Null where nobody knows any more. */
  userName: string | null;
  /** Like "Chrome · Linux"; '' where nobody knows. */
  device: string;
  act: Act;
  values: ValueView[];
  /** Of `merge` and `unmerge`: its id. */
  mergeId: string | null;
};

/** A contact that was merged into the one shown. */
export type MergeView = {
  id: string;
  /** What it was called. */
  name: string;
  at: string;
  userName: string | null;
  isUndone: boolean;
  /** Whether whoever works here may undo it (Z): who made it, and a restricted manager or more. */
  mayUndo: boolean;
};
/** A merge, seen from the whole workspace. `into`: null where it is gone. */
export type WorkspaceMerge = MergeView & {
  from: ContactRef;
  into: ContactRef | null;
  undoneAt: string | null;
};
export type MergeHistoryPage = { total: number; rows: WorkspaceMerge[] };

/** `total`: how many pairs there are; `pairs` holds the first of them. */
export type TwinsPage = { total: number; pairs: TwinsView[] };
/** Two contacts that may be one person. The first is the one that was asked for, else the older. */
export type TwinsView = {
  contacts: [ContactSummary, ContactSummary];
  /**
   * What they have in common, each shown (G8): `place` is a name at one postcode, `order` an order number. `key`: what was
   * compared, of an e-mail or phone the sender's; `value`: as it was written.
   */
  proofs: { by: 'email' | 'phone' | 'order' | 'place'; key: string; value: string }[];
  /** An e-mail or phone is repeated (B21); else they are one person probably at most (R13). */
  isSure: boolean;
};

/** A contact that was deleted, as far as it may still be told (D15, X12). */
export type DeletionView = HistoryPlace & {
  at: string;
  userName: string | null;
  /** Like "A. S."; and one of its senders, like "j•••@g•••.example". */
  initials: string;
  handle: string | null;
  channel: string | null;
};
/** Of which time deletions are asked for (D16): ISO 8601 in UTC, `until` not in it. */
export type DeletionSpan = { from?: string; until?: string };
/** `before`: where the part before this one begins; null where there is none. */
export type DeletionsPart = { entries: DeletionView[]; before: HistoryPlace | null };

/** What the survivor of a merge gets; its own where nothing is said. `base`: what its chooser saw. */
export type MergeChoices = { name?: string; set?: FieldSet; base?: FieldSet };
