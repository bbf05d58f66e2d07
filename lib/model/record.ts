import * as z from 'zod/mini';

/** A record's id: a UUID made by the client that made the record. */
export const recordId = z.uuid();

/**
 * A kind of record beside contacts and senders. All are carried alike, also those a newer version adds; only rules
 * that bind a team (unique names, roles) are the server's to know.
 */
export const recordKind = z.string().check(z.regex(/^[a-z][a-z-]{0,31}$/));

/**
 * The kinds this version makes. With a contact: `note`, `picture`, `ticket`, `event` (its timeline), `block` (blocked while there
 * is any), `merge` (how `contact.merge` can be undone; no record.put makes one), `different` ("not the same person",
 * field `other`). Without: the rest.
 */
export const KNOWN_KINDS = [
  'organisation',
  'tag',
  'attribute',
  'attribute-order',
  'segment',
  'note',
  'picture',
  'ticket',
  'event',
  'integration',
  'merge',
  'different',
  'block',
  'setting',
  'never-capture',
  'retention',
  'recipe',
  'recipe-approval',
  'recipe-report',
] as const;
