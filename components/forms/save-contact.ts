import type { Book, ContactView } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { FormDraft } from './form-draft.ts';
import { editOf, toDraft } from './form-edit.ts';

/**
 * Adds the contact, or writes what the form changed of it.
 * An edit is several of the book's verbs, each of which may be done twice: where one is refused, those before it stay
 * done and the form, tried again, goes on from there.
 */
export async function saveContact(
  book: Book,
  form: FormDraft,
  contact: ContactView | null,
  teamCountry: string | null,
): Promise<ContactRef> {
  if (contact === null) return book.addContact(toDraft(form, teamCountry));
  const { id } = contact;
  const edit = editOf(contact, form, teamCountry);
  if (edit.name !== null) await book.rename(id, edit.name);
  if (Object.keys(edit.set).length > 0) await book.setFields(id, edit.set, edit.base);
  for (const { channel, key } of edit.detach) await book.detachSender(id, channel, key);
  for (const sender of edit.attach) await book.attachSender(id, sender);
  if (edit.note !== '') await book.putNote(id, edit.note);
  return { id, name: edit.name?.trim() ?? contact.name };
}
