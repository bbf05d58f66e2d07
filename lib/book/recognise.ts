import type { Requester } from '#lib/model/requester.ts';
import type { Recognition } from '#lib/messages/book.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { contactByName } from '#lib/store/read-contacts.ts';
import { addedBy } from './announce.ts';
import { blockedOf } from './block.ts';
import type { Context } from './context.ts';
import { identifyRequester } from './identify.ts';
import { identifyAlso, linkOf, ownersOf, type Linked } from './linked.ts';
import { nameFrom } from './names.ts';
import { ownSenders } from './own.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';
import { ticketsOfColleagues, warningsOf } from './warnings.ts';
import { whoIs } from './who-is.ts';

/** Says who each requester is to the book, from batched look-ups: three, however many there are. And who else is adding them (R12). */
export async function recognise(
  session: Session,
  context: Context,
  requesters: readonly Requester[],
): Promise<Recognition[]> {
  if (requesters.length === 0) return [];
  const { replica } = session;
  const country = await context.teamCountry();
  const isOwn = await ownSenders(replica);
  const identified = requesters.map((from) => {
    const one = identifyRequester(from, country);
    return 'problem' in one ? one : { ...one, also: identifyAlso(from, one.id, { country, isOwn }) };
  });
  const owners = await ownersOf(
    replica,
    identified.flatMap((one) => ('id' in one ? [one.id, ...one.also.map(({ id }) => id)] : [])),
  );
  const ids = [...new Set([...owners.bySender.values()].map(({ id }) => id))];
  const { userId } = await whoIs(session);
  const [blocked, warnings, tickets] = await Promise.all([
    blockedOf(replica, ids),
    warningsOf(replica, ids),
    ticketsOfColleagues(replica, ids, userId),
  ]);
  return Promise.all(
    identified.map(async (one, i): Promise<Recognition> => {
      const from = requesters[i];
      if ('problem' in one || !from)
        return {
          state: 'cannot-tell',
          problem: 'problem' in one ? one.problem : { reason: 'unknown' },
        } as const;
      if (isOwn(one.id.channel, one.id.key)) return { state: 'own' };
      const linked = linkOf(one.id, from, one.also, owners);
      const { contact, isSplit, elsewhere } = linked;
      if (contact && isSplit) return { state: 'taken', contact };
      if (contact) return withMarks(known(contact, linked), { blocked, warnings, tickets });
      const recognition = await unknown(replica, from);
      const by = await addedBy(session, context, from);
      return { ...recognition, addedBy: by, ...(elsewhere && { elsewhere }) };
    }),
  );
}

type Known = Extract<Recognition, { state: 'known' }>;

/** What whoever answers must know before they do (R2). */
function withMarks(
  known: Known,
  marks: {
    blocked: ReadonlyMap<string, BlockedView>;
    warnings: ReadonlyMap<string, string>;
    tickets: ReadonlyMap<string, string>;
  },
): Known {
  const { id } = known.contact;
  const [blocked, warning, ticketOf] = [marks.blocked.get(id), marks.warnings.get(id), marks.tickets.get(id)];
  return {
    ...known,
    ...(blocked ? { blocked } : {}),
    ...(warning === undefined ? {} : { warning }),
    ...(ticketOf === undefined ? {} : { ticketOf }),
  };
}

function known(contact: ContactRef, { linkable, elsewhere }: Linked): Known {
  return {
    state: 'known',
    contact,
    ...(linkable.length > 0 && { linkable }),
    ...(elsewhere && { elsewhere }),
  };
}

async function unknown({ db }: Replica, from: Requester) {
  const name = nameFrom(from);
  const holder = await contactByName(db, name);
  return {
    state: 'unknown' as const,
    proposedName: name,
    nameTakenBy: holder ? { id: holder.id, name: holder.name } : null,
  };
}
