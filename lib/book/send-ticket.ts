import { textOf } from '#lib/model/field.ts';
import { readFiles } from '#lib/model/ticket.ts';
import type { MailServer, TicketView } from '#lib/messages/dealings.ts';
import type { ProblemReason } from '#lib/messages/problem.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { PROTOCOL } from '#lib/protocol/push.ts';
import type { LetterRequest } from '#lib/protocol/letter.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { dropFiles } from '#lib/store/files.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { SyncError } from '#lib/sync/sync-error.ts';
import type { Context } from './context.ts';
import { problemFor, refuse } from './problems.ts';
import type { Session } from './session.ts';
import { wholeFiles } from './ticket-files.ts';
import { setTicket, ticketRow, type TicketValues } from './tickets.ts';
import { viewTicket } from './view-tickets.ts';

/** Milliseconds in which a server says whether it sends mail, and in which it takes a letter of ten megabytes. */
const [ASKING, SENDING] = [8000, 240_000];

/** Whether the team's server sends tickets (E36). Whoever works alone has none; one of an older version does not. */
export async function mailServer({ api, membership }: Session): Promise<MailServer> {
  if (!api || !membership) return { state: 'none' };
  try {
    const { sends, from } = await api.mail(membership.workspace.id, AbortSignal.timeout(ASKING));
    return sends ? { state: 'sends', from: from ?? '' } : { state: 'none' };
  } catch (error) {
    const isOld = error instanceof SyncError && error.reason === 'server_refused';
    return { state: isOld ? 'none' : 'unknown' };
  }
}

/**
 * Sends a ticket by the team's server (E43). The server sends each once by its id, so that one of which nobody heard the
 * end is sent again without harm. What became of it stands in the ticket.
 * @throws what keeps it from being sent at all: address_missing, subject_empty, text_empty, file_missing, no_mail_server
 */
export async function sendTicket(session: Session, context: Context, id: string): Promise<TicketView> {
  const { replica } = session;
  const row = await ticketRow(replica, id);
  if (row.fields['delivery']?.value !== 'sent') {
    const letter = await letterOf(session, row);
    // The server writes to addresses that it knows the contact by.
    await session.sync();
    const values = await attempt(session, id, letter);
    // Whatever was edited while it was on its way.
    const before = await ticketRow(replica, id);
    await setTicket(replica, context, { id, contactId: before.contactId, before }, values);
    if (values['delivery'] === 'sent') await dropFiles(replica.db, id);
  }
  return (await viewTicket(replica, id)) ?? refuse('definition_gone');
}

async function letterOf({ replica }: Session, { id, contactId, fields }: RecordRow): Promise<LetterRequest> {
  const text = (key: string) => textOf(fields, key);
  const contact = (await rootContact(replica.db, contactId ?? '')) ?? refuse('contact_gone');
  if (text('to') === '') return refuse('address_missing');
  if (text('subject') === '') return refuse('subject_empty');
  if (text('text').trim() === '') return refuse('text_empty');
  return {
    protocol: PROTOCOL,
    contactId: contact.id,
    to: text('to'),
    ...(text('replyTo') === '' ? {} : { replyTo: text('replyTo') }),
    subject: text('subject'),
    text: text('text'),
    files: await wholeFiles(replica, id, readFiles(text('files'))),
  };
}

/** What of the ticket is different once it was tried. */
async function attempt(
  { api, membership }: Session,
  id: string,
  letter: LetterRequest,
): Promise<TicketValues> {
  if (!api || !membership) return refuse('no_mail_server');
  const failed = (problem: ProblemReason) => ({ delivery: 'failed', way: 'server', problem });
  try {
    const answer = await api.sendTicket(membership.workspace.id, id, letter, AbortSignal.timeout(SENDING));
    if (answer.outcome === 'failed') return failed(answer.isFinal ? 'mail_refused' : 'mail_failed');
    return { delivery: 'sent', state: 'open', way: 'server', sentAt: answer.at, problem: null };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { reason } = problemFor(error);
    if (reason === 'sign_in_expired' || reason === 'not_a_member')
      throw new ProblemError({ reason }, { cause: error });
    return failed(reason === 'unknown' ? 'server_unreachable' : reason);
  }
}
