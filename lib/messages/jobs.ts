import type { Matching } from '#lib/messages/book.ts';
import type { Retention } from '#lib/model/retention.ts';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';

/** The part of the book that changes many contacts: in the background, in batches, until it is done (B61 to B68, X6, X10, G31). */
export type Jobs = {
  /**
   * Begins a job over these contacts; who matches is settled now and does not change with what the job does. A deletion
   * waits ten seconds, in which it can be taken back (X10).
   * @throws not_permitted, too_many_for_role (an agent's tags, X6; `value` is the limit), nothing_chosen, bad_message
   */
  startJob(work: JobWork, over: JobContacts): Promise<JobView>;
  /** All that are not put away, newest first. What is over is put away after a day by itself. */
  jobs(): Promise<JobView[]>;
  /** Ends a job: nothing more is done of it. What it has done stays done, and is told. */
  cancelJob(id: string): Promise<void>;
  /** Puts away what is over. */
  dismissJob(id: string): Promise<void>;
  /**
   * Begins a job that takes back what another, which is over, has changed: each contact is as it was before, but for what
   * somebody has changed since. It stands in the other's place. @throws definition_gone
   */
  undoJob(id: string): Promise<JobView>;
};

/** `to` null: nobody. */
export type JobWork =
  | { do: 'tag' | 'untag'; tags: string[] }
  | { do: 'assign'; to: string | null }
  | { do: 'organisation'; to: string | null }
  | { do: 'block'; reason: string }
  | { do: 'unblock' }
  | { do: 'delete' };

/** What the book starts by itself: for `mergeTags`, `deleteTag`, `deleteOrganisation`. `name`: of what is taken away. */
export type OwnWork =
  | { do: 'merge-tags'; from: string; into: string; name: string }
  | { do: 'delete-tag'; tag: string; name: string }
  | { do: 'delete-organisation'; organisation: string; name: string };

/** What the book starts by itself for a rule of retention (G30): whoever has been heard of meanwhile is left. */
export type RetentionWork = { do: 'retain' } & Retention;

/** Taking back what the job `of` has changed. */
export type UndoWork = { do: 'undo'; of: string };

export type Work = JobWork | OwnWork | RetentionWork | UndoWork;

/** These contacts, up to some 20,000; or all that match, but those taken out again. */
export type JobContacts = { ids: string[] } | (Matching & { except?: string[] });

/** `waiting`: until `startsAt`. `stopped`: it cannot go on, `problem` says why. `cancelled`: by a person. */
export type JobState = 'waiting' | 'running' | 'done' | 'cancelled' | 'stopped';

export type JobView = {
  id: string;
  work: Work;
  state: JobState;
  /** ISO 8601; for `waiting`, when it begins. */
  startsAt: string;
  endedAt: string | null;
  total: number;
  /** Looked at so far: `changed`, `unchanged` (it was so already) and `refused` together. */
  done: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** The first of those refused, with why. */
  refusals: { contact: ContactRef; problem: Problem }[];
  problem: Problem | null;
  /** Whether `undoJob` takes it back: tags, assignee and organisation can be, as long as the job is not put away. */
  canUndo: boolean;
};
