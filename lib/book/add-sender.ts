import type { Requester } from '#lib/model/requester.ts';
import { nameKey } from '#lib/model/text.ts';
import type { AddChoice, AddOutcome } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { contactById, contactByName, senderByKey } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { Refusal } from '#lib/store/refusal.ts';
import type { Context } from './context.ts';
import { identifyRequester, type SenderId } from './identify.ts';
import { freeName, nameFrom, suffixedName } from './names.ts';
import { integrations, ownSenders } from './own.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';
import { fieldsFrom, senderFrom } from './requester-values.ts';

/**
 * Adds who a page shows with one click (A30 to A33). That the same requester twice, from two tabs at once or again
 * after a time-out, is still one contact (G2) is the store's transaction's doing, which takes a sender once: whoever
 * comes second is told that it is there.
 * @throws own_address, shared_address, sender_empty ... where nobody can be told by what the page shows
 */
export async function addSender(
  replica: Replica,
  context: Context,
  from: Requester,
  choice?: AddChoice,
): Promise<AddOutcome> {
  const read = identifyRequester(from, await context.teamCountry());
  if ('problem' in read) return refuse(read.problem.reason, read.problem);
  const isOwn = await ownSenders(replica);
  if (isOwn(read.id.channel, read.id.key)) return refuse('own_address', { value: from.address });
  try {
    return (
      (await alreadyThere(replica, from, read.id, choice)) ??
      (choice?.do === 'attach'
        ? await attach(replica, context, from, read.id, choice.contactId)
        : await create(replica, context, from, read.id, choice))
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== 'sender_taken') throw error;
    // Somebody else's click, in another tab or another worker, was sooner by a moment.
    return (await alreadyThere(replica, from, read.id, choice)) ?? refuse('unknown');
  }
}

/** Null while nobody has this sender. */
async function alreadyThere(
  { db }: Replica,
  from: Requester,
  { channel, key }: SenderId,
  choice: AddChoice | undefined,
): Promise<AddOutcome | null> {
  const sender = await senderByKey(db, channel, key);
  const owner = sender && (await contactById(db, sender.contactId));
  if (!owner) return null;
  const contact = { id: owner.id, name: owner.name };
  const wanted = choice?.do === 'attach' ? owner.id === choice.contactId : isNamedAfter(owner.name, from);
  return { outcome: wanted ? 'already' : 'sender-taken', contact };
}

/** Whether a contact bears the name that a click would have given it: then it is that click's, or one like it. */
function isNamedAfter(name: string, from: Requester): boolean {
  const proposed = nameFrom(from);
  return [proposed, suffixedName(proposed, from)].some((one) => nameKey(one) === nameKey(name));
}

async function create(
  replica: Replica,
  context: Context,
  from: Requester,
  id: SenderId,
  choice: AddChoice | undefined,
): Promise<AddOutcome> {
  const { db } = replica;
  const proposed = nameFrom(from);
  const suffixed = suffixedName(proposed, from);
  const holder = await contactByName(db, proposed);
  if (holder && choice === undefined) return { outcome: 'name-taken', contact: refOf(holder), suffixed };
  const contact = { id: context.newId(), name: holder ? await freeName(db, suffixed) : proposed };
  const at = context.now();
  const change: NewChange = {
    name: 'contact.create',
    args: {
      ...contact,
      // Offline, a colleague may take the name at the same moment: the add still goes through (X1).
      nameIfTaken: holder ? await freeName(db, `${contact.name} 2`) : await freeName(db, suffixed),
      fields: fieldsFrom(from, await integrations(replica), at),
      senders: [senderFrom(from, id, at)],
    },
  };
  await applyChange(db, change, at);
  return { outcome: 'added', contact: refOf((await contactById(db, contact.id)) ?? contact) };
}

async function attach(
  replica: Replica,
  context: Context,
  from: Requester,
  id: SenderId,
  wanted: string,
): Promise<AddOutcome> {
  const contact = await rootContact(replica.db, wanted);
  if (!contact) return refuse('contact_gone');
  const contactId = contact.id;
  const at = context.now();
  // What the contact has already, from wherever, stays: a page only fills what is empty.
  const found = Object.entries(fieldsFrom(from, await integrations(replica), at));
  const set = Object.fromEntries(found.filter(([key]) => !(key in contact.fields)));
  const attached: NewChange = {
    name: 'sender.attach',
    args: { contactId, sender: senderFrom(from, id, at) },
  };
  const patch: NewChange = { name: 'contact.patch', args: { id: contactId, set, base: {} } };
  await applyChanges(replica.db, Object.keys(set).length === 0 ? [attached] : [attached, patch], at);
  return { outcome: 'attached', contact: refOf(contact) };
}

function refOf({ id, name }: ContactRef): ContactRef {
  return { id, name };
}
