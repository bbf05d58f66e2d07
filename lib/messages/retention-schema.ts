import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { MOST_DAYS } from '#lib/model/retention.ts';
import type { Retaining } from '#lib/messages/retention.ts';

const rule = z.object({
  channel: channelSchema,
  days: z.int().check(z.gte(1), z.lte(MOST_DAYS)),
  what: z.enum(['redact', 'delete']),
});

/** Arguments of the functions of `retention.ts`, as tuples. */
export const retentionArgs = {
  retention: z.tuple([]),
  overdue: z.tuple([rule]),
  putRetention: z.tuple([rule, z.optional(recordId)]),
  deleteRetention: z.tuple([recordId]),
} as const satisfies Record<keyof Retaining, z.ZodMiniType<unknown[]>>;
