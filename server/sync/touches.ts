import { readName } from '#lib/model/contact.ts';
import type { Sender } from '#lib/model/sender.ts';
import { CLEARED } from '#lib/model/retention.ts';
import { nameKey } from '#lib/model/text.ts';
import type { Change, ChangeArgs } from '#lib/protocol/change.ts';
import { readSender } from '#server/apply/read-sender.ts';

/** What must be read before a push is applied. */
export type Touches = {
  contacts: Set<string>;
  nameKeys: Set<string>;
  senderKeys: Set<string>;
  records: Set<string>;
  conflicts: Set<string>;
  /**
   * Contacts that gain senders, whose number must be known; those that go, with all that hangs on them. Merged ones mean
   * their survivor's whole group.
   */
  counted: Set<string>;
  doomed: Set<string>;
  /** Contacts that are cleared (G30), with their whole group: what quotes them must be read. */
  cleared: Set<string>;
  /** Merges that are made or undone; contacts of the first, which may belong to a group that goes in the same push. */
  merges: Set<string>;
  unmerges: Set<string>;
  joined: Set<string>;
};

/** Collects the keys of all rows that these changes can meet. */
export function touchesOf(changes: readonly Change[]): Touches {
  const touches: Touches = {
    contacts: new Set(),
    nameKeys: new Set(),
    senderKeys: new Set(),
    records: new Set(),
    conflicts: new Set(),
    counted: new Set(),
    doomed: new Set(),
    cleared: new Set(),
    merges: new Set(),
    unmerges: new Set(),
    joined: new Set(),
  };
  for (const change of changes) collect(touches, change);
  if (touches.doomed.size > 0) touches.doomed = touches.doomed.union(touches.joined);
  if (touches.cleared.size > 0) touches.cleared = touches.cleared.union(touches.joined);
  if (touches.counted.size > 0) touches.counted = touches.counted.union(touches.joined);
  return touches;
}

function collect(touches: Touches, change: Change): void {
  switch (change.name) {
    case 'contact.create':
      touches.contacts.add(change.args.id);
      addName(touches, change.args.name);
      addName(touches, change.args.nameIfTaken);
      if (change.args.mergedInto !== undefined) touches.contacts.add(change.args.mergedInto);
      if (change.args.was !== undefined) touches.counted.add(change.args.id);
      change.args.senders.forEach((sender) => addSender(touches, sender));
      break;
    case 'contact.merge':
      collectMerge(touches, change.args);
      break;
    case 'contact.unmerge':
      touches.records.add(change.args.id);
      touches.unmerges.add(change.args.id);
      addName(touches, change.args.nameIfTaken);
      break;
    case 'contact.patch':
      touches.contacts.add(change.args.id);
      if (change.args.set[CLEARED]) touches.cleared.add(change.args.id);
      addName(touches, change.args.name);
      break;
    case 'contact.delete':
      touches.contacts.add(change.args.id);
      touches.doomed.add(change.args.id);
      break;
    case 'sender.attach':
      touches.contacts.add(change.args.contactId);
      touches.counted.add(change.args.contactId);
      addSender(touches, change.args.sender);
      break;
    case 'sender.detach':
      touches.contacts.add(change.args.contactId);
      touches.senderKeys.add(change.args.key);
      break;
    case 'record.put':
      if (change.args.contactId !== null) touches.contacts.add(change.args.contactId);
      touches.records.add(change.args.id);
      break;
    case 'record.delete':
      touches.records.add(change.args.id);
      break;
    case 'conflict.resolve':
      touches.conflicts.add(change.args.id);
      break;
  }
}

function collectMerge(touches: Touches, { id, from, into, name }: ChangeArgs<'contact.merge'>): void {
  touches.records.add(id);
  touches.merges.add(id);
  for (const contact of [from, into]) {
    touches.contacts.add(contact);
    touches.joined.add(contact);
  }
  addName(touches, name);
}

function addName(touches: Touches, name: string | undefined): void {
  const read = name === undefined ? { problem: 'empty' } : readName(name);
  if ('name' in read) touches.nameKeys.add(nameKey(read.name));
}

function addSender(touches: Touches, given: Sender): void {
  const sender = readSender(given);
  if (sender) touches.senderKeys.add(sender.key);
}
