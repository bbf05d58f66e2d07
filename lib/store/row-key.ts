import type { NewChange } from '#lib/protocol/change.ts';

/** The keys under which the outbox and the server's rows name a row of any table. */
export const rowKey = {
  contact: (id: string) => `c/${id}`,
  sender: (channel: string, key: string) => `s/${channel}/${key}`,
  record: (kind: string, id: string) => `r/${kind}/${id}`,
  conflict: (id: string) => `x/${id}`,
} as const;

/** A row by its table and primary key. */
export type RowTarget =
  | { table: 'contact'; id: string }
  | { table: 'conflict'; id: string }
  | { table: 'sender'; id: [string, string] }
  | { table: 'record'; id: [string, string] };

/**
 * A row's table and primary key out of its `rowKey`. A channel and a kind have no slash in them; a sender's key may.
 * @throws where the key was not made by `rowKey`, which no input can cause
 */
export function readRowKey(key: string): RowTarget {
  const [letter, rest] = [key.slice(0, 2), key.slice(2)];
  const slash = rest.indexOf('/');
  const pair: [string, string] = [rest.slice(0, slash), rest.slice(slash + 1)];
  if (letter === 'c/') return { table: 'contact', id: rest };
  if (letter === 'x/') return { table: 'conflict', id: rest };
  if (letter === 's/') return { table: 'sender', id: pair };
  if (letter === 'r/') return { table: 'record', id: pair };
  throw new Error(`not a row's key: ${letter}`);
}

/** The rows a change names itself. A deleted contact's senders and records come beside these: they are the replica's to find. */
export function namedRows(change: NewChange): string[] {
  switch (change.name) {
    case 'contact.create':
      return [
        rowKey.contact(change.args.id),
        ...change.args.senders.map(({ channel, key }) => rowKey.sender(channel, key)),
      ];
    case 'contact.patch':
    case 'contact.delete':
      return [rowKey.contact(change.args.id)];
    case 'contact.merge':
      return [
        rowKey.contact(change.args.from),
        rowKey.contact(change.args.into),
        rowKey.record('merge', change.args.id),
      ];
    case 'contact.unmerge':
      return [rowKey.record('merge', change.args.id)];
    case 'sender.attach':
      return [rowKey.sender(change.args.sender.channel, change.args.sender.key)];
    case 'sender.detach':
      return [rowKey.sender(change.args.channel, change.args.key)];
    case 'record.put':
    case 'record.delete':
      return [rowKey.record(change.args.kind, change.args.id)];
    default:
      return [rowKey.conflict(change.args.id)];
  }
}
