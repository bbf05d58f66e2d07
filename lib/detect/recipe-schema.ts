import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { isCheap } from '#lib/detect/pattern-cost.ts';
import { RECIPE_FORMAT, type Recipe } from '#lib/detect/recipe.ts';

/**
 * Checks a recipe that was not built in: sizes are bounded, unknown fields refused, patterns held to what cannot
 * explode. Never imported by the reader or a content script: a page gets a recipe that was checked in the background.
 */

/** How often a selector may look around in all that is beside or below an element: each time it may be thousands. */
const LOOKS_AROUND = 2;

const selector = z.string().check(z.maxLength(400), z.refine(isSelectorText, 'no selector'));
const pattern = z
  .string()
  .check(z.minLength(1), z.maxLength(400), z.refine(isCheap, 'a pattern that cannot be used'));
const taking = pattern.check(
  z.refine((text) => text.includes('(?<value>'), 'a pattern without a group `value`'),
);
const attribute = z.string().check(z.regex(/^[a-z][a-z0-9_:.-]{0,63}$/u));
const few = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(20));
const some = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1), z.maxLength(20));

const piece = z.union([
  selector,
  z.tuple([selector, attribute]),
  z.strictObject({ at: selector, attribute: z.optional(attribute), pattern: taking }),
  z.strictObject({ url: taking }),
]);
const source = z.union([
  piece,
  z.strictObject({ join: z.array(piece).check(z.minLength(2), z.maxLength(4)) }),
]);
const gate = z.strictObject({
  url: z.optional(few(pattern)),
  notUrl: z.optional(few(pattern)),
  has: z.optional(few(selector)),
  hasNot: z.optional(few(selector)),
});
const people = z.strictObject({
  at: some(selector),
  address: few(source),
  name: few(source),
  channel: z.optional(channelSchema),
});
const place = z.strictObject({ at: selector, where: z.enum(['before', 'after', 'inside']) });
const view = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/u)),
  gate,
  messages: some(selector),
  alone: z.optional(z.literal(true)),
  sender: z.optional(people),
  replyTo: z.optional(people),
  recipients: z.optional(people),
  confirm: z.optional(few(source)),
  own: z.optional(few(source)),
  subject: z.optional(few(source)),
  conversation: z.optional(few(source)),
  chip: few(place),
  body: z.optional(few(selector)),
  picture: z.optional(few(selector)),
  also: z.optional(z.array(people).check(z.maxLength(5))),
  orders: z.optional(few(source)),
  phone: z.optional(few(source)),
  country: z.optional(few(source)),
  account: z.optional(few(source)),
  status: z.optional(few(source)),
});
const list = z.strictObject({ gate, rows: selector, sender: people, mark: place });

const schema = z.strictObject({
  format: z.literal(RECIPE_FORMAT),
  site: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/u)),
  channel: channelSchema,
  grade: z.enum(['proven', 'facts', 'address', 'taught']),
  nobody: few(gate),
  exclude: few(selector),
  conversationInUrl: z.optional(taking),
  reply: z.optional(few(selector)),
  answering: z.optional(z.strictObject({ gate, to: people })),
  views: some(view),
  lists: z.optional(few(list)),
});

/** A recipe from elsewhere, checked. @throws ZodError naming what is wrong and where */
export function parseRecipe(value: unknown): Recipe {
  // Absent and undefined are one in JSON; `exactOptionalPropertyTypes` tells them apart.
  return schema.parse(value) as Recipe;
}

/** Where there is no document, as in a worker, a selector is only held to its alphabet; the reader bears a bad one. */
function isSelectorText(text: string): boolean {
  const around = text.match(/:has\(|~(?!=)| of /gu)?.length ?? 0;
  return !/[{}<]|\/\*/u.test(text) && around <= LOOKS_AROUND;
}
