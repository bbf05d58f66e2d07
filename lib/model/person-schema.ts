import { z } from 'zod';
import { MANY_LIMIT, NOTE_LIMIT, VALUE_LIMIT } from '#lib/model/person.ts';

/**
 * `quotes`: quotes that are not closed, or stand where none may · `cells`: more cells than the file has columns ·
 * `letters`: bytes that are no letters in the file's encoding · `cut`: more than can be kept · `card`: a vCard that ends early.
 */
export const personFlaw = z.enum(['quotes', 'cells', 'letters', 'cut', 'card']);

const value = z.string().max(VALUE_LIMIT);
const many = z.array(value).max(MANY_LIMIT);

export const person = z.object({
  row: z.int().positive(),
  name: value,
  /** By keys of `PERSON_FIELDS`, or `custom/<attribute id>`. */
  fields: z.record(z.string().min(1).max(100), value),
  emails: many,
  phones: many,
  senders: z.array(z.object({ channel: z.string().max(40), value })).max(MANY_LIMIT),
  tags: many,
  organisation: value,
  orders: many,
  notes: z.array(z.string().max(NOTE_LIMIT)).max(MANY_LIMIT),
  flaws: z.array(personFlaw).max(10),
});
