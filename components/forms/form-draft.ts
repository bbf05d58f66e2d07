import type { ContactView } from '#lib/messages/book.ts';
import { members, textOf } from '#lib/model/field.ts';

/** A sender that is being typed. `id` is the row's own, for as long as the form is open. */
export type SenderEntry = {
  id: string;
  channel: string;
  value: string;
  /** The country a national number is read for, where a person chose one for this number alone. */
  country: string | null;
  /** The name the platform shows for the sender, where the form began on a page. */
  name?: string;
};

/** A sender the contact has already; the form can only let go of it. */
export type AttachedSender = { channel: string; key: string; value: string };

/** What the add and edit form holds (A18 to A28). */
export type FormDraft = {
  contactId: string | null;
  name: string;
  attached: AttachedSender[];
  senders: SenderEntry[];
  country: string | null;
  language: string | null;
  /** Ids. */
  integrations: string[];
  note: string;
};

/** A row for one more sender. */
export function newEntry(channel = 'email', value = ''): SenderEntry {
  return { id: crypto.randomUUID(), channel, value, country: null };
}

/** An empty form, with one row for the sender that most contacts have. */
export function emptyForm(): FormDraft {
  return {
    contactId: null,
    name: '',
    attached: [],
    senders: [newEntry()],
    country: null,
    language: null,
    integrations: [],
    note: '',
  };
}

/** The form over a contact as it is now (A15). The note is a further one: those there are edited where they stand. */
export function formOf(contact: ContactView): FormDraft {
  return {
    ...emptyForm(),
    contactId: contact.id,
    name: contact.name,
    attached: contact.senders.map(({ channel, key, value }) => ({ channel, key, value })),
    senders: [],
    country: textOf(contact.fields, 'country') || null,
    language: textOf(contact.fields, 'language') || null,
    integrations: members(contact.fields, 'integration'),
  };
}

/** A text typed into the search box, put where it belongs: an address becomes a sender, all else a name. */
export function formFor(text: string): FormDraft {
  const typed = text.trim();
  if (/^\S+@\S+$/u.test(typed)) return { ...emptyForm(), senders: [newEntry('email', typed)] };
  if (/^[+\d][\d\s().-]{5,}$/u.test(typed)) return { ...emptyForm(), senders: [newEntry('phone', typed)] };
  return { ...emptyForm(), name: typed };
}

/** The rows that hold something; an empty row is no sender and no mistake. */
export function filledSenders(form: FormDraft): SenderEntry[] {
  return form.senders.filter(({ value }) => value.trim() !== '');
}

/** The country a row's national number is read for: its own, else the contact's, else the team's (R4). Never guessed. */
export function phoneCountry(entry: SenderEntry, form: FormDraft, teamCountry: string | null): string | null {
  return entry.country ?? form.country ?? teamCountry;
}

/** Whether leaving the form would lose something typed. */
export function isDirty(before: FormDraft, now: FormDraft): boolean {
  const essence = ({ senders, ...rest }: FormDraft) =>
    JSON.stringify([
      rest,
      senders.filter(({ value }) => value.trim() !== '').map((s) => [s.channel, s.value]),
    ]);
  return essence(before) !== essence(now);
}

/** A sender's identity within a contact. */
export function senderId({ channel, key }: { channel: string; key: string }): string {
  return `${channel} ${key}`;
}
