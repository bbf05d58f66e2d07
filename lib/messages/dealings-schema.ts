import * as z from 'zod/mini';
import { COMPOSERS } from '#lib/model/compose.ts';
import { recordId } from '#lib/model/record.ts';
import { FILE_PART, FILES_BYTES, PRIORITIES } from '#lib/model/ticket.ts';
import { TIMELINE_FILTERS, type Dealings } from '#lib/messages/dealings.ts';

/** Limits of the door, wide on purpose (`book-schema.ts`). */
const typed = z.string().check(z.maxLength(1_000_000));
const trail = z.object({ version: z.int().check(z.nonnegative()), seq: z.int().check(z.nonnegative()) });
const query = z.object({
  filter: z.enum(TIMELINE_FILTERS),
  before: z.optional(
    z.object({
      at: z.string().check(z.maxLength(40)),
      id: z.string().check(z.maxLength(500)),
      trail: z.nullable(trail),
    }),
  ),
  limit: z.int().check(z.gte(1), z.lte(10_000)),
  isLocal: z.optional(z.boolean()),
});
const draft = z.object({
  to: typed,
  replyTo: z.optional(typed),
  subject: typed,
  text: typed,
  assignee: z.nullable(z.string().check(z.minLength(1), z.maxLength(200))),
  department: z.nullable(recordId),
  priority: z.enum(PRIORITIES),
  tags: z.array(recordId).check(z.maxLength(100)),
});
const file = z.object({
  id: recordId,
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  type: z.string().check(z.maxLength(100)),
  size: z.int().check(z.nonnegative(), z.lte(FILES_BYTES)),
});
const part = z.object({
  index: z.int().check(z.nonnegative(), z.lte(100)),
  of: z.int().check(z.gte(1), z.lte(100)),
  data: z.string().check(z.maxLength(FILE_PART)),
});

/** Arguments of the functions of `dealings.ts`, as tuples. */
export const dealingArgs = {
  timeline: z.tuple([recordId, query]),
  ticket: z.tuple([recordId]),
  putTicket: z.tuple([recordId, draft, z.optional(recordId)]),
  deleteTicket: z.tuple([recordId]),
  putFilePart: z.tuple([recordId, file, part]),
  deleteFile: z.tuple([recordId, recordId]),
  filePart: z.tuple([recordId, z.int().check(z.nonnegative(), z.lte(100))]),
  mailServer: z.tuple([]),
  sendTicket: z.tuple([recordId]),
  handTicket: z.tuple([recordId, z.enum(COMPOSERS)]),
  settleTicket: z.tuple([recordId, z.enum(['sent', 'open', 'closed'])]),
  putCall: z.tuple([recordId, z.string().check(z.maxLength(40))]),
  departments: z.tuple([]),
  putDepartment: z.tuple([typed]),
  emailHolder: z.tuple([z.string().check(z.maxLength(2000)), recordId]),
} as const satisfies Record<keyof Dealings, z.ZodMiniType<unknown[]>>;
