import * as z from 'zod/mini';
import { AUTO_CREATE } from '#lib/model/auto-create.ts';
import { recordId } from '#lib/model/record.ts';
import type { Capturing } from '#lib/messages/capturing.ts';

/** Arguments of the functions of `capturing.ts`, as tuples. */
export const captureArgs = {
  captureRules: z.tuple([]),
  putNever: z.tuple([z.string().check(z.maxLength(10_000)), z.enum(['ours', 'other'])]),
  deleteNever: z.tuple([recordId]),
  putCaptureSettings: z.tuple([
    z.object({
      machines: z.optional(z.boolean()),
      platforms: z.optional(z.boolean()),
      autoCreate: z.optional(z.enum(AUTO_CREATE)),
    }),
  ]),
} as const satisfies Record<keyof Capturing, z.ZodMiniType<unknown[]>>;
