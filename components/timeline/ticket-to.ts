import { itemsOf } from '#components/contact/many-values.ts';
import type { ContactView, SenderView } from '#lib/messages/book.ts';
import { isEmail } from '#lib/model/email.ts';

/** The address a new ticket goes to (A16): the first e-mail sender, else any sender that mail can be sent to. */
export function ticketAddress(senders: readonly SenderView[]): string | null {
  const written = senders.filter(({ value }) => isEmail(value));
  return (written.find(({ channel }) => channel === 'email') ?? written[0])?.value ?? null;
}

/** Every address a ticket can go to, the primary one first: e-mails, and senders of other channels that relay mail. */
export function ticketAddresses(contact: ContactView): string[] {
  const emails = itemsOf(contact, 'email').toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  const all = [...emails, ...contact.senders].map(({ value }) => value);
  return [...new Set(all.filter(isEmail))];
}
