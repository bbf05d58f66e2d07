import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { filterSchema } from '#lib/model/filter-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { fieldSet, origin } from '#lib/model/field-schema.ts';
import { requester } from '#lib/model/requester-schema.ts';
import { captureArgs } from '#lib/messages/capturing-schema.ts';
import { exchangeArgs } from '#lib/messages/exchange-schema.ts';
import { dealingArgs } from '#lib/messages/dealings-schema.ts';
import { teachingArgs } from '#lib/messages/teaching-schema.ts';
import { retentionArgs } from '#lib/messages/retention-schema.ts';
import { definitionArgs } from '#lib/messages/definitions-schema.ts';
import type { Book } from '#lib/messages/book.ts';
import { READ_WHAT } from '#lib/messages/honest-reading.ts';

/**
 * What a surface may send, function by function. Limits here are the door's, wide on purpose: a name or a note that
 * is too long for the book has to arrive, so that it can be refused in words beside its field.
 */
const typed = z.string().check(z.maxLength(1_000_000));
const key = z.string().check(z.maxLength(400));

const senderDraft = z.object({
  channel: channelSchema,
  value: typed,
  name: z.optional(typed),
  integration: z.optional(z.string().check(z.maxLength(320))),
});
/** As `toISOString` makes it; whether there is such a day is the server's to say. Zod's own pattern weighs half a kilobyte. */
const moment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/u));
const country = z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/u)));
const draft = z.object({
  name: typed,
  senders: z.array(senderDraft).check(z.maxLength(5000)),
  country,
  language: z.nullable(z.string().check(z.maxLength(35))),
  integrations: z.array(recordId).check(z.maxLength(1000)),
  note: typed,
  contactId: z.optional(recordId),
  origin: z.optional(origin),
});
const attributeKey = z.string().check(z.minLength(1), z.maxLength(100));
const matching = z.object({ text: z.string().check(z.maxLength(1000)), filter: z.optional(filterSchema) });
const listQuery = z.extend(matching, {
  sort: z.union([z.enum(['best', 'newest']), z.object({ by: attributeKey, descending: z.boolean() })]),
  columns: z.optional(z.array(attributeKey).check(z.maxLength(200))),
  offset: z.int().check(z.nonnegative()),
  limit: z.int().check(z.gte(1), z.lte(500)),
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
  contact: z.optional(recordId),
  profile: z.optional(recordId),
  action: z.optional(z.enum(['edit', 'delete', 'block', 'unblock', 'add'])),
  view: z.optional(
    z.enum(['conflicts', 'team', 'integrations', 'import', 'duplicates', 'blocked', 'never', 'sites']),
  ),
});
const place = z.object({ version: z.int().check(z.nonnegative()), seq: z.int().check(z.nonnegative()) });
const mergeChoices = z.object({
  name: z.optional(typed),
  set: z.optional(fieldSet),
  base: z.optional(fieldSet),
});
const nothing = z.tuple([]);

/** Arguments of every function of the book, as tuples. */
export const bookArgs = {
  status: nothing,
  list: z.tuple([listQuery]),
  count: z.tuple([z.array(filterSchema).check(z.maxLength(1000))]),
  idsOf: z.tuple([matching, z.int().check(z.gte(1), z.lte(1_000_000))]),
  contact: z.tuple([recordId]),
  here: nothing,
  check: z.tuple([draft]),
  integrations: nothing,
  conflicts: nothing,
  history: z.tuple([recordId, z.optional(place)]),
  merges: z.tuple([recordId]),
  twins: z.tuple([z.optional(recordId)]),
  mergeHistory: z.tuple([
    z.object({ offset: z.int().check(z.nonnegative()), limit: z.int().check(z.gte(1), z.lte(500)) }),
  ]),
  deletions: z.tuple([
    z.nullish(place),
    z.optional(z.object({ from: z.optional(moment), until: z.optional(moment) })),
  ]),
  announceAdding: z.tuple([requester]),
  addSender: z.tuple([requester, z.optional(addChoice)]),
  addContact: z.tuple([draft]),
  rename: z.tuple([recordId, typed]),
  setFields: z.tuple([recordId, fieldSet, fieldSet]),
  attachSender: z.tuple([recordId, senderDraft]),
  detachSender: z.tuple([recordId, channelSchema, key]),
  deleteContact: z.tuple([recordId]),
  putNote: z.tuple([recordId, typed, z.nullish(recordId), z.optional(z.boolean())]),
  deleteNote: z.tuple([recordId]),
  putPicture: z.tuple([recordId, z.nullable(z.string().check(z.maxLength(1_000_000)))]),
  putIntegration: z.tuple([integration, z.optional(recordId)]),
  deleteIntegration: z.tuple([recordId]),
  settleConflict: z.tuple([recordId, conflictWay]),
  merge: z.tuple([recordId, recordId, z.optional(mergeChoices)]),
  unmerge: z.tuple([recordId]),
  putDifferent: z.tuple([recordId, recordId, z.optional(z.boolean())]),
  capture: z.tuple([recordId]),
  lookAt: z.tuple([z.int().check(z.nonnegative())]),
  insert: z.tuple([z.string().check(z.minLength(1), z.maxLength(2000))]),
  undoInsert: nothing,
  pointAt: z.tuple([z.nullable(z.enum(READ_WHAT))]),
  pickSelection: nothing,
  unpick: nothing,
  readAgain: nothing,
  pageReport: nothing,
  closeSidebar: nothing,
  openContactsPage: z.tuple([z.optional(openAt)]),
  connection: nothing,
  connect: z.tuple([z.string().check(z.maxLength(2048))]),
  cancelConnecting: nothing,
  disconnect: z.tuple([z.object({ discard: z.boolean() })]),
  workspaces: nothing,
  switchWorkspace: z.tuple([z.string().check(z.maxLength(200))]),
  leaveWorkspace: z.tuple([z.object({ discard: z.boolean() })]),
  syncNow: nothing,
  unsentChanges: nothing,
  ...captureArgs,
  ...dealingArgs,
  ...definitionArgs,
  ...retentionArgs,
  ...teachingArgs,
  ...exchangeArgs,
} as const satisfies Record<keyof Book, z.ZodMiniType<unknown[]>>;
