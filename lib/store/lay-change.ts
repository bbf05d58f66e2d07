import { CLEARED } from '#lib/model/retention.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { belongings, contactIn, putRow, recordIn, senderIn, survivorIn, type Draft } from './draft.ts';
import { lay, type Stamp } from './lay.ts';
import { layCleared } from './lay-cleared.ts';
import { layMerge, layUnmerge } from './lay-merge.ts';
import { namedRows, readRowKey } from './row-key.ts';

/** Lays a change on every row of a draft that it touches. @returns the keys of those rows */
export function layOnDraft(draft: Draft, change: NewChange, stamp: Stamp): string[] {
  const meant = redirect(draft, change);
  if (meant.name === 'contact.merge') return layMerge(draft, meant.args, stamp);
  if (meant.name === 'contact.unmerge') return layUnmerge(draft, meant.args, stamp);
  if (meant.name === 'contact.delete') return layDelete(draft, meant.args.id);
  const touches = namedRows(meant);
  for (const key of touches)
    putRow(draft, key, lay(readRowKey(key), draft.rows.get(key) ?? null, meant, stamp));
  const clears = meant.name === 'contact.patch' && meant.args.set[CLEARED];
  return clears ? [...touches, ...layCleared(draft, meant.args, stamp)] : touches;
}

function layDelete(draft: Draft, id: string): string[] {
  const touches = belongings(draft, id);
  for (const key of touches) putRow(draft, key, null);
  return touches;
}

/** A change as the server understands it: what is done to a merged contact is done to its survivor (G9). */
export function redirect(draft: Draft, change: NewChange): NewChange {
  const survivor = (id: string) => survivorIn(draft, id)?.id ?? id;
  switch (change.name) {
    case 'contact.patch':
      return { name: change.name, args: { ...change.args, id: survivor(change.args.id) } };
    case 'sender.attach': {
      const { channel, key } = change.args.sender;
      const contactId = holderOr(draft, channel, key, survivor(change.args.contactId));
      return { name: change.name, args: { ...change.args, contactId } };
    }
    case 'sender.detach': {
      const { channel, key } = change.args;
      const contactId = holderOr(draft, channel, key, survivor(change.args.contactId));
      return { name: change.name, args: { ...change.args, contactId } };
    }
    case 'record.put': {
      const { kind, id, contactId } = change.args;
      if (contactId === null || recordIn(draft, kind, id) || !contactIn(draft, contactId)) return change;
      return { name: change.name, args: { ...change.args, contactId: survivor(contactId) } };
    }
    default:
      return change;
  }
}

/** Whoever of a group has a sender already: it stays where it is. Else the one that stands for the group. */
function holderOr(draft: Draft, channel: string, key: string, survivor: string): string {
  const holder = senderIn(draft, channel, key)?.contactId;
  return holder !== undefined && survivorIn(draft, holder)?.id === survivor ? holder : survivor;
}
