import * as z from 'zod/mini';
import { person } from '#lib/model/person-schema.ts';
import { recordId } from '#lib/model/record.ts';
import type { Exchange } from '#lib/messages/exchange.ts';

const country = z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/u)));
const options = z.object({
  country,
  sameName: z.enum(['separate', 'update', 'skip']),
  overwrite: z.boolean(),
});
const part = z.int().check(z.nonnegative());
const one = z.tuple([recordId]);

/** Arguments of the functions that take in and give out contacts, as tuples. */
export const exchangeArgs = {
  imports: z.tuple([]),
  openImport: z.tuple([z.object({ name: z.string().check(z.maxLength(1000)) })]),
  addImportRows: z.tuple([recordId, part, z.array(person).check(z.maxLength(1000))]),
  importDryRun: z.tuple([recordId, options]),
  startImport: one,
  cancelImport: one,
  dismissImport: one,
  importReport: z.tuple([recordId, part]),
  exportContacts: z.tuple([z.array(recordId).check(z.maxLength(500))]),
  subjectAccess: one,
  erasure: one,
} as const satisfies Record<keyof Exchange, z.ZodMiniType<unknown[]>>;
