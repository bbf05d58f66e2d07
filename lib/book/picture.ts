import { textOf, type Fields } from '#lib/model/field.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { contactById, recordsOfContact } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** Characters of a picture's address: what one value of a record may hold, 15 kB of picture. */
export const PICTURE_LIMIT = 20_000;
const PICTURE = /^data:image\/(?:webp|jpeg|png);base64,[A-Za-z0-9+/]+={0,2}$/u;

/** Whether a text is a picture that can be kept, and nothing that could do more than be looked at. */
export const isPicture = (data: string) => data.length <= PICTURE_LIMIT && PICTURE.test(data);

/**
 * Gives a contact a picture of the team's own, over the one that pages show (E28, X8); null takes it away again.
 * @param data a `data:` address of at most `PICTURE_LIMIT` characters
 * @throws too_large, bad_message for what is no picture, contact_gone
 */
export async function putPicture(
  { db }: Replica,
  context: Context,
  contactId: string,
  data: string | null,
): Promise<void> {
  if (data !== null && data.length > PICTURE_LIMIT) return refuse('too_large');
  if (data !== null && !isPicture(data)) return refuse('bad_message');
  if (!(await contactById(db, contactId))) return refuse('contact_gone');
  const there = (await recordsOfContact(db, contactId, 'picture')).filter(isTeams);
  if (data === null) {
    for (const { id } of there)
      await applyChange(db, { name: 'record.delete', args: { kind: 'picture', id } }, context.now());
    return;
  }
  const [before] = there.toSorted(newestFirst);
  if (before && textOf(before.fields, 'data') === data) return;
  const set = { data: { value: data, origin: 'typed' as const } };
  const base = { data: before?.fields['data'] ?? null };
  const args = { kind: 'picture', id: before?.id ?? context.newId(), contactId, set, base };
  await applyChange(db, { name: 'record.put', args }, context.now());
}

/**
 * What a whole contact shows beside its values: its picture, the team's own on top of a page's (B30, X8), and how its last
 * conversation stands (B38), which is the state of its last ticket while no page tells. Of several pictures, those of two
 * who were made one or of two senders, the newest counts.
 */
export async function viewFace(
  { db }: Replica,
  contactId: string,
): Promise<Pick<ContactView, 'picture' | 'channelPicture' | 'status'>> {
  const [pictures, tickets] = await Promise.all([
    recordsOfContact(db, contactId, 'picture'),
    recordsOfContact(db, contactId, 'ticket'),
  ]);
  const newest = pictures.toSorted(newestFirst).filter(({ fields }) => isPicture(textOf(fields, 'data')));
  const [own, page] = [newest.find(isTeams), newest.find((one) => !isTeams(one))].map((one) =>
    one ? textOf(one.fields, 'data') : null,
  );
  const last = tickets.findLast(({ fields }) => textOf(fields, 'state') !== 'draft');
  const state = last ? textOf(last.fields, 'state') : '';
  return {
    picture: own ?? page ?? null,
    channelPicture: page ?? null,
    status: last && state !== '' ? { state, at: last.updatedAt } : null,
  };
}

/** A picture that somebody of the team gave, and no page. */
function isTeams({ fields }: { fields: Fields }): boolean {
  return fields['data']?.origin !== 'page';
}

function newestFirst(a: { updatedAt: string }, b: { updatedAt: string }): number {
  return a.updatedAt < b.updatedAt ? 1 : -1;
}
