import * as z from 'zod/mini';
import { customTypes, type CustomType } from '#lib/model/attribute.ts';
import { filterSchema } from '#lib/model/filter-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { TAG_COLORS } from '#lib/model/tag.ts';
import type { Definitions } from '#lib/messages/definitions.ts';
import type { Jobs } from '#lib/messages/jobs.ts';

/** Limits of the door, wide on purpose (`book-schema.ts`). */
const typed = z.string().check(z.maxLength(1_000_000));
const attributeKey = z.string().check(z.minLength(1), z.maxLength(400));
const userId = z.string().check(z.minLength(1), z.maxLength(200));
const nothing = z.tuple([]);

const tag = z.object({ name: typed, color: z.optional(z.enum(TAG_COLORS)) });
const organisation = z.object({ name: typed, domain: z.optional(typed), site: z.optional(typed) });
const attribute = z.object({
  name: typed,
  type: z.optional(z.enum(customTypes as [CustomType, ...CustomType[]])),
  options: z.optional(z.array(typed).check(z.maxLength(1000))),
});
const order = z.object({
  order: z.array(attributeKey).check(z.maxLength(1000)),
  off: z.array(attributeKey).check(z.maxLength(1000)),
});
const segment = z.object({
  name: typed,
  filter: filterSchema,
  columns: z.array(attributeKey).check(z.maxLength(200)),
  sort: z.nullable(z.object({ by: attributeKey, descending: z.boolean() })),
});

const tags = z.array(recordId).check(z.minLength(1), z.maxLength(100));
const work = z.discriminatedUnion('do', [
  z.object({ do: z.literal('tag'), tags }),
  z.object({ do: z.literal('untag'), tags }),
  z.object({ do: z.literal('assign'), to: z.nullable(userId) }),
  z.object({ do: z.literal('organisation'), to: z.nullable(recordId) }),
  z.object({ do: z.literal('block'), reason: typed }),
  z.object({ do: z.literal('unblock') }),
  z.object({ do: z.literal('delete') }),
]);
const ids = z.array(recordId).check(z.maxLength(1_000_000));
const contacts = z.union([
  z.object({ ids }),
  z.object({
    text: z.string().check(z.maxLength(1000)),
    filter: z.optional(filterSchema),
    except: z.optional(ids),
  }),
]);

/** Arguments of the functions of `definitions.ts` and `jobs.ts`, as tuples. */
export const definitionArgs = {
  tags: nothing,
  putTag: z.tuple([tag, z.optional(recordId)]),
  deleteTag: z.tuple([recordId]),
  mergeTags: z.tuple([recordId, recordId]),
  organisations: nothing,
  putOrganisation: z.tuple([organisation, z.optional(recordId)]),
  deleteOrganisation: z.tuple([recordId]),
  suggestOrganisation: z.tuple([z.string().check(z.maxLength(2000))]),
  attributes: nothing,
  putAttribute: z.tuple([attribute, z.optional(recordId)]),
  deleteAttribute: z.tuple([recordId]),
  attributeOrder: nothing,
  putAttributeOrder: z.tuple([order]),
  usedBy: z.tuple([z.enum(['tag', 'organisation', 'attribute']), recordId]),
  valueCounts: z.tuple([attributeKey]),
  segments: nothing,
  putSegment: z.tuple([segment, z.optional(recordId)]),
  deleteSegment: z.tuple([recordId]),
  members: nothing,
  block: z.tuple([recordId, typed]),
  unblock: z.tuple([recordId]),
  blockedContacts: z.tuple([
    z.object({ offset: z.int().check(z.nonnegative()), limit: z.int().check(z.gte(1), z.lte(500)) }),
  ]),
  startJob: z.tuple([work, contacts]),
  jobs: nothing,
  cancelJob: z.tuple([recordId]),
  dismissJob: z.tuple([recordId]),
  undoJob: z.tuple([recordId]),
} as const satisfies Record<keyof Definitions | keyof Jobs, z.ZodMiniType<unknown[]>>;
