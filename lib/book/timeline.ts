import { textOf } from '#lib/model/field.ts';
import type { TimelineFilter, TimelinePart, TimelinePlace, TimelineQuery } from '#lib/messages/dealings.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import type { StoredContact } from '#lib/store/db.ts';
import { sendersOfContact } from '#lib/store/read-contacts.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { recordsOfKinds } from '#lib/store/read-timeline.ts';
import type { Session } from './session.ts';
import { stampedTags, tagTrail, type Window } from './timeline-tags.ts';
import { isPosted, showMoments } from './view-moments.ts';

const KINDS = ['note', 'ticket', 'event', 'merge'] as const;

/** Something that happened, before all that is shown of it is read: a contact may have thousands. */
export type Moment = { id: string; at: string; filter: TimelineFilter } & (
  | { row: RecordRow }
  | { sender: { channel: string; value: string } }
  | { order: { number: string; url: string | null } }
  | { added: { by: string } }
);

/**
 * What happened with a contact, newest first (E44): its notes, tickets, events, merges, senders, orders, and changes of
 * its tags, which in a team the server tells and alone their own stamps do.
 */
export async function timeline(
  session: Session,
  contactId: string,
  query: TimelineQuery,
): Promise<TimelinePart> {
  const { filter, before, limit } = query;
  const contact = await rootContact(session.replica.db, contactId);
  if (!contact) return { entries: [], before: null, counts: null, tagChanges: 'told' };
  const all = (await momentsOf(session, contact)).toSorted(newestFirst);
  const counts = before ? null : countsOf(all);
  const wanted = all.filter((one) => (filter === 'all' || one.filter === filter) && isBefore(one, before));
  const shown = await showMoments(session, wanted.slice(0, limit));
  const more = wanted.length > limit;
  const last = wanted.slice(0, limit).at(-1) ?? before;
  if (filter !== 'all')
    return { entries: shown, before: placeOf(last, more, null), counts, tagChanges: 'told' };
  const window = {
    after: more ? (last?.at ?? '') : '',
    before: before?.at ?? null,
    trail: before?.trail ?? null,
  };
  const tags = await tagsOf(session, contact, window, query.isLocal ?? false);
  const entries = [...shown, ...tags.entries].toSorted(newestFirst);
  return { entries, before: placeOf(last, more || !tags.isOver, tags.trail), counts, tagChanges: tags.state };
}

async function tagsOf(session: Session, contact: StoredContact, window: Window, isLocal: boolean) {
  const over = { entries: [], trail: window.trail, isOver: true };
  if (!session.api) return { ...over, entries: stampedTags(contact, window), state: 'told' as const };
  return isLocal ? { ...over, state: 'unasked' as const } : tagTrail(session, contact.id, window);
}

type Placed = { at: string; id: string };

function newestFirst(a: Placed, b: Placed): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

const isBefore = (one: Placed, place: TimelinePlace | undefined) => !place || newestFirst(place, one) < 0;

function placeOf(
  last: Placed | undefined,
  more: boolean,
  trail: TimelinePlace['trail'],
): TimelinePlace | null {
  return more && last ? { at: last.at, id: last.id, trail } : null;
}

function countsOf(all: readonly Moment[]): Record<TimelineFilter, number> {
  const counts = { all: all.length, notes: 0, conversations: 0, tickets: 0, orders: 0 };
  for (const { filter } of all) if (filter !== 'all') counts[filter] += 1;
  return counts;
}

async function momentsOf({ replica: { db } }: Session, contact: StoredContact): Promise<Moment[]> {
  const [rows, senders] = await Promise.all([
    recordsOfKinds(db, contact.id, KINDS),
    sendersOfContact(db, contact.id),
  ]);
  // Those it was made with came with it.
  const later = senders.filter(({ createdAt }) => createdAt > contact.createdAt);
  const orders = ordersOf(contact, rows);
  const own = rows.filter((row) => row.contactId === contact.id && !isPosted(row));
  // A server dates a contact when it hears of it: what was done with it here until then came after it all the same.
  const times = [...own.map(momentOf), ...orders].map(({ at }) => at);
  const at = times.reduce((first, one) => (one < first ? one : first), contact.createdAt);
  return [
    ...rows.map(momentOf),
    ...later.map(({ channel, key, value, createdAt }): Moment => ({
      id: `sender/${channel}/${key}`,
      at: createdAt,
      filter: 'all',
      sender: { channel, value },
    })),
    ...orders,
    // A slash comes before every id: of what has one moment, being added was first.
    { id: `/added/${contact.id}`, at, filter: 'all', added: { by: contact.createdBy } },
  ];
}

function momentOf(row: RecordRow): Moment {
  const at = row.kind === 'event' ? textOf(row.fields, 'at') || row.createdAt : row.createdAt;
  return { id: `${row.kind}/${row.id}`, at, filter: filterOf(row), row };
}

const OF_EVENT: Record<string, TimelineFilter> = {
  order: 'orders',
  ticket: 'tickets',
  chat: 'conversations',
  conversation: 'conversations',
  call: 'conversations',
};

function filterOf({ kind, fields }: RecordRow): TimelineFilter {
  if (kind === 'note') return 'notes';
  if (kind === 'ticket') return 'tickets';
  return kind === 'event' ? (OF_EVENT[textOf(fields, 'type')] ?? 'all') : 'all';
}

/** Orders that a page linked (R6), but for those that other software has told of in full. */
function ordersOf({ fields, createdAt }: StoredContact, rows: readonly RecordRow[]): Moment[] {
  const told = new Set(
    rows
      .filter(({ kind, fields }) => kind === 'event' && textOf(fields, 'type') === 'order')
      .flatMap(({ fields }) => [fields['data/number']?.value, fields['externalId']?.value])
      .map((value) => String(value ?? '').toLowerCase()),
  );
  return Object.entries(fields).flatMap(([key, field]): Moment[] => {
    const number = /^order\/(.+)$/u.exec(key)?.[1];
    if (number === undefined || told.has(number)) return [];
    const [at, written] = [field['at'], field['number']];
    const url = typeof field.value === 'string' && /^https?:/u.test(field.value) ? field.value : null;
    return [
      {
        id: key,
        at: typeof at === 'string' ? at : createdAt,
        filter: 'orders',
        order: { number: typeof written === 'string' ? written : number, url },
      },
    ];
  });
}
