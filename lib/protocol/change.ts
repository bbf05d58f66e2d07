import * as z from 'zod/mini';
import { NAME_LIMIT } from '#lib/model/contact.ts';
import { recordId } from '#lib/model/record.ts';
import { field, fields, fieldSet } from '#lib/model/field-schema.ts';
import { recordKind } from '#lib/model/record.ts';
import { sender } from '#lib/model/sender-schema.ts';
import { channelSchema } from '#lib/model/channel-schema.ts';

const name = z.string().check(z.minLength(1), z.maxLength(NAME_LIMIT));
const key = z.string().check(z.minLength(1), z.maxLength(320));
/** A merge's choices: keys with room for the `before/` and `after/` under which its record keeps them. */
const choices = z.record(z.string().check(z.minLength(1), z.maxLength(390)), z.nullable(field));
/**
 * Only when a server restored from a backup is told again what it has forgotten: the version the row had. The server
 * takes it over what the backup has, but not over what was done since or what a newer replica has told it (sync.md, 9).
 */
const was = z.optional(z.int().check(z.positive()));

/** Arguments of each change, by its name. Ids are made by the client; user and time are the server's (sync.md, 6). */
export const changeArgs = {
  /**
   * A new contact with its senders, and its first note. `nameIfTaken`: the name to take instead when a colleague took
   * `name` meanwhile (X1: quick-add never fails for a name); absent, the create is refused.
   */
  'contact.create': z.object({
    id: recordId,
    name,
    nameIfTaken: z.optional(name),
    fields,
    senders: z.array(sender).check(z.maxLength(500)),
    was,
    /** With `was`: that it was merged, and into what. */
    mergedInto: z.optional(recordId),
  }),
  /** Sets values, and the name where given. `base` holds what the editor saw of each. */
  'contact.patch': z.object({
    id: recordId,
    name: z.optional(name),
    baseName: z.optional(name),
    set: fieldSet,
    base: fieldSet,
  }),
  /** Of a merged contact: refused. Of one that others are merged into: all of them. */
  'contact.delete': z.object({ id: recordId }),
  /**
   * Makes `from` a link to `into`, with the values and the name chosen for the survivor; `id` is the merge's record
   * (R7, G6). `journal`: only to tell a restored server of a merge it has forgotten, the fields of its record.
   */
  'contact.merge': z.object({
    id: recordId,
    from: recordId,
    into: recordId,
    name: z.optional(name),
    baseName: z.optional(name),
    set: choices,
    base: choices,
    journal: z.optional(z.record(z.string().check(z.minLength(1), z.maxLength(400)), field)),
  }),
  /** Takes a merge back, by the id of its record. `nameIfTaken`: what to call `from` where its name has gone. */
  'contact.unmerge': z.object({ id: recordId, nameIfTaken: z.optional(name) }),
  'sender.attach': z.object({ contactId: recordId, sender }),
  'sender.detach': z.object({ contactId: recordId, channel: channelSchema, key }),
  /** Makes or edits a record of any kind beside contacts and senders: notes, integrations, tags ... */
  'record.put': z.object({
    kind: recordKind,
    id: recordId,
    contactId: z.nullable(recordId),
    set: fieldSet,
    base: fieldSet,
    was,
  }),
  'record.delete': z.object({ kind: recordKind, id: recordId }),
  /**
   * Puts a conflict away; what was kept of it is purged. `seen`: the version of it that was looked at; where more of its
   * author's work has come into it since, from another device perhaps, it stays.
   */
  'conflict.resolve': z.object({ id: recordId, seen: z.optional(z.int().check(z.gte(0))) }),
} as const;

export type ChangeName = keyof typeof changeArgs;
export type ChangeArgs<N extends ChangeName> = z.infer<(typeof changeArgs)[N]>;

/** What one person did to one record, before it has an id in the outbox. */
export type NewChange = { [N in ChangeName]: { name: N; args: ChangeArgs<N> } }[ChangeName];
export type Change = NewChange & { id: number };

/**
 * A change as it arrives: its number in its client's order, and its name. The arguments are parsed one by one, so
 * that a bad one is refused alone and never blocks those behind it.
 */
export const changeEnvelope = z.object({
  id: z.int().check(z.positive()),
  name: z.string().check(z.maxLength(64)),
  args: z.unknown(),
});
export type ChangeEnvelope = z.infer<typeof changeEnvelope>;

/** Parses one change's arguments; null where name or arguments are not of this protocol. */
export function readChange(envelope: ChangeEnvelope): Change | null {
  if (!Object.hasOwn(changeArgs, envelope.name)) return null;
  const parsed = changeArgs[envelope.name as ChangeName].safeParse(envelope.args);
  return parsed.success ? ({ id: envelope.id, name: envelope.name, args: parsed.data } as Change) : null;
}
