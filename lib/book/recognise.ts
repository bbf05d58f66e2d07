import type { Requester } from '#lib/model/requester.ts';
import type { Recognition } from '#lib/messages/book.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { contactsByIds, contactByName, sendersByKeys } from '#lib/store/read-contacts.ts';
import { addedBy } from './announce.ts';
import { blockedOf } from './block.ts';
import type { Context } from './context.ts';
import { identifyRequester, siblings, type SenderId } from './identify.ts';
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
  const identified = requesters.map((from) => identifyRequester(from, country));
  const owners = await ownersOf(
    replica,
    identified.flatMap((one) => ('id' in one ? [one.id, ...siblings(one.id)] : [])),
  );
  const isOwn = await ownSenders(replica);
  const ids = [...new Set([...owners.values()].map(({ id }) => id))];
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
      const recognition = known(one.id, owners) ?? (await unknown(replica, from));
      if (recognition.state === 'known') return withMarks(recognition, { blocked, warnings, tickets });
      if (recognition.state !== 'unknown') return recognition;
      return { ...recognition, addedBy: await addedBy(session, context, from) };
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

/** The contacts that have these senders, by `channel/key`. */
async function ownersOf({ db }: Replica, ids: readonly SenderId[]): Promise<Map<string, ContactRef>> {
  const rows = (await sendersByKeys(db, ids)).filter((row) => row !== undefined);
  const contacts = await contactsByIds(db, [...new Set(rows.map(({ contactId }) => contactId))]);
  const byId = new Map(contacts.map(({ id, name }) => [id, { id, name }]));
  return new Map(
    rows.flatMap(({ channel, key, contactId }) => {
      const contact = byId.get(contactId);
      return contact ? [[`${channel}/${key}`, contact] as const] : [];
    }),
  );
}

/** The sender itself decides; else its siblings, where they agree. */
function known(id: SenderId, owners: ReadonlyMap<string, ContactRef>): Recognition | null {
  const owner = (one: SenderId) => owners.get(`${one.channel}/${one.key}`);
  const self = owner(id);
  if (self) return { state: 'known', contact: self };
  const others = siblings(id).flatMap((one) => owner(one) ?? []);
  const [first] = others;
  if (!first) return null;
  return { state: others.every((other) => other.id === first.id) ? 'known' : 'taken', contact: first };
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
