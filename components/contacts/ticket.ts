import type { SenderView } from '#lib/messages/book.ts';
import { isEmail } from '#lib/model/email.ts';

/** The address a new ticket goes to (A16): the first e-mail sender, else any sender that mail can be sent to. */
export function ticketAddress(senders: readonly SenderView[]): string | null {
  const written = senders.filter(({ value }) => isEmail(value));
  return (written.find(({ channel }) => channel === 'email') ?? written[0])?.value ?? null;
}

/** The address as the composer takes it (RFC 6068): everything but the @ escaped, so that nothing else can be smuggled in. */
export function mailto(address: string): string {
  const at = address.lastIndexOf('@');
  return `mailto:${encodeURIComponent(address.slice(0, at))}@${encodeURIComponent(address.slice(at + 1))}`;
}
