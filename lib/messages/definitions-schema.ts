import { z } from 'zod';
import { customTypes, type CustomType } from '#lib/model/attribute.ts';
import { filterSchema } from '#lib/model/filter-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { TAG_COLORS } from '#lib/model/tag.ts';
import type { Definitions } from '#lib/messages/definitions.ts';
import type { Jobs } from '#lib/messages/jobs.ts';

/** Limits of the door, wide on purpose (`book-schema.ts`). */
const typed = z.string().max(1_000_000);
const attributeKey = z.string().min(1).max(400);
const userId = z.string().min(1).max(200);
const nothing = z.tuple([]);

const tag = z.object({ name: typed, color: z.enum(TAG_COLORS).optional() });
const organisation = z.object({ name: typed, domain: typed.optional(), site: typed.optional() });
const attribute = z.object({
  name: typed,
  type: z.enum(customTypes as [CustomType, ...CustomType[]]).optional(),
  options: z.array(typed).max(1000).optional(),
});
const order = z.object({
  order: z.array(attributeKey).max(1000),
  off: z.array(attributeKey).max(1000),
});
const segment = z.object({
  name: typed,
  filter: filterSchema,
  columns: z.array(attributeKey).max(200),
  sort: z.object({ by: attributeKey, descending: z.boolean() }).nullable(),
});

const tags = z.array(recordId).min(1).max(100);
const work = z.discriminatedUnion('do', [
  z.object({ do: z.literal('tag'), tags }),
  z.object({ do: z.literal('untag'), tags }),
  z.object({ do: z.literal('assign'), to: userId.nullable() }),
  z.object({ do: z.literal('organisation'), to: recordId.nullable() }),
  z.object({ do: z.literal('block'), reason: typed }),
  z.object({ do: z.literal('unblock') }),
  z.object({ do: z.literal('delete') }),
]);
const ids = z.array(recordId).max(1_000_000);
const contacts = z.union([
  z.object({ ids }),
  z.object({ text: z.string().max(1000), filter: filterSchema.optional(), except: ids.optional() }),
]);

/** Arguments of the functions of `definitions.ts` and `jobs.ts`, as tuples. */
export const definitionArgs = {
  tags: nothing,
  putTag: z.tuple([tag, recordId.optional()]),
  deleteTag: z.tuple([recordId]),
  mergeTags: z.tuple([recordId, recordId]),
  organisations: nothing,
  putOrganisation: z.tuple([organisation, recordId.optional()]),
  deleteOrganisation: z.tuple([recordId]),
  suggestOrganisation: z.tuple([z.string().max(2000)]),
  attributes: nothing,
  putAttribute: z.tuple([attribute, recordId.optional()]),
  deleteAttribute: z.tuple([recordId]),
  attributeOrder: nothing,
  putAttributeOrder: z.tuple([order]),
  usedBy: z.tuple([z.enum(['tag', 'organisation', 'attribute']), recordId]),
  valueCounts: z.tuple([attributeKey]),
  segments: nothing,
  putSegment: z.tuple([segment, recordId.optional()]),
  deleteSegment: z.tuple([recordId]),
  members: nothing,
  block: z.tuple([recordId, typed]),
  unblock: z.tuple([recordId]),
  blockedContacts: z.tuple([z.object({ offset: z.int().nonnegative(), limit: z.int().min(1).max(500) })]),
  startJob: z.tuple([work, contacts]),
  jobs: nothing,
  cancelJob: z.tuple([recordId]),
  dismissJob: z.tuple([recordId]),
} as const satisfies Record<keyof Definitions | keyof Jobs, z.ZodType<unknown[]>>;
