import { z } from 'zod';
import { COMPOSERS } from '#lib/model/compose.ts';
import { recordId } from '#lib/model/record.ts';
import { FILE_PART, FILES_BYTES, PRIORITIES } from '#lib/model/ticket.ts';
import { TIMELINE_FILTERS, type Dealings } from '#lib/messages/dealings.ts';

/** Limits of the door, wide on purpose (`book-schema.ts`). */
const typed = z.string().max(1_000_000);
const trail = z.object({ version: z.int().nonnegative(), seq: z.int().nonnegative() });
const query = z.object({
  filter: z.enum(TIMELINE_FILTERS),
  before: z.object({ at: z.string().max(40), id: z.string().max(500), trail: trail.nullable() }).optional(),
  limit: z.int().min(1).max(10_000),
  isLocal: z.boolean().optional(),
});
const draft = z.object({
  to: typed,
  replyTo: typed.optional(),
  subject: typed,
  text: typed,
  assignee: z.string().min(1).max(200).nullable(),
  department: recordId.nullable(),
  priority: z.enum(PRIORITIES),
  tags: z.array(recordId).max(100),
});
const file = z.object({
  id: recordId,
  name: z.string().min(1).max(255),
  type: z.string().max(100),
  size: z.int().nonnegative().max(FILES_BYTES),
});
const part = z.object({
  index: z.int().nonnegative().max(100),
  of: z.int().min(1).max(100),
  data: z.string().max(FILE_PART),
});

/** Arguments of the functions of `dealings.ts`, as tuples. */
export const dealingArgs = {
  timeline: z.tuple([recordId, query]),
  ticket: z.tuple([recordId]),
  putTicket: z.tuple([recordId, draft, recordId.optional()]),
  deleteTicket: z.tuple([recordId]),
  putFilePart: z.tuple([recordId, file, part]),
  deleteFile: z.tuple([recordId, recordId]),
  filePart: z.tuple([recordId, z.int().nonnegative().max(100)]),
  mailServer: z.tuple([]),
  sendTicket: z.tuple([recordId]),
  handTicket: z.tuple([recordId, z.enum(COMPOSERS)]),
  settleTicket: z.tuple([recordId, z.enum(['sent', 'open', 'closed'])]),
  putCall: z.tuple([recordId, z.string().max(40)]),
  departments: z.tuple([]),
  putDepartment: z.tuple([typed]),
  emailHolder: z.tuple([z.string().max(2000), recordId]),
} as const satisfies Record<keyof Dealings, z.ZodType<unknown[]>>;
