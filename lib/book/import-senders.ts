import type { Person } from '#lib/model/person.ts';
import { cleanText } from '#lib/model/text.ts';
import type { ImportIssue, IssueCode } from '#lib/messages/exchange.ts';
import { identify, type SenderId } from './identify.ts';

/** The senders of a person, each once and in their order, and what is none. */
export type ReadSenders = { senders: (SenderId & { value: string })[]; issues: ImportIssue[] };

/**
 * Reads addresses, numbers and logins. A national number is read for the person's own country, else for the one chosen
 * for the file; without either it is none (R4).
 */
export function readSenders(person: Person, country: string | null): ReadSenders {
  const own = /^[A-Z]{2}$/u.test(person.fields['country'] ?? '')
    ? (person.fields['country'] ?? null)
    : country;
  const written = [
    ...person.emails.map((value) => ({ channel: 'email', value })),
    ...person.phones.map((value) => ({ channel: 'phone', value })),
    ...person.senders,
  ];
  const senders = new Map<string, SenderId & { value: string }>();
  const issues: ImportIssue[] = [];
  for (const { channel, value } of written) {
    const read = identify(channel, value, own);
    if ('problem' in read)
      issues.push({ code: read.problem.reason as IssueCode, value: value.slice(0, 200) });
    else senders.set(`${channel}/${read.id.key}`, { ...read.id, value: cleanText(value) });
  }
  return { senders: [...senders.values()], issues };
}
