import type { Composer } from '#lib/model/compose.ts';
import type { Delivery, Priority, TicketFile } from '#lib/model/ticket.ts';
import type { NoteView } from '#lib/messages/book.ts';
import type { HistoryPlace } from '#lib/messages/past.ts';

/** The part of the book about what passed between the team and a contact: the timeline, tickets, calls (E32 to E49). */
export type Dealings = {
  /**
   * What happened with a contact, newest first (E44): a part of it. Local, but for changes of tags in a team, which are
   * the server's: `tagChanges` says whether they are among it. Never throws for a server that does not answer.
   */
  timeline(contactId: string, query: TimelineQuery): Promise<TimelinePart>;
  /** Null where there is none. */
  ticket(id: string): Promise<TicketView | null>;
  /**
   * Makes a draft of a ticket, or edits the one with `id`; what has been sent stays as it was sent, whom it is assigned
   * to, its priority and its tags may change always. Sends nothing. @returns its id. @throws contact_gone, too_long ...
   */
  putTicket(contactId: string, draft: TicketDraft, id?: string): Promise<string>;
  /** Throws a ticket away that has not left the house, with its files. */
  deleteTicket(id: string): Promise<void>;
  /** Hands over a part of a file, `index` from 0, in base64; the file is there once the last part is (E39). @throws files_too_large, storage_full */
  putFilePart(ticketId: string, file: TicketFile, part: FilePart): Promise<void>;
  deleteFile(ticketId: string, fileId: string): Promise<void>;
  /** A part of a file that is kept here, in base64; null behind its end, and where it lies on another device. */
  filePart(fileId: string, index: number): Promise<string | null>;
  /** Whether the team's server sends tickets (E36); `unknown` while it cannot be asked. */
  mailServer(): Promise<MailServer>;
  /**
   * Sends a ticket by the team's server, once, however often it is asked. What became of it stands in the ticket:
   * `failed` with its `problem` where it did not go out. @throws address_missing, subject_empty, text_empty, file_missing, offline ...
   */
  sendTicket(id: string): Promise<TicketView>;
  /** The ticket was opened in a composer, which never tells what became of it. */
  handTicket(id: string, composer: Composer): Promise<void>;
  /** Somebody says that it was sent, or that it is done with, or open again. */
  settleTicket(id: string, as: 'sent' | 'open' | 'closed'): Promise<void>;
  /** A call was begun (E34). @param number E.164 */
  putCall(contactId: string, number: string): Promise<void>;
  /** By name. */
  departments(): Promise<Department[]>;
  /** Making one that is there gives that one. @throws name_empty, name_too_long */
  putDepartment(name: string): Promise<Department>;
  /** Another contact that has this e-mail address, as a sender or a value (A33, X2); null where nobody has. */
  emailHolder(address: string, contactId: string): Promise<{ id: string; name: string } | null>;
};

/** `notes`: E46 · `conversations`: chats, conversations, calls and visits (E48) · `tickets`: E49 · `orders`: G18. */
export const TIMELINE_FILTERS = ['all', 'notes', 'conversations', 'tickets', 'orders'] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];
/** `before`: what the part that was shown last said of the one before it. `isLocal`: without asking the server, so at once. */
export type TimelineQuery = {
  filter: TimelineFilter;
  before?: TimelinePlace;
  limit: number;
  isLocal?: boolean;
};
/** `trail`: where the server's history is to be read on. */
export type TimelinePlace = { at: string; id: string; trail: HistoryPlace | null };
export type TimelinePart = {
  entries: TimelineEntry[];
  before: TimelinePlace | null;
  /** How many there are behind each filter, but for tags; of the first part alone. */
  counts: Record<TimelineFilter, number> | null;
  tagChanges: 'told' | 'unreachable' | 'unasked';
};

/** `by`: a member's name; null where nobody did it, or nobody knows. */
export type TimelineEntry = {
  id: string;
  at: string;
  by: string | null;
  mine: boolean;
  unsent: boolean;
} & Happening;
export type Happening =
  | { kind: 'added' }
  | { kind: 'note'; note: NoteView }
  | { kind: 'ticket'; ticket: TicketView }
  | { kind: 'event'; event: EventView }
  | { kind: 'order'; number: string; url: string | null }
  /** `isGone`: taken off; what was written from it stays (B16). */
  | { kind: 'sender'; channel: string; value: string; isGone?: boolean }
  | { kind: 'merge'; name: string; isUndone: boolean }
  /** Ids of tags. */
  | { kind: 'tags'; added: string[]; removed: string[] };

/** Something that other software posted (X15), a call, or a conversation that was captured. `data`: anything else, as it was posted. */
export type EventView = {
  type: string;
  title: string;
  text: string;
  /** http(s), or null. */
  url: string | null;
  channel: string | null;
  data: { label: string; value: string }[];
};

export type TicketDraft = {
  to: string;
  /** One of the team's mailboxes that answers are asked to; '' for whoever sends. */
  replyTo?: string;
  subject: string;
  text: string;
  /** User id. */
  assignee: string | null;
  /** Id. */
  department: string | null;
  priority: Priority;
  /** Ids. */
  tags: string[];
};

export type TicketView = Required<TicketDraft> & {
  id: string;
  contactId: string;
  delivery: Delivery;
  state: 'draft' | 'open' | 'closed';
  /** How it went out: by the team's server, or which composer it was opened in. */
  way: 'server' | Composer | null;
  sentAt: string | null;
  /** Why it failed: a `ProblemReason`. */
  problem: string | null;
  /** `isHere`: kept on this device, whole. */
  files: (TicketFile & { isHere: boolean })[];
  author: string | null;
  createdAt: string;
  unsent: boolean;
};

/** `of`: how many parts the file has. `data`: base64. */
export type FilePart = { index: number; of: number; data: string };
export type MailServer = { state: 'sends'; from: string } | { state: 'none' } | { state: 'unknown' };
export type Department = { id: string; name: string };
/** What was captured of a conversation: how many messages, and whether all of it found room (E45). */
export type Captured = { messages: number; isWhole: boolean };
