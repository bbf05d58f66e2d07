import type * as z from 'zod/mini';
import type { person, personFlaw } from '#lib/model/person-schema.ts';

// The shapes that `person-schema.ts` checks; it stands apart, so that what only shows them carries no schema library.

/** One person of a file that is imported or exported, in the book's words: what a row of a CSV or a vCard says of them. */
export type Person = z.infer<typeof person>;
/** What was wrong with how a person was written, and has been mended as far as that is possible. */
export type PersonFlaw = z.infer<typeof personFlaw>;

/** Fields of a contact that a file can carry as plain text, by their keys in `Fields`; `custom/<id>` beside them. */
export const PERSON_FIELDS = [
  'firstName',
  'lastName',
  'jobTitle',
  'country',
  'language',
  'city',
  'region',
  'postcode',
  'deliveryName',
  'accountId',
  'facebook',
  'linkedin',
  'twitter',
  'instagram',
] as const;

/** UTF-16 units of one value; what is longer is cut, and told. */
export const VALUE_LIMIT = 2000;
export const NOTE_LIMIT = 20_000;
/** How many of a kind (addresses, numbers, tags ...) one person has at most. */
export const MANY_LIMIT = 100;

/** What is exported of a contact: what can be imported again, and what only the book can know. Times are ISO 8601. */
export type Exported = Person & { id: string; createdAt: string; updatedAt: string };

/** Somebody of whom nothing is known yet. `row`: where they begin in their file, from 1. */
export function emptyPerson(row: number): Person {
  return {
    row,
    name: '',
    fields: {},
    emails: [],
    phones: [],
    senders: [],
    tags: [],
    organisation: '',
    orders: [],
    notes: [],
    flaws: [],
  };
}
