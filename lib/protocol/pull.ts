import * as z from 'zod/mini';
import { rows } from '#lib/protocol/rows.ts';

/**
 * How far a replica is. `v`: it has every row up to this version of the workspace, in this `epoch` of the server's
 * data (a restored backup begins a new one).
 */
export const cursor = z.object({
  v: z.int().check(z.nonnegative()),
  epoch: z.string().check(z.maxLength(64)),
});
export type Cursor = z.infer<typeof cursor>;

/**
 * The version at which an epoch began, where it began with a restored backup and its name says so: `<id>@<version>`.
 * A replica then knows which of its rows are newer than the backup, however much has been written since.
 */
export function epochBase(epoch: string): number | null {
  const base = /@(\d{1,15})$/.exec(epoch)?.[1];
  return base === undefined ? null : Number(base);
}

/** A place inside a pull: rows of the window (v, to], pinned by its first page, after the row that `after` names. */
export const pageToken = z.extend(cursor, { to: z.int(), after: z.string().check(z.maxLength(1000)) });
export type PageToken = z.infer<typeof pageToken>;

/** `POST /v1/workspaces/:workspace/pull`; no cursor: from the beginning. `limit` counts rows. */
export const pullRequest = z.object({
  protocol: z.int(),
  clientId: z.uuid(),
  cursor: z.nullable(z.union([pageToken, cursor])),
  limit: z.int().check(z.gte(1), z.lte(10_000)),
});
export type PullRequest = z.infer<typeof pullRequest>;

/** A page. `next` while the window has more; `cursor` once it is drained. `total` rows in the window, for progress. */
export const pullPage = z.object({
  epoch: z.string(),
  head: z.int(),
  lastChangeId: z.int(),
  rows,
  total: z.optional(z.int()),
  next: z.optional(pageToken),
  cursor: z.optional(cursor),
});
export type PullPage = z.infer<typeof pullPage>;

/**
 * `reset`: begin anew. With another epoch a backup was restored, and what it forgot is to be told again; with the same
 * one the cursor is older than the deletions the server still remembers, and nothing is · `stale`: this
 * replica of the server lags behind, ask again later.
 */
export const pullResponse = z.union([
  z.object({ reset: z.literal(true), epoch: z.string() }),
  z.object({ stale: z.literal(true), head: z.int() }),
  pullPage,
]);
export type PullResponse = z.infer<typeof pullResponse>;
