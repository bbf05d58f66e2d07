import { readName } from '#lib/model/contact.ts';
import type { Draft, DraftProblem, SenderDraft } from '#lib/messages/book.ts';
import type { Problem } from '#lib/messages/problem.ts';
import { contactsByIds, contactByName, sendersByKeys } from '#lib/store/read-contacts.ts';
import { identify, type SenderId } from './identify.ts';
import { ownSenders } from './own.ts';
import type { Replica } from './replica.ts';

export const SENDER_LIMIT = 500;
/** UTF-16 units; a field carries no more. */
export const NOTE_LIMIT = 20_000;

/**
 * Everything that stands in the way of adding a draft, in the order of the form (A20, A33, G17). Fast enough to be
 * asked with every letter: one look-up for the name, one for all senders.
 */
export async function checkDraft(replica: Replica, draft: Draft): Promise<DraftProblem[]> {
  const [name, senders] = await Promise.all([checkName(replica, draft), checkSenders(replica, draft)]);
  return [
    ...(name ? [{ at: 'name' as const, problem: name }] : []),
    ...senders,
    ...(draft.note.length > NOTE_LIMIT
      ? [{ at: 'note' as const, problem: { reason: 'note_too_long' as const } }]
      : []),
  ];
}

async function checkName({ db }: Replica, { name: text, contactId }: Draft): Promise<Problem | null> {
  const read = readName(text);
  if ('problem' in read) return { reason: read.problem === 'empty' ? 'name_empty' : 'name_too_long' };
  const holder = await contactByName(db, read.name, contactId);
  return holder ? { reason: 'name_taken', contact: { id: holder.id, name: holder.name } } : null;
}

async function checkSenders(replica: Replica, draft: Draft): Promise<DraftProblem[]> {
  const read = readSenders(draft);
  const ids = read.flatMap((one) => ('id' in one ? [one.id] : []));
  const [owners, isOwn] = await Promise.all([ownersOf(replica, ids), ownSenders(replica)]);
  const seen = new Set<string>();
  return read.slice(0, SENDER_LIMIT + 1).flatMap((one, at): DraftProblem[] => {
    if (at === SENDER_LIMIT) return [{ at, problem: { reason: 'too_many_senders' } }];
    if ('problem' in one) return [{ at, problem: one.problem }];
    const { channel, key } = one.id;
    const value = draft.senders[at]?.value.slice(0, 500) ?? '';
    const again = seen.has(`${channel}/${key}`);
    seen.add(`${channel}/${key}`);
    if (again) return [{ at, problem: { reason: 'sender_already_here', value } }];
    if (isOwn(channel, key)) return [{ at, problem: { reason: 'own_address', value } }];
    const owner = owners.get(`${channel}/${key}`);
    if (!owner || owner.id === draft.contactId) return [];
    return [{ at, problem: { reason: 'sender_taken', contact: owner, value } }];
  });
}

/** The senders of a draft with their keys; a national number is read for the draft's country. */
function readSenders({ senders, country }: Draft): ({ id: SenderId } | { problem: Problem })[] {
  return senders.map(({ channel, value }: SenderDraft) => identify(channel, value, country));
}

async function ownersOf({ db }: Replica, ids: readonly SenderId[]) {
  const rows = (await sendersByKeys(db, ids)).filter((row) => row !== undefined);
  const contacts = await contactsByIds(db, [...new Set(rows.map(({ contactId }) => contactId))]);
  const byId = new Map(contacts.map(({ id, name }) => [id, { id, name }]));
  return new Map(rows.map(({ channel, key, contactId }) => [`${channel}/${key}`, byId.get(contactId)]));
}
