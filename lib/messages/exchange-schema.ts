import { z } from 'zod';
import { person } from '#lib/model/person-schema.ts';
import { recordId } from '#lib/model/record.ts';
import type { Exchange } from '#lib/messages/exchange.ts';

const country = z
  .string()
  .regex(/^[A-Z]{2}$/u)
  .nullable();
const options = z.object({
  country,
  sameName: z.enum(['separate', 'update', 'skip']),
  overwrite: z.boolean(),
});
const part = z.int().nonnegative();
const one = z.tuple([recordId]);

/** Arguments of the functions that take in and give out contacts, as tuples. */
export const exchangeArgs = {
  imports: z.tuple([]),
  openImport: z.tuple([z.object({ name: z.string().max(1000) })]),
  addImportRows: z.tuple([recordId, part, z.array(person).max(1000)]),
  importDryRun: z.tuple([recordId, options]),
  startImport: one,
  cancelImport: one,
  dismissImport: one,
  importReport: z.tuple([recordId, part]),
  exportContacts: z.tuple([z.array(recordId).max(500)]),
  subjectAccess: one,
  erasure: one,
} as const satisfies Record<keyof Exchange, z.ZodType<unknown[]>>;
