import { textOf, type Fields, type FieldSet } from '#lib/model/field.ts';
import type { Requester } from '#lib/model/requester.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordsOfContact } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import type { Context } from './context.ts';
import { identifyRequester } from './identify.ts';
import { isPicture } from './picture.ts';
import type { Replica } from './replica.ts';

/** What a page shows of somebody who is in the book: the language they write, how they look there. */
export type Learnt = { language: string | null; picture: string | null };

/** Milliseconds for which a page's picture holds: every browser draws it a little differently, which is no news. */
const HOLDS = 30 * 24 * 60 * 60 * 1000;
/** Letters of a time's day. */
const DAY = 'YYYY-MM-DD'.length;

/**
 * Keeps what a page shows of somebody (B30, B34), and that it did. It fills what is empty and never replaces what a person typed (B39,
 * G27); a picture is kept for the sender it was shown beside, and the team's own stays on top of it (X8).
 */
export async function learn(
  { db }: Replica,
  context: Context,
  contactId: string,
  from: Requester,
  { language, picture }: Learnt,
): Promise<void> {
  const contact = await rootContact(db, contactId);
  if (!contact) return;
  const changes: NewChange[] = [];
  const set = {
    ...seenAt(contact.fields, context.now()),
    ...(language !== null &&
      !contact.fields['language'] && { language: { value: language, origin: 'page' } }),
  } satisfies FieldSet;
  if (Object.keys(set).length > 0) {
    const base = { lastSeen: contact.fields['lastSeen'] ?? null };
    changes.push({ name: 'contact.patch', args: { id: contact.id, set, base } });
  }
  if (picture !== null && isPicture(picture)) {
    const change = await pictureChange({ db }, context, contact.id, from, picture);
    if (change) changes.push(change);
  }
  if (changes.length > 0) await applyChanges(db, changes, context.now());
}

/** First and last appearance on a page (Y, rows 33 and 34): the last is told once a day, not by every message read. */
function seenAt(fields: Fields, now: string): FieldSet {
  const seen = { value: now, origin: 'page' } as const;
  return {
    ...(!fields['firstSeen'] && { firstSeen: seen }),
    ...(textOf(fields, 'lastSeen').slice(0, DAY) < now.slice(0, DAY) && { lastSeen: seen }),
  };
}

/** Null where that sender's picture is known already. */
async function pictureChange(
  { db }: Pick<Replica, 'db'>,
  context: Context,
  contactId: string,
  from: Requester,
  data: string,
): Promise<NewChange | null> {
  const read = identifyRequester(from, await context.teamCountry());
  if ('problem' in read) return null;
  const sender = `${read.id.channel}/${read.id.key}`;
  const before = (await recordsOfContact(db, contactId, 'picture')).find(
    ({ fields }) => textOf(fields, 'sender') === sender,
  );
  const age = before ? Date.parse(context.now()) - Date.parse(before.updatedAt) : HOLDS;
  if (before && (age < HOLDS || textOf(before.fields, 'data') === data)) return null;
  const set: FieldSet = {
    data: { value: data, origin: 'page' },
    sender: { value: sender, origin: 'page' },
  };
  const base = { data: before?.fields['data'] ?? null, sender: before?.fields['sender'] ?? null };
  return {
    name: 'record.put',
    args: { kind: 'picture', id: before?.id ?? context.newId(), contactId, set, base },
  };
}
