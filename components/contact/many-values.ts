import type { ContactView } from '#lib/messages/book.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { members, textOf, type Field, type FieldSet } from '#lib/model/field.ts';

/** What a contact has several of: `email/<key>` and `phone/<E.164>`, one of which is the primary (G5). */
export type ManySet = 'email' | 'phone';
export type ManyItem = {
  key: string;
  value: string;
  origin?: Field['origin'] | undefined;
  isPrimary: boolean;
  /** A sender, which is no field: it is not changed here. */
  isSender: boolean;
  isUnsent: boolean;
};

const PRIMARY = { email: 'primaryEmail', phone: 'primaryPhone' } as const;

/**
 * The e-mail addresses or phone numbers of a contact: its own first, then those of its senders. The primary one is the
 * chosen one, else the first.
 */
export function itemsOf({ fields, senders, unsentFields }: ContactView, set: ManySet): ManyItem[] {
  const own = members(fields, set).map((key) => ({
    key,
    value: textOf(fields, `${set}/${key}`) || key,
    origin: fields[`${set}/${key}`]?.origin,
    isSender: false,
    isUnsent: unsentFields.includes(`${set}/${key}`),
  }));
  const known = new Set(own.map(({ key }) => key));
  const written = senders
    .filter(({ channel, key }) => channelFacts(channel).kind === set && !known.has(key) && known.add(key))
    .map(({ key, value, unsent }) => ({ key, value, isSender: true, isUnsent: unsent ?? false }));
  const all = [...own, ...written];
  const chosen = textOf(fields, PRIMARY[set]);
  const primary = all.some(({ key }) => key === chosen) ? chosen : all[0]?.key;
  return all.map((item) => ({ ...item, isPrimary: item.key === primary }));
}

/** Makes one the primary of its set. */
export function primaryIs(set: ManySet, key: string): FieldSet {
  return { [PRIMARY[set]]: { value: key, origin: 'typed' } };
}

/**
 * Adds a value, or puts it in the place of another. The first one of a set is its primary, and the place of the primary
 * one keeps that.
 * @param instead the key of the one it replaces
 */
export function withItem(
  contact: ContactView,
  set: ManySet,
  { key, value }: { key: string; value: string },
  instead: string | null,
): FieldSet {
  const chosen = textOf(contact.fields, PRIMARY[set]);
  const isFirst = chosen === '' && members(contact.fields, set).length === 0;
  return {
    ...(instead !== null && instead !== key && { [`${set}/${instead}`]: null }),
    [`${set}/${key}`]: { value, origin: 'typed' },
    ...((isFirst || (instead !== null && chosen === instead)) && primaryIs(set, key)),
  };
}

/** Takes a value away; where it was the primary one, the next takes its place by itself. */
export function withoutItem({ fields }: ContactView, set: ManySet, key: string): FieldSet {
  const wasChosen = textOf(fields, PRIMARY[set]) === key;
  return { [`${set}/${key}`]: null, ...(wasChosen && { [PRIMARY[set]]: null }) };
}
