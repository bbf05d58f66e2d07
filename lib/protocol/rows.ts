import * as z from 'zod/mini';
import { recordId } from '#lib/model/record.ts';
import { fields } from '#lib/model/field-schema.ts';
import { recordKind } from '#lib/model/record.ts';
import { senderDetails } from '#lib/model/sender-schema.ts';

/** What every replicated row carries. Times are ISO 8601 in UTC, by the server's clock; people are user ids. */
const stamp = {
  version: z.int().check(z.nonnegative()),
  deleted: z.boolean(),
};

/**
 * A contact as the server has it. A tombstone (`deleted`) has an empty name, no fields and no people; it stands for the
 * contact's senders too, which the server forgets without a trace (B59): a replica purges them with it.
 */
export const contactRow = z.object({
  id: recordId,
  name: z.string(),
  fields,
  /** The contact it was merged into, which may be merged itself; its name is free then (`lib/model/merge.ts`). */
  // oxlint-disable-next-line no-underscore-dangle -- what zod calls it, `default` being a word of the language
  mergedInto: z._default(z.nullable(recordId), null),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  ...stamp,
});
export type ContactRow = z.infer<typeof contactRow>;

/** A sender; its identity is (channel, key). A tombstone has an empty value and no details. */
export const senderRow = z.object({
  channel: z.string(),
  key: z.string(),
  contactId: recordId,
  value: z.string(),
  details: senderDetails,
  createdAt: z.string(),
  ...stamp,
});
export type SenderRow = z.infer<typeof senderRow>;

/** A record of any other kind. A tombstone has no fields and no contact. */
export const recordRow = z.object({
  kind: recordKind,
  id: recordId,
  contactId: z.nullable(recordId),
  fields,
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  ...stamp,
});
export type RecordRow = z.infer<typeof recordRow>;

/**
 * Why a change did not go through, or what its author should know of it. The last three are notices: the change was
 * applied, something else happened beside it.
 */
export const conflictCode = z.enum([
  'name_taken',
  'sender_taken',
  'merged',
  'deleted',
  'not_found',
  'id_exists',
  'invalid',
  'role',
  'field_overwritten',
  'renamed',
  'also_added',
]);
export type ConflictCode = z.infer<typeof conflictCode>;

/** Something a member has to see, kept with its data until they settle it (law 5). Only its own user's are pulled. */
export const conflictRow = z.object({
  id: recordId,
  code: z.string(),
  /**
   * The refused change, `{name, args}`, so that nothing of it is lost. `followed`: what its author did afterwards to a
   * contact whose create was refused, and that could not be made part of `args`: notes and other records, in order.
   */
  change: z.object({
    name: z.string(),
    args: z.unknown(),
    followed: z.optional(z.array(z.object({ name: z.string(), args: z.unknown() }))),
  }),
  /** The contact that stands in the way or is concerned, and whoever made or changed it, where there is one. */
  other: z.object({
    contactId: z.nullable(z.string()),
    contactName: z.nullable(z.string()),
    userName: z.nullable(z.string()),
    at: z.nullable(z.string()),
    /** For `field_overwritten`: the value that was replaced; for `renamed`: the name given instead. */
    value: z.optional(z.unknown()),
    field: z.optional(z.string()),
  }),
  createdAt: z.string(),
  resolved: z.boolean(),
  ...stamp,
});
export type ConflictRow = z.infer<typeof conflictRow>;

/** The members of the workspace, so that a user id can be shown as a name. */
export const memberRow = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  ...stamp,
});
export type MemberRow = z.infer<typeof memberRow>;

/** One page of replicated rows. Kinds of row that a newer server adds are passed over. */
export const rows = z.object({
  contact: z.array(contactRow),
  sender: z.array(senderRow),
  record: z.array(recordRow),
  conflict: z.array(conflictRow),
  member: z.array(memberRow),
});
export type Rows = z.infer<typeof rows>;
