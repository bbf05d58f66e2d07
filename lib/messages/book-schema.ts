import { z } from 'zod';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { filterSchema } from '#lib/model/filter-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { fieldSet, origin } from '#lib/model/field-schema.ts';
import { requester } from '#lib/model/requester-schema.ts';
import { exchangeArgs } from '#lib/messages/exchange-schema.ts';
import { dealingArgs } from '#lib/messages/dealings-schema.ts';
import { definitionArgs } from '#lib/messages/definitions-schema.ts';
import type { Book } from '#lib/messages/book.ts';

/**
 * What a surface may send, function by function. Limits here are the door's, wide on purpose: a name or a note that
 * is too long for the book has to arrive, so that it can be refused in words beside its field.
 */
const typed = z.string().max(1_000_000);
const key = z.string().max(400);

const senderDraft = z.object({
  channel: channelSchema,
  value: typed,
  name: typed.optional(),
  integration: z.string().max(320).optional(),
});
const country = z
  .string()
  .regex(/^[A-Z]{2}$/u)
  .nullable();
const draft = z.object({
  name: typed,
  senders: z.array(senderDraft).max(5000),
  country,
  language: z.string().max(35).nullable(),
  integrations: z.array(recordId).max(1000),
  note: typed,
  contactId: recordId.optional(),
  origin: origin.optional(),
});
const attributeKey = z.string().min(1).max(100);
const matching = z.object({ text: z.string().max(1000), filter: filterSchema.optional() });
const listQuery = matching.extend({
  sort: z.union([z.enum(['best', 'newest']), z.object({ by: attributeKey, descending: z.boolean() })]),
  columns: z.array(attributeKey).max(200).optional(),
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(500),
});
export const addChoice = z.discriminatedUnion('do', [
  z.object({ do: z.literal('attach'), contactId: recordId }),
  z.object({ do: z.literal('suffix') }),
]);
const conflictWay = z.discriminatedUnion('do', [
  z.object({ do: z.literal('attach') }),
  z.object({ do: z.literal('rename'), name: typed }),
  z.object({ do: z.literal('merge') }),
  z.object({ do: z.literal('mine') }),
  z.object({ do: z.literal('retry') }),
  z.object({ do: z.literal('discard') }),
]);
const integration = z.object({ channel: channelSchema, name: typed, address: typed });
const openAt = z.object({
  contact: recordId.optional(),
  profile: recordId.optional(),
  action: z.enum(['edit', 'delete', 'block', 'unblock', 'add']).optional(),
  view: z.enum(['conflicts', 'team', 'integrations', 'import', 'duplicates', 'blocked']).optional(),
});
const place = z.object({ version: z.int().nonnegative(), seq: z.int().nonnegative() });
const mergeChoices = z.object({
  name: typed.optional(),
  set: fieldSet.optional(),
  base: fieldSet.optional(),
});
const nothing = z.tuple([]);

/** Arguments of every function of the book, as tuples. */
export const bookArgs = {
  status: nothing,
  list: z.tuple([listQuery]),
  count: z.tuple([z.array(filterSchema).max(1000)]),
  idsOf: z.tuple([matching, z.int().min(1).max(1_000_000)]),
  contact: z.tuple([recordId]),
  here: nothing,
  check: z.tuple([draft]),
  integrations: nothing,
  conflicts: nothing,
  history: z.tuple([recordId, place.optional()]),
  merges: z.tuple([recordId]),
  twins: z.tuple([recordId.optional()]),
  mergeHistory: z.tuple([z.object({ offset: z.int().nonnegative(), limit: z.int().min(1).max(500) })]),
  deletions: z.tuple([
    place.nullish(),
    z.object({ from: z.iso.datetime().optional(), until: z.iso.datetime().optional() }).optional(),
  ]),
  announceAdding: z.tuple([requester]),
  addSender: z.tuple([requester, addChoice.optional()]),
  addContact: z.tuple([draft]),
  rename: z.tuple([recordId, typed]),
  setFields: z.tuple([recordId, fieldSet, fieldSet]),
  attachSender: z.tuple([recordId, senderDraft]),
  detachSender: z.tuple([recordId, channelSchema, key]),
  deleteContact: z.tuple([recordId]),
  putNote: z.tuple([recordId, typed, recordId.optional(), z.boolean().optional()]),
  deleteNote: z.tuple([recordId]),
  putPicture: z.tuple([recordId, z.string().max(1_000_000).nullable()]),
  putIntegration: z.tuple([integration, recordId.optional()]),
  deleteIntegration: z.tuple([recordId]),
  settleConflict: z.tuple([recordId, conflictWay]),
  merge: z.tuple([recordId, recordId, mergeChoices.optional()]),
  unmerge: z.tuple([recordId]),
  putDifferent: z.tuple([recordId, recordId, z.boolean().optional()]),
  capture: z.tuple([recordId]),
  lookAt: z.tuple([z.int().nonnegative()]),
  insert: z.tuple([z.string().min(1).max(2000)]),
  undoInsert: nothing,
  closeSidebar: nothing,
  openContactsPage: z.tuple([openAt.optional()]),
  connection: nothing,
  connect: z.tuple([z.string().max(2048)]),
  cancelConnecting: nothing,
  disconnect: z.tuple([z.object({ discard: z.boolean() })]),
  workspaces: nothing,
  switchWorkspace: z.tuple([z.string().max(200)]),
  leaveWorkspace: z.tuple([z.object({ discard: z.boolean() })]),
  syncNow: nothing,
  unsentChanges: nothing,
  ...dealingArgs,
  ...definitionArgs,
  ...exchangeArgs,
} as const satisfies Record<keyof Book, z.ZodType<unknown[]>>;
