import { readName } from '#lib/model/contact.ts';
import type { Sender } from '#lib/model/sender.ts';
import { nameKey } from '#lib/model/text.ts';
import type { Change } from '#lib/protocol/change.ts';
import { readSender } from '#server/apply/read-sender.ts';

/** What must be read before a push is applied. */
export type Touches = {
  contacts: Set<string>;
  nameKeys: Set<string>;
  senderKeys: Set<string>;
  records: Set<string>;
  conflicts: Set<string>;
  /** Contacts that gain senders, whose number must be known; those that go, with all that hangs on them. */
  counted: Set<string>;
  doomed: Set<string>;
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
  };
  for (const change of changes) collect(touches, change);
  return touches;
}

function collect(touches: Touches, change: Change): void {
  switch (change.name) {
    case 'contact.create':
      touches.contacts.add(change.args.id);
      addName(touches, change.args.name);
      addName(touches, change.args.nameIfTaken);
      change.args.senders.forEach((sender) => addSender(touches, sender));
      break;
    case 'contact.patch':
      touches.contacts.add(change.args.id);
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

function addName(touches: Touches, name: string | undefined): void {
  const read = name === undefined ? { problem: 'empty' } : readName(name);
  if ('name' in read) touches.nameKeys.add(nameKey(read.name));
}

function addSender(touches: Touches, given: Sender): void {
  const sender = readSender(given);
  if (sender) touches.senderKeys.add(sender.key);
}
