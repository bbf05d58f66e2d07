import { textOf, type FieldSet } from '#lib/model/field.ts';
import { may, type Action, type Role } from '#lib/model/role.ts';
import type { SenderDraft } from '#lib/messages/book.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { contactByName, senderByKey, sendersOfContact } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { SENDER_LIMIT } from './check-draft.ts';
import { mustFit } from './custom-values.ts';
import type { Context } from './context.ts';
import { senderFromDraft } from './draft-senders.ts';
import { nameOrRefuse } from './names.ts';
import { integrations, ownSenders } from './own.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** Gives a contact another name (B4). @throws name_empty, name_too_long, name_taken with its holder, contact_gone */
export async function rename(replica: Replica, context: Context, id: string, text: string): Promise<void> {
  const name = nameOrRefuse(text);
  const before = await present(replica, id);
  if (before.name === name) return;
  const holder = await contactByName(replica.db, name, before.id);
  if (holder) return refuse('name_taken', { contact: { id: holder.id, name: holder.name } });
  const args = { id: before.id, name, baseName: before.name, set: {}, base: {} };
  await applyChange(replica.db, { name: 'contact.patch', args }, context.now());
}

/**
 * Sets values; null takes one away. `base` holds what the editor saw of each. A value of one of the team's own attributes
 * has to be one that it takes (G16). @throws contact_gone, definition_gone, not_a_number ...
 */
export async function setFields(
  replica: Replica,
  context: Context,
  id: string,
  set: FieldSet,
  base: FieldSet,
): Promise<void> {
  const contact = await present(replica, id);
  if (Object.keys(set).length === 0) return;
  await mustFit(replica, set);
  const args = { id: contact.id, set: withTimes(set, context.now()), base };
  await applyChange(replica.db, { name: 'contact.patch', args }, context.now());
}

/** A tag says since when it is there: whoever works alone has no history that tells it (E44). */
function withTimes(set: FieldSet, at: string): FieldSet {
  return Object.fromEntries(
    Object.entries(set).map(([key, field]) => [
      key,
      field && key.startsWith('tag/') ? { ...field, at } : field,
    ]),
  );
}

/** Gives a contact another sender (A15, A22). @throws sender_taken with its owner, sender_already_here, own_address ... */
export async function attachSender(
  replica: Replica,
  context: Context,
  id: string,
  draft: SenderDraft,
): Promise<void> {
  const contact = await present(replica, id);
  const contactId = contact.id;
  const country = textOf(contact.fields, 'country') || null;
  const sender = senderFromDraft(draft, country, await integrations(replica));
  const { value } = sender;
  const isOwn = await ownSenders(replica);
  if (isOwn(sender.channel, sender.key)) return refuse('own_address', { value });
  const there = await senderByKey(replica.db, sender.channel, sender.key);
  if (there?.contactId === contactId) return refuse('sender_already_here', { value });
  if ((await sendersOfContact(replica.db, contactId)).length >= SENDER_LIMIT)
    return refuse('too_many_senders');
  await applyChange(replica.db, { name: 'sender.attach', args: { contactId, sender } }, context.now());
}

/** Takes a sender away (B14, B15). @throws not_permitted to whom section Z does not allow it */
export async function detachSender(
  replica: Replica,
  context: Context,
  role: Role,
  target: { contactId: string; channel: string; key: string },
): Promise<void> {
  mustBeAllowed(role, 'detach-sender');
  const there = await senderByKey(replica.db, target.channel, target.key);
  const contactId = (await rootContact(replica.db, target.contactId))?.id;
  if (there === undefined || there.contactId !== contactId) return;
  await applyChange(replica.db, { name: 'sender.detach', args: { ...target, contactId } }, context.now());
}

/**
 * Deletes a contact with everything of it, for good (A17, X4). Of one that is part of another meanwhile nothing is
 * deleted: whoever asked did not see the other. @throws not_permitted, merged with its survivor
 */
export async function deleteContact(
  replica: Replica,
  context: Context,
  role: Role,
  id: string,
): Promise<void> {
  mustBeAllowed(role, 'delete-contact');
  const contact = await rootContact(replica.db, id);
  if (!contact) return;
  if (contact.id !== id) refuse('merged', { contact: { id: contact.id, name: contact.name } });
  await applyChange(replica.db, { name: 'contact.delete', args: { id } }, context.now());
}

function mustBeAllowed(role: Role, action: Action): void {
  if (!may(role, action)) refuse('not_permitted');
}

/** The contact that an id means: of a merged one its survivor (G9). */
async function present({ db }: Replica, id: string) {
  return (await rootContact(db, id)) ?? refuse('contact_gone');
}
