/** What a client is told at its start; JSON in its environment. */
export type Orders = {
  name: string;
  url: string;
  workspace: string;
  userId: string;
  token: string;
  seed: string;
  /** How often it has been started: each life draws from a chance of its own. */
  life: number;
  /** Where its IndexedDB and its list of what it issued are kept. */
  folder: string;
  /** Nobody kills it, it makes no changes: it only syncs when asked. */
  calm: boolean;
};

/** A line of what a client issued. `meant` before the store is asked, `done` when it has answered. */
export type Entry =
  | { n: string; state: 'meant'; name: string; mark: string | null; contacts: string[]; place?: string }
  | { n: string; state: 'done' }
  | { n: string; state: 'refused'; why: string }
  /** The conflict that its author has seen, and then put away. */
  | { n: string; state: 'seen'; conflict: unknown };

export type Told = { t: 'calm' } | { t: 'sync' } | { t: 'show' };
export type Said =
  | { t: 'ready' }
  | { t: 'synced'; unsent: number }
  | { t: 'shown'; replica: Replica }
  /** An error that no broken line explains. */
  | { t: 'fault'; error: string };

/** Everything a client has at the end. */
export type Replica = {
  shared: Record<string, unknown[]>;
  conflicts: { id: string }[];
  unpacked: unknown[];
  /** Columns of facts that are not what the rows alone give. */
  wrongFacts: string[];
  lines: number;
  counted: number;
  outbox: number;
  serverRows: number;
  client: { id: string; next: number; pushed: number };
};
