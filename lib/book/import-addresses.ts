import { SENDER_LIMIT } from './check-draft.ts';
import { emailKey, isRelayAddress } from '#lib/model/email.ts';
import type { Field } from '#lib/model/field.ts';
import type { SenderId } from './identify.ts';
import { refOf, type Row } from './import-plan.ts';
import { senderPath, type Known } from './import-world.ts';

/** The senders that the contact gets, and those that somebody else has. */
export function divide(row: Row, contact: Known | null): { mine: Row['senders']; taken: Row['senders'] } {
  const { world, senders, issues } = row;
  const ownerOfOne = (one: Row['senders'][number]) => world.owners.get(senderPath(one));
  const taken = senders.filter((one) => {
    const owner = ownerOfOne(one);
    return owner !== undefined && owner !== contact?.id;
  });
  for (const one of taken) {
    const other = world.contacts.get(ownerOfOne(one) ?? '');
    issues.push({
      code: 'sender_taken',
      value: one.value.slice(0, 200),
      ...(other && { contact: refOf(other) }),
    });
  }
  // What the contact has as a value stays one: our own export is imported again with it among the addresses.
  const free = senders.filter((one) => ownerOfOne(one) === undefined && !hasAsValue(contact, one));
  const room = SENDER_LIMIT - (contact?.senders.size ?? 0);
  if (free.length > room) issues.push({ code: 'too_many_senders' });
  return { mine: free.slice(0, Math.max(0, room)), taken };
}

const hasAsValue = (contact: Known | null, one: SenderId): boolean =>
  contact?.fields[senderPath(one)] !== undefined;

/**
 * An address or number that is another contact's sender stays with them, and is kept here as a value: both then show as
 * possible duplicates (X2). Of several addresses the first is the primary one (G5).
 */
export function addressFields(
  row: Row,
  taken: Row['senders'],
  contact: Known | null,
): Record<string, Field['value']> {
  const soft = taken.filter(({ channel }) => channel === 'email' || channel === 'phone');
  const values: Record<string, Field['value']> = Object.fromEntries(
    soft
      .filter(({ value }) => !isRelayAddress(value))
      .map(({ channel, key, value }) => [`${channel}/${key}`, value]),
  );
  for (const [kind, field] of [
    ['email', 'primaryEmail'],
    ['phone', 'primaryPhone'],
  ] as const) {
    const all = row.senders.filter(({ channel }) => channel === kind);
    const [first] = all;
    const isNews = all.some((one) => !contact?.senders.has(senderPath(one)) && !hasAsValue(contact, one));
    if (!first || all.length < 2 || !isNews || contact?.fields[field]) continue;
    values[field] = kind === 'email' ? (emailKey(first.value) ?? first.key) : first.key;
  }
  return values;
}
