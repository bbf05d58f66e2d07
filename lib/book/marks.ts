import type { Identity } from '#lib/messages/book.ts';
import type { Mark } from '#lib/messages/page.ts';
import { blockedOf } from './block.ts';
import type { Context } from './context.ts';
import { identify } from './identify.ts';
import { linkOf, ownersOf } from './linked.ts';
import { neverWhy } from './never-capture.ts';
import { ownSenders } from './own.ts';
import type { Session } from './session.ts';
import { ticketsOfColleagues, warningsOf } from './warnings.ts';
import { whoIs } from './who-is.ts';

/**
 * What the rows of a conversation list are marked with (R8), from look-ups of this device alone, as many for two hundred
 * rows as for one. Null: no mark, for the team itself, for whoever is never captured, and where nobody can be told.
 */
export async function marks(
  session: Session,
  context: Context,
  people: readonly Identity[],
): Promise<(Mark | null)[]> {
  const { replica } = session;
  const [country, isOwn, never] = await Promise.all([
    context.teamCountry(),
    ownSenders(replica),
    neverWhy(replica),
  ]);
  const ids = people.map(({ channel, address }) => {
    const read = identify(channel, address, country);
    return 'id' in read && !isOwn(channel, read.id.key) ? read.id : null;
  });
  const owners = await ownersOf(
    replica,
    ids.filter((id) => id !== null),
  );
  const carefulWith = await toBeCarefulWith(session, [
    ...new Set([...owners.bySender.values()].map(({ id }) => id)),
  ]);
  return ids.map((id, index) => {
    const from = people[index];
    if (!id || !from) return null;
    const { contact } = linkOf(id, from, [], owners);
    if (contact) return carefulWith(contact.id) ?? 'known';
    return never(id.key) === null ? 'unknown' : null;
  });
}

async function toBeCarefulWith(session: Session, contactIds: string[]) {
  const { replica } = session;
  const { userId } = await whoIs(session);
  const [blocked, warnings, tickets] = await Promise.all([
    blockedOf(replica, contactIds),
    warningsOf(replica, contactIds),
    ticketsOfColleagues(replica, contactIds, userId),
  ]);
  return (id: string): Mark | null => {
    if (blocked.has(id)) return 'blocked';
    return warnings.has(id) || tickets.has(id) ? 'warning' : null;
  };
}
