import * as z from 'zod/mini';

/** A place in a list that is read newest first: `<version>.<seq>` of the last entry that was read. */
export const trailPlace = z.string().check(z.regex(/^\d{1,15}\.\d{1,9}$/));

/**
 * `GET /v1/workspaces/:workspace/contacts/:id/history?before=<version>.<seq>&limit=&only=` (G10): what was done to a contact
 * and to all that are merged with it, newest first. For every member; gone with the contact. `only=timeline`: at
 * least what changed its tags and took senders off (E44, B16), and little else; a server that does not know it answers with all.
 */
export const historyPage = z.object({
  entries: z.array(
    z.object({
      version: z.int(),
      seq: z.int(),
      /** ISO 8601 in UTC, by the server's clock. */
      at: z.string(),
      userName: z.nullable(z.string()),
      /** What it was done from, like "Chrome · Linux"; '' where nobody knows. */
      device: z.string(),
      /** The change. Of a merge whose other contact has been deleted since, only the ids are left. */
      op: z.object({ name: z.string(), args: z.unknown() }),
    }),
  ),
  more: z.boolean(),
});
export type HistoryPage = z.infer<typeof historyPage>;

/**
 * `GET /v1/workspaces/:workspace/deletions?before=&limit=&from=&until=` (X12): which contacts were deleted, newest first;
 * for whoever may administer, else 403 `not_permitted`. `from`, `until`: ISO 8601 in UTC, `until` not in it (D16). The hint tells a person who knew the contact which one it was, nobody else.
 */
export const deletionsPage = z.object({
  entries: z.array(
    z.object({
      version: z.int(),
      seq: z.int(),
      at: z.string(),
      userName: z.nullable(z.string()),
      contactId: z.string(),
      hint: z.object({
        /** Like "A. S.". */
        initials: z.string(),
        /** One of its senders, like "j•••@g•••.example", and its channel; null where it had none. */
        handle: z.nullable(z.string()),
        channel: z.nullable(z.string()),
      }),
    }),
  ),
  more: z.boolean(),
});
export type DeletionsPage = z.infer<typeof deletionsPage>;
