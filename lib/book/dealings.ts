import type { Dealings } from '#lib/messages/dealings.ts';
import { putCall } from './calls.ts';
import type { Context } from './context.ts';
import { departments, putDepartment } from './departments.ts';
import { emailHolder } from './email-holder.ts';
import type { Replica } from './replica.ts';
import { mailServer, sendTicket } from './send-ticket.ts';
import type { Session } from './session.ts';
import { deleteFile, filePart, putFilePart } from './ticket-files.ts';
import { deleteTicket, handTicket, putTicket, settleTicket } from './tickets.ts';
import { timeline } from './timeline.ts';
import { viewTicket } from './view-tickets.ts';

export type DealingParts = {
  inSession: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  read: <T>(work: (replica: Replica) => Promise<T>) => Promise<T>;
  write: <T>(work: (replica: Replica, context: Context, session: Session) => Promise<T>) => Promise<T>;
};

/** The part of the book that `dealings.ts` of the messages declares. */
export function dealingVerbs({ inSession, read, write }: DealingParts): Dealings {
  return {
    timeline: (contactId, query) => inSession((session) => timeline(session, contactId, query)),
    ticket: (id) => read((replica) => viewTicket(replica, id)),
    putTicket: (contactId, draft, id) =>
      write((replica, context) => putTicket(replica, context, contactId, draft, id)),
    deleteTicket: (id) => write((replica, context) => deleteTicket(replica, context, id)),
    putFilePart: (ticketId, file, part) =>
      write((replica, context) => putFilePart(replica, context, ticketId, file, part)),
    deleteFile: (ticketId, fileId) =>
      write((replica, context) => deleteFile(replica, context, ticketId, fileId)),
    filePart: (fileId, index) => read((replica) => filePart(replica, fileId, index)),
    mailServer: () => inSession(mailServer),
    sendTicket: (id) => write((_, context, session) => sendTicket(session, context, id)),
    handTicket: (id, composer) => write((replica, context) => handTicket(replica, context, id, composer)),
    settleTicket: (id, as) => write((replica, context) => settleTicket(replica, context, id, as)),
    putCall: (contactId, number) => write((replica, context) => putCall(replica, context, contactId, number)),
    departments: () => read(departments),
    putDepartment: (name) => write((replica, context) => putDepartment(replica, context, name)),
    emailHolder: (address, contactId) => read((replica) => emailHolder(replica, address, contactId)),
  };
}
