import type { Requester } from '#lib/model/requester.ts';
import type { Sender } from '#lib/model/sender.ts';
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
import { freeBeside, identifyAlso, linkOf, ownersOf, type Also } from './linked.ts';
import { freeName, nameFrom, suffixedName } from './names.ts';
import { integrations, ownSenders } from './own.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';
import { fieldsFrom, senderFrom } from './requester-values.ts';

/**
 * Adds who a page shows with one click (A30 to A33), and what it shows of them beside (R1). That the same requester twice,
 * from two tabs at once or again after a time-out, is still one contact (G2) is the store's transaction's doing, which
 * takes a sender once: whoever comes second is told that it is there.
 * @param how `byPolicy`: nobody has clicked, the team has set it so (G20); the history says it
 * @throws own_address, shared_address, sender_empty ... where nobody can be told by what the page shows
 */
export async function addSender(
  replica: Replica,
  context: Context,
  from: Requester,
  { choice, byPolicy = false }: { choice?: AddChoice | undefined; byPolicy?: boolean } = {},
): Promise<AddOutcome> {
  const country = await context.teamCountry();
  const read = identifyRequester(from, country);
  if ('problem' in read) return refuse(read.problem.reason, read.problem);
  const isOwn = await ownSenders(replica);
  if (isOwn(read.id.channel, read.id.key)) return refuse('own_address', { value: from.address });
  const also = identifyAlso(from, read.id, { country, isOwn });
  const adding = { from, id: read.id, also, choice, byPolicy };
  try {
    return (
      (await alreadyThere(replica, context, adding)) ??
      (choice?.do === 'attach'
        ? await attach(replica, context, adding, choice.contactId)
        : await create(replica, context, adding))
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== 'sender_taken') throw error;
    // Somebody else's click, in another tab or another worker, was sooner by a moment.
    return (await alreadyThere(replica, context, adding)) ?? refuse('unknown');
  }
}

/** Whom a page shows, by all that it shows of them. */
type Adding = {
  from: Requester;
  id: SenderId;
  also: readonly Also[];
  choice: AddChoice | undefined;
  byPolicy: boolean;
};

/** Null while nobody has this sender, nor what the page shows beside it. */
async function alreadyThere(
  replica: Replica,
  context: Context,
  { from, id, also, choice }: Adding,
): Promise<AddOutcome | null> {
  const { db } = replica;
  const sender = await senderByKey(db, id.channel, id.key);
  const owner = sender && (await contactById(db, sender.contactId));
  if (!owner) return choice === undefined ? await knownBeside(replica, { from, id, also }) : null;
  const contact = refOf(owner);
  const wanted = choice?.do === 'attach' ? owner.id === choice.contactId : isNamedAfter(owner.name, from);
  if (!wanted) return { outcome: 'sender-taken', contact };
  const isMore =
    choice?.do === 'attach' && (await attachBeside(replica, context, { from, id, also }, owner.id));
  return { outcome: isMore ? 'attached' : 'already', contact };
}

/** The contact that has the same under another channel, or what the page shows beside: nobody is made a second time (R1). */
async function knownBeside(
  replica: Replica,
  { from, id, also }: Omit<Adding, 'choice' | 'byPolicy'>,
): Promise<AddOutcome | null> {
  const owners = await ownersOf(replica, [id, ...also.map(idOf)]);
  const { contact, linkable } = linkOf(id, from, also, owners);
  if (!contact) return null;
  const isTheirs =
    !linkable.some(({ address }) => address === from.address) && isNamedAfter(contact.name, from);
  return { outcome: isTheirs ? 'already' : 'sender-taken', contact };
}

/** Whether a contact bears the name that a click would have given it: then it is that click's, or one like it. */
function isNamedAfter(name: string, from: Requester): boolean {
  const proposed = nameFrom(from);
  return [proposed, suffixedName(proposed, from)].some((one) => nameKey(one) === nameKey(name));
}

async function create(
  replica: Replica,
  context: Context,
  { from, id, also, choice, byPolicy }: Adding,
): Promise<AddOutcome> {
  const { db } = replica;
  const proposed = nameFrom(from);
  const suffixed = suffixedName(proposed, from);
  const holder = await contactByName(db, proposed);
  if (holder && choice === undefined) return { outcome: 'name-taken', contact: refOf(holder), suffixed };
  const contact = { id: context.newId(), name: holder ? await freeName(db, suffixed) : proposed };
  const at = context.now();
  const free = freeBeside(also, await ownersOf(replica, also.map(idOf)), null);
  const sender = senderFrom(from, id, at);
  if (byPolicy) sender.details.byPolicy = true;
  const change: NewChange = {
    name: 'contact.create',
    args: {
      ...contact,
      // Offline, a colleague may take the name at the same moment: the add still goes through (X1).
      nameIfTaken: holder ? await freeName(db, `${contact.name} 2`) : await freeName(db, suffixed),
      fields: fieldsFrom(from, await integrations(replica), at),
      senders: [sender, ...free.map((other) => senderBeside(from, other, at))],
    },
  };
  await applyChange(db, change, at);
  return { outcome: 'added', contact: refOf((await contactById(db, contact.id)) ?? contact) };
}

async function attach(
  replica: Replica,
  context: Context,
  { from, id, also }: Adding,
  wanted: string,
): Promise<AddOutcome> {
  const contact = await rootContact(replica.db, wanted);
  if (!contact) return refuse('contact_gone');
  const contactId = contact.id;
  const at = context.now();
  // What the contact has already, from wherever, stays: a page only fills what is empty.
  const found = Object.entries(fieldsFrom(from, await integrations(replica), at));
  const set = Object.fromEntries(found.filter(([key]) => !(key in contact.fields)));
  const free = freeBeside(also, await ownersOf(replica, also.map(idOf), [contactId]), contactId);
  const senders = [senderFrom(from, id, at), ...free.map((other) => senderBeside(from, other, at))];
  const attached = senders.map((sender) => attachChange(contactId, sender));
  const patch: NewChange = { name: 'contact.patch', args: { id: contactId, set, base: {} } };
  await applyChanges(replica.db, Object.keys(set).length === 0 ? attached : [...attached, patch], at);
  return { outcome: 'attached', contact: refOf(contact) };
}

/** Gives a contact what the page shows beside the sender that it has (R1). @returns whether there was anything */
async function attachBeside(
  replica: Replica,
  context: Context,
  { from, also }: Omit<Adding, 'choice' | 'byPolicy'>,
  contactId: string,
): Promise<boolean> {
  const at = context.now();
  const free = freeBeside(also, await ownersOf(replica, also.map(idOf), [contactId]), contactId);
  const attached = free.map((other) => attachChange(contactId, senderBeside(from, other, at)));
  if (attached.length > 0) await applyChanges(replica.db, attached, at);
  return attached.length > 0;
}

const attachChange = (contactId: string, sender: Sender): NewChange => ({
  name: 'sender.attach',
  args: { contactId, sender },
});

/** Another identity of a requester as a sender: on its own channel, of the same page. */
function senderBeside(from: Requester, { channel, address, id }: Also, at: string): Sender {
  return senderFrom({ ...from, channel, address }, id, at);
}

const idOf = ({ id }: Also) => id;

function refOf({ id, name }: ContactRef): ContactRef {
  return { id, name };
}
