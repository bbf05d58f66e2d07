import { COMPOSERS } from '#lib/model/compose.ts';
import { textOf } from '#lib/model/field.ts';
import { DELIVERIES, priorityOf, readFiles } from '#lib/model/ticket.ts';
import type { TicketView } from '#lib/messages/dealings.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { filesOfTickets } from '#lib/store/files.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { survivorIds } from '#lib/store/read-merges.ts';
import { unsentRecords } from '#lib/store/read-unsent.ts';
import { peopleOf } from './people.ts';
import type { Replica } from './replica.ts';

/** One ticket; null where there is none. */
export async function viewTicket(replica: Replica, id: string): Promise<TicketView | null> {
  const row = await recordById(replica.db, 'ticket', id);
  return row ? ((await viewTickets(replica, [row]))[0] ?? null) : null;
}

/** Tickets as they are shown, in the order given. */
export async function viewTickets({ db }: Replica, rows: readonly RecordRow[]): Promise<TicketView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const owners = [...new Set(rows.map(({ contactId }) => contactId ?? ''))];
  const [people, here, unsent, survivors] = await Promise.all([
    peopleOf(db),
    filesOfTickets(db, ids),
    unsentRecords(db, 'ticket', ids),
    survivorIds(db, owners),
  ]);
  const files = new Set(here.map(({ id }) => id));
  return rows.map((row) => ({
    ...readTicket(row, files),
    contactId: survivors.get(row.contactId ?? '') ?? row.contactId ?? '',
    author: people.get(row.createdBy) ?? null,
    unsent: unsent.has(row.id),
  }));
}

function readTicket(
  { id, fields, createdAt }: RecordRow,
  here: ReadonlySet<string>,
): Omit<TicketView, 'contactId' | 'author' | 'unsent'> {
  const text = (key: string) => textOf(fields, key);
  const tags = fields['tags']?.value;
  const state = text('state');
  return {
    id,
    to: text('to'),
    replyTo: text('replyTo'),
    subject: text('subject'),
    text: text('text'),
    assignee: text('assignee') || null,
    department: text('department') || null,
    priority: priorityOf(text('priority')),
    tags: Array.isArray(tags) ? tags : [],
    delivery: DELIVERIES.find((one) => one === text('delivery')) ?? 'draft',
    state: state === 'open' || state === 'closed' ? state : 'draft',
    way: text('way') === 'server' ? 'server' : (COMPOSERS.find((one) => one === text('way')) ?? null),
    sentAt: text('sentAt') || null,
    problem: text('problem') || null,
    files: readFiles(text('files')).map((file) => ({ ...file, isHere: here.has(file.id) })),
    createdAt,
  };
}
