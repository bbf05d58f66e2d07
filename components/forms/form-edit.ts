import type { ContactView, Draft, SenderDraft } from '#lib/messages/book.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { members, type FieldSet } from '#lib/model/field.ts';
import { readPhone } from '#lib/model/phone.ts';
import {
  filledSenders,
  phoneCountry,
  senderId,
  type AttachedSender,
  type FormDraft,
  type SenderEntry,
} from './form-draft.ts';

/** The form as the book checks and adds it. Numbers go in their international form, so that nobody reads them anew. */
export function toDraft(form: FormDraft, teamCountry: string | null): Draft {
  return {
    name: form.name,
    senders: filledSenders(form).map((entry) => toSender(entry, phoneCountry(entry, form, teamCountry))),
    country: form.country,
    language: form.language,
    integrations: form.integrations,
    note: form.note,
    origin: 'typed',
    ...(form.contactId === null ? {} : { contactId: form.contactId }),
  };
}

function toSender(entry: SenderEntry, country: string | null): SenderDraft {
  const phone = channelFacts(entry.channel).kind === 'phone' ? readPhone(entry.value, country) : null;
  return {
    channel: entry.channel,
    value: phone?.shown ?? entry.value.trim(),
    ...(entry.name ? { name: entry.name } : {}),
  };
}

/** What an edit changes, in the book's own verbs. */
export type Edit = {
  name: string | null;
  set: FieldSet;
  base: FieldSet;
  attach: SenderDraft[];
  detach: AttachedSender[];
  note: string;
};

/** The difference between a contact and the form over it; `base` holds what the editor saw (sync.md, 6). */
export function editOf(contact: ContactView, form: FormDraft, teamCountry: string | null): Edit {
  const { senders, name } = toDraft(form, teamCountry);
  const wanted: FieldSet = {
    country: form.country === null ? null : { value: form.country, origin: 'typed' },
    language: form.language === null ? null : { value: form.language, origin: 'typed' },
    ...Object.fromEntries(members(contact.fields, 'integration').map((id) => [`integration/${id}`, null])),
    ...Object.fromEntries(
      form.integrations.map((id) => [`integration/${id}`, { value: true, origin: 'typed' as const }]),
    ),
  };
  const changed = Object.keys(wanted).filter(
    (key) => (wanted[key]?.value ?? null) !== (contact.fields[key]?.value ?? null),
  );
  const kept = new Set(form.attached.map(senderId));
  return {
    name: name.trim() === contact.name ? null : name,
    set: Object.fromEntries(changed.map((key) => [key, wanted[key] ?? null])),
    base: Object.fromEntries(changed.map((key) => [key, contact.fields[key] ?? null])),
    attach: senders,
    detach: contact.senders.filter((sender) => !kept.has(senderId(sender))),
    note: form.note.trim(),
  };
}
