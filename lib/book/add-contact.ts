import type { Field, Fields } from '#lib/model/field.ts';
import type { Draft } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { checkDraft } from './check-draft.ts';
import type { Context } from './context.ts';
import { deriveCountry } from './country.ts';
import { senderFromDraft } from './draft-senders.ts';
import { nameOrRefuse } from './names.ts';
import { noteChange } from './notes.ts';
import { integrations } from './own.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** Adds what was typed into the form, the first note with it: all of it or nothing (A18 to A28). @throws the first of `checkDraft`'s problems */
export async function addContact(replica: Replica, context: Context, draft: Draft): Promise<ContactRef> {
  const [first] = await checkDraft(replica, draft);
  if (first) return refuse(first.problem.reason, first.problem);
  const contact = { id: context.newId(), name: nameOrRefuse(draft.name) };
  const own = await integrations(replica);
  const senders = draft.senders.map((sender) => senderFromDraft(sender, draft.country, own));
  const create: NewChange = {
    name: 'contact.create',
    args: { ...contact, fields: fieldsOf(draft), senders },
  };
  const note = draft.note.trim() === '' ? [] : [noteChange(context.newId(), contact.id, draft.note, null)];
  await applyChanges(replica.db, [create, ...note], context.now());
  return contact;
}

function fieldsOf(draft: Draft): Fields {
  const origin = draft.origin ?? 'typed';
  const derived = draft.country === null ? deriveCountry(draft.senders) : null;
  const entries: [string, Field][] = [
    ...(draft.country ? [['country', { value: draft.country, origin }] as [string, Field]] : []),
    ...(derived ? [['country', { value: derived, origin: 'derived' }] as [string, Field]] : []),
    ...(draft.language ? [['language', { value: draft.language, origin }] as [string, Field]] : []),
    ...draft.integrations.map((id): [string, Field] => [`integration/${id}`, { value: true, origin }]),
  ];
  return Object.fromEntries(entries);
}
