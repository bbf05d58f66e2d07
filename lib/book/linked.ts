import { channelFacts } from '#lib/model/channel.ts';
import { emailKey } from '#lib/model/email.ts';
import type { Requester } from '#lib/model/requester.ts';
import type { Identity } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { contactsByIds, sendersByKeys, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { identify, siblings, type SenderId } from './identify.ts';
import { countryOf } from './country.ts';
import type { Replica } from './replica.ts';

/** Another identity that a page shows beside a requester's own, as it is written there. */
export type Also = Identity & { id: SenderId };

/** Who has which sender, by `channel/key`; and the contacts that have a login on a channel, by `contact/channel`. */
export type Owners = { bySender: ReadonlyMap<string, ContactRef>; logins: ReadonlySet<string> };

/** Whose the identities of one requester are. */
export type Linked = {
  /** The contact they lead to; null where nobody has any of them. */
  contact: ContactRef | null;
  /** The requester's own address is two contacts': it leads to neither. */
  isSplit: boolean;
  /** Identities that nobody has yet, and that do not contradict the contact's. */
  linkable: Identity[];
  /** An identity shown beside that is another contact's: told, never merged (R1). */
  elsewhere: { address: string; contact: ContactRef } | null;
};

/** What else a page shows of a requester (R1), as far as it can be told: each identity once, never an own one. */
export function identifyAlso(
  from: Requester,
  one: SenderId,
  { country, isOwn }: { country: string | null; isOwn: (channel: string, key: string) => boolean },
): Also[] {
  const seen = new Set([pathOf(one)]);
  return (from.also ?? []).flatMap(({ channel, address }) => {
    const read = identify(channel, address, countryOf(from) ?? country);
    if ('problem' in read || isOwn(channel, read.id.key) || seen.has(pathOf(read.id))) return [];
    seen.add(pathOf(read.id));
    return [{ channel, address, id: read.id }];
  });
}

/**
 * Who has these senders or their siblings: three questions, however many there are.
 * @param others contacts of whom their logins are to be known, too
 */
export async function ownersOf(
  { db }: Replica,
  ids: readonly SenderId[],
  others: readonly string[] = [],
): Promise<Owners> {
  const asked = ids.flatMap((id) => [id, ...siblings(id)]);
  const rows = (await sendersByKeys(db, asked)).filter((row) => row !== undefined);
  const contactIds = [...new Set(rows.map(({ contactId }) => contactId))];
  const [contacts, senders] = await Promise.all([
    contactsByIds(db, contactIds),
    // Only two logins on one channel can contradict each other.
    ids.some(isLogin) ? sendersOfContacts(db, [...contactIds, ...others]) : new Map<string, never[]>(),
  ]);
  const byId = new Map(contacts.map(({ id, name }) => [id, { id, name }]));
  return {
    bySender: new Map(
      rows.flatMap((row) => {
        const contact = byId.get(row.contactId);
        return contact ? [[pathOf(row), contact] as const] : [];
      }),
    ),
    logins: new Set(
      [...senders].flatMap(([id, own]) => own.filter(isLogin).map(({ channel }) => `${id}/${channel}`)),
    ),
  };
}

/**
 * Whose a requester is: their own identity decides, else what the page shows beside it, where that agrees. A relay may be
 * given to somebody else one day, and a login is the person (section M): a contact who has another login on the same
 * marketplace is not meant.
 */
export function linkOf(one: SenderId, from: Identity, also: readonly Also[], owners: Owners): Linked {
  const own = holdersOf(one, owners);
  const beside = also.map((other) => ({ ...other, holder: holdersOf(other.id, owners)[0] ?? null }));
  const shown = [{ ...from, id: one, holder: own[0] ?? null }, ...beside];
  const fits = (contact: ContactRef, id: SenderId) =>
    !isLogin(id) || !owners.logins.has(`${contact.id}/${id.channel}`);
  const isMeant = (contact: ContactRef) =>
    beside.every(({ holder }) => holder === null || holder.id === contact.id) &&
    shown.every(({ id, holder }) => holder?.id === contact.id || fits(contact, id));
  const contact = own[0] ?? beside.map(({ holder }) => holder).find((holder) => holder && isMeant(holder));
  const stranger = beside.find(({ holder }) => holder !== null && holder.id !== contact?.id);
  return {
    contact: contact ?? null,
    isSplit: own.some(({ id }) => id !== own[0]?.id),
    linkable: shown
      .filter(({ id, holder }) => contact && holder === null && fits(contact, id))
      .map(({ channel, address }) => ({ channel, address })),
    elsewhere: stranger?.holder ? { address: stranger.address, contact: stranger.holder } : null,
  };
}

/**
 * The identities that go to a contact with the requester's own: nobody has them, and they contradict nothing.
 * @param contactId null: a contact that is being made
 */
export function freeBeside(also: readonly Also[], owners: Owners, contactId: string | null): Also[] {
  return also.filter(
    ({ id }) =>
      holdersOf(id, owners).length === 0 &&
      !(isLogin(id) && owners.logins.has(`${contactId ?? ''}/${id.channel}`)),
  );
}

/** The sender itself decides; else its siblings, all of them. */
function holdersOf(id: SenderId, { bySender }: Owners): ContactRef[] {
  const self = bySender.get(pathOf(id));
  return self ? [self] : siblings(id).flatMap((one) => bySender.get(pathOf(one)) ?? []);
}

/** A relay address may stand in for the login of a marketplace, and is none. */
function isLogin({ channel, key }: SenderId): boolean {
  return channelFacts(channel).kind === 'login' && channel !== 'other' && emailKey(key) === null;
}

const pathOf = ({ channel, key }: SenderId) => `${channel}/${key}`;
