import { z } from 'zod';
import { recordId } from '#lib/model/contact.ts';
import { fields } from '#lib/model/field.ts';

/**
 * A kind of record beside contacts and senders. All are carried alike, also those a newer version adds; only rules
 * that bind a team (unique names, roles) are the server's to know.
 */
export const recordKind = z.string().regex(/^[a-z][a-z-]{0,31}$/);

/** The kinds this version knows how to show. */
export type KnownKind = 'note' | 'integration';

/** A record of any kind; `contactId` where it belongs to a contact and is purged with it (B59). */
export const record = z.object({
  kind: recordKind,
  id: recordId,
  contactId: recordId.nullable(),
  fields,
});
export type CarriedRecord = z.infer<typeof record>;
