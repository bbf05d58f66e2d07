import { channelFacts } from '#lib/model/channel.ts';
import { textOf } from '#lib/model/field.ts';
import { senderKey } from '#lib/model/sender.ts';
import type { Integration } from '#lib/messages/book.ts';
import { allMembers, recordsOfKind } from '#lib/store/read-contacts.ts';
import type { Replica } from './replica.ts';

/** The team's own accounts (A25), oldest first. */
export async function integrations({ db }: Replica): Promise<Integration[]> {
  const rows = await recordsOfKind(db, 'integration');
  return rows.map(({ id, fields }) => ({
    id,
    channel: textOf(fields, 'channel'),
    name: textOf(fields, 'name'),
    address: textOf(fields, 'address'),
  }));
}

/** The team's own addresses and logins, as they are written: mail from them offers nobody (G11). */
export async function ownAddresses(replica: Replica): Promise<string[]> {
  const [accounts, members] = await Promise.all([integrations(replica), allMembers(replica.db)]);
  const addresses = [...accounts, ...members.map(({ email }) => ({ address: email }))];
  return [...new Set(addresses.map(({ address }) => address).filter((address) => address !== ''))];
}

/** Answers whether a sender is the team itself. */
export async function ownSenders(replica: Replica): Promise<(channel: string, key: string) => boolean> {
  const [accounts, members] = await Promise.all([integrations(replica), allMembers(replica.db)]);
  const own = new Set<string>();
  const add = (channel: string, address: string) => {
    const read = senderKey(channel, address);
    if ('key' in read) own.add(`${identitySpace(channel)}/${read.key}`);
  };
  for (const { channel, address } of accounts) add(channel, address);
  for (const { email } of members) add('email', email);
  return (channel, key) => own.has(`${identitySpace(channel)}/${key}`) || own.has(`email/${key}`);
}

/** Phone numbers and addresses are the same whatever channel shows them; a login is one on its own channel only. */
function identitySpace(channel: string): string {
  const { kind } = channelFacts(channel);
  return kind === 'email' || kind === 'phone' ? kind : channel;
}
