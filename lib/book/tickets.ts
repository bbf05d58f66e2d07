import { isEmail } from '#lib/model/email.ts';
import type { Field, FieldSet } from '#lib/model/field.ts';
import type { Composer } from '#lib/model/compose.ts';
import { SUBJECT_LIMIT, TEXT_LIMIT } from '#lib/model/ticket.ts';
import { cleanText } from '#lib/model/text.ts';
import type { TicketDraft } from '#lib/messages/dealings.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { dropFiles } from '#lib/store/files.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

export type TicketValues = Record<string, Field['value'] | null>;

/**
 * Makes a draft of a ticket, or edits one (E36 to E42); nothing is sent. What has left the house stays as it was written.
 * @returns its id
 * @throws contact_gone, definition_gone, not_an_email, subject_too_long, note_too_long
 */
export async function putTicket(
  replica: Replica,
  context: Context,
  contactId: string,
  draft: TicketDraft,
  id?: string,
): Promise<string> {
  const contact = (await rootContact(replica.db, contactId)) ?? refuse('contact_gone');
  const before = id === undefined ? undefined : await recordById(replica.db, 'ticket', id);
  const hasLeft = before?.fields['delivery']?.value === 'sent';
  const values = { ...(hasLeft ? {} : written(draft)), ...arranged(draft) };
  const fresh = before ? {} : { delivery: 'draft', state: 'draft' };
  const ticket = before?.id ?? id ?? context.newId();
  await setTicket(replica, context, { id: ticket, contactId: contact.id, before }, { ...values, ...fresh });
  return ticket;
}

/** What goes out with it. */
function written({ to, replyTo = '', subject, text }: TicketDraft): TicketValues {
  const [address, line] = [cleanText(to), cleanText(subject)];
  if (address !== '' && !isEmail(address)) return refuse('not_an_email', { value: address });
  if (line.length > SUBJECT_LIMIT) return refuse('subject_too_long');
  if (text.length > TEXT_LIMIT) return refuse('note_too_long');
  return { to: address, replyTo: replyTo || null, subject: line, text };
}

const arranged = ({ assignee, department, priority, tags }: TicketDraft): TicketValues => ({
  assignee,
  department,
  priority,
  tags: tags.length > 0 ? tags : null,
});

/** Sets what differs of a ticket, so that two people who change different things of it lose nothing. */
export async function setTicket(
  { db }: Replica,
  context: Context,
  { id, contactId, before }: { id: string; contactId: string | null; before: RecordRow | undefined },
  values: TicketValues,
): Promise<void> {
  const set: FieldSet = {};
  const base: FieldSet = {};
  for (const [key, value] of Object.entries(values)) {
    const was = before?.fields[key] ?? null;
    if (JSON.stringify(was?.value ?? null) === JSON.stringify(value)) continue;
    set[key] = value === null ? null : { value, origin: 'typed' };
    base[key] = was;
  }
  if (Object.keys(set).length === 0) return;
  await applyChange(
    db,
    { name: 'record.put', args: { kind: 'ticket', id, contactId, set, base } },
    context.now(),
  );
}

/** The ticket that an id means. @throws definition_gone */
export async function ticketRow({ db }: Replica, id: string): Promise<RecordRow> {
  return (await recordById(db, 'ticket', id)) ?? refuse('definition_gone');
}

/** Throws one away that has not gone out, with its files. @throws not_permitted where it has */
export async function deleteTicket(replica: Replica, context: Context, id: string): Promise<void> {
  const row = await recordById(replica.db, 'ticket', id);
  if (row) {
    const { value } = row.fields['delivery'] ?? {};
    if (value === 'sent' || value === 'handed') return refuse('not_permitted');
    const change = { name: 'record.delete' as const, args: { kind: 'ticket', id } };
    await applyChange(replica.db, change, context.now());
  }
  await dropFiles(replica.db, id);
}

/** It was opened in a composer; whether it goes out nobody hears. Its files stay: they have to be added by hand (E39). */
export async function handTicket(
  replica: Replica,
  context: Context,
  id: string,
  composer: Composer,
): Promise<void> {
  const before = await ticketRow(replica, id);
  const values = { delivery: 'handed', state: 'open', way: composer, problem: null };
  await setTicket(replica, context, { id, contactId: before.contactId, before }, values);
}

/** Somebody says what became of a ticket. With the word that it was sent its files go. */
export async function settleTicket(
  replica: Replica,
  context: Context,
  id: string,
  as: 'sent' | 'open' | 'closed',
): Promise<void> {
  const before = await ticketRow(replica, id);
  const sent = { delivery: 'sent', state: 'open', sentAt: context.now(), problem: null };
  const values: TicketValues = as === 'sent' ? sent : { state: as };
  await setTicket(replica, context, { id, contactId: before.contactId, before }, values);
  if (as === 'sent') await dropFiles(replica.db, id);
}
