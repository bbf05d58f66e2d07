import * as z from 'zod/mini';
import { MANY_LIMIT, NOTE_LIMIT, VALUE_LIMIT } from '#lib/model/person.ts';

/**
 * `quotes`: quotes that are not closed, or stand where none may · `cells`: more cells than the file has columns ·
 * `letters`: bytes that are no letters in the file's encoding · `cut`: more than can be kept · `card`: a vCard that ends early.
 */
export const personFlaw = z.enum(['quotes', 'cells', 'letters', 'cut', 'card']);

const value = z.string().check(z.maxLength(VALUE_LIMIT));
const many = z.array(value).check(z.maxLength(MANY_LIMIT));

export const person = z.object({
  row: z.int().check(z.positive()),
  name: value,
  /** By keys of `PERSON_FIELDS`, or `custom/<attribute id>`. */
  fields: z.record(z.string().check(z.minLength(1), z.maxLength(100)), value),
  emails: many,
  phones: many,
  senders: z
    .array(z.object({ channel: z.string().check(z.maxLength(40)), value }))
    .check(z.maxLength(MANY_LIMIT)),
  tags: many,
  organisation: value,
  orders: many,
  notes: z.array(z.string().check(z.maxLength(NOTE_LIMIT))).check(z.maxLength(MANY_LIMIT)),
  flaws: z.array(personFlaw).check(z.maxLength(10)),
});
