import { textOf, type Field } from '#lib/model/field.ts';
import type { EventView, Happening, TimelineEntry } from '#lib/messages/dealings.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { unsentRecords } from '#lib/store/read-unsent.ts';
import { peopleOf } from './people.ts';
import type { Session } from './session.ts';
import type { Moment } from './timeline.ts';
import { viewNotes } from './view-notes.ts';
import { viewTickets } from './view-tickets.ts';
import { whoIs } from './who-is.ts';

/** What of an event is shown in words of its own, or is nobody's to read. */
const OWN_KEYS = new Set(['externalId', 'type', 'at', 'title', 'text', 'url', 'channel']);

/** Moments with all that is shown of them, in the order given. */
export async function showMoments(session: Session, moments: readonly Moment[]): Promise<TimelineEntry[]> {
  const rowsOf = (kind: string) =>
    moments.flatMap((one) => ('row' in one && one.row.kind === kind ? [one.row] : []));
  const { replica } = session;
  const [notes, tickets, people, me, unsentEvents] = await Promise.all([
    viewNotes(session, rowsOf('note')),
    viewTickets(replica, rowsOf('ticket')),
    peopleOf(replica.db),
    whoIs(session),
    unsentRecords(
      replica.db,
      'event',
      rowsOf('event').map(({ id }) => id),
    ),
  ]);
  const [noteOf, ticketOf] = [byId(notes), byId(tickets)];
  const by = (userId: string) => ({
    by: people.get(userId) ?? null,
    mine: userId !== '' && userId === me.userId,
  });
  return moments.flatMap((one): TimelineEntry[] => {
    const { id, at } = one;
    const nobody = { id, at, by: null, mine: false, unsent: false };
    if ('sender' in one) return [{ ...nobody, kind: 'sender', ...one.sender }];
    if ('order' in one) return [{ ...nobody, kind: 'order', ...one.order }];
    if ('added' in one) return [{ ...nobody, ...by(one.added.by), kind: 'added' }];
    const { row } = one;
    const happening = happeningOf(row, noteOf.get(row.id), ticketOf.get(row.id));
    if (!happening) return [];
    const unsent = 'note' in happening ? happening.note.unsent : unsentEvents.has(row.id);
    return [
      { id, at, ...(isPosted(row) ? { by: null, mine: false } : by(row.createdBy)), unsent, ...happening },
    ];
  });
}

/** Told by other software, and done by nobody of the team. */
export const isPosted = ({ kind, fields }: RecordRow) => kind === 'event' && fields['type']?.origin === 'api';

const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));

function happeningOf(
  row: RecordRow,
  note: Extract<Happening, { kind: 'note' }>['note'] | undefined,
  ticket: Extract<Happening, { kind: 'ticket' }>['ticket'] | undefined,
): Happening | null {
  if (row.kind === 'note') return note ? { kind: 'note', note } : null;
  if (row.kind === 'ticket') return ticket ? { kind: 'ticket', ticket } : null;
  if (row.kind === 'merge')
    return { kind: 'merge', name: textOf(row.fields, 'name'), isUndone: textOf(row.fields, 'undone') !== '' };
  return { kind: 'event', event: viewEvent(row) };
}

/** An event as it is shown: whatever was posted with it, in its order. */
export function viewEvent({ fields }: Pick<RecordRow, 'fields'>): EventView {
  const url = textOf(fields, 'url');
  return {
    type: textOf(fields, 'type'),
    title: textOf(fields, 'title'),
    text: textOf(fields, 'text'),
    url: /^https?:\/\//u.test(url) ? url : null,
    channel: textOf(fields, 'channel') || null,
    data: Object.entries(fields)
      .filter(([key]) => !OWN_KEYS.has(key))
      .map(([key, { value }]) => ({ label: key.replace(/^data\//u, ''), value: shown(value) })),
  };
}

function shown(value: Field['value']): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
