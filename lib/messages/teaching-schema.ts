import * as z from 'zod/mini';
import { recordId } from '#lib/model/record.ts';
import type { Teaching } from '#lib/messages/teaching.ts';

const version = z.int().check(z.positive());

/** Arguments of the functions of `teaching.ts`, as tuples. */
export const teachingArgs = {
  taughtSites: z.tuple([]),
  importTaught: z.tuple([z.string().check(z.maxLength(1_000_000))]),
  exportTaught: z.tuple([recordId]),
  revertTaught: z.tuple([recordId, version]),
  renameTaught: z.tuple([recordId, z.string().check(z.maxLength(1000))]),
  deleteTaught: z.tuple([recordId]),
  approveTaught: z.tuple([recordId, version]),
  putReviewing: z.tuple([z.boolean()]),
  teachHere: z.tuple([z.optional(recordId)]),
} as const satisfies Record<keyof Teaching, z.ZodMiniType<unknown[]>>;
