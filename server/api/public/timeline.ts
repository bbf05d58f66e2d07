import { countActivity, isChatChannel, type Activity } from '#lib/model/activity.ts';
import { sameValue, type Field, type Fields, type FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { EventInput } from '#lib/protocol/public-event.ts';
import type { Held } from '#server/api/public/desk.ts';
import type { Plan } from '#server/api/public/write.ts';

/** An event with the contact it belongs to, and the record it becomes. */
export type Line = { item: number; eventId: string; holder: Held; event: EventInput };

/**
 * The changes that put events on timelines: a record of kind `event` for each, and for each contact one edit of the
 * attributes that the events count for.
 */
export function planTimeline(lines: readonly Line[]): Plan['changes'] {
  const records = lines.map((line) => ({ item: line.item, change: recordOf(line) }));
  const holders = new Map(lines.map(({ holder }) => [holder.id, holder]));
  const edits = [...holders.values()].flatMap((holder) => {
    const own = lines.filter((line) => line.holder.id === holder.id);
    const change = countAll(holder, own);
    return change ? [{ item: own[0]?.item ?? 0, change }] : [];
  });
  return [...records, ...edits];
}

function recordOf({ eventId, holder, event }: Line): NewChange {
  const { id, type, at, title, text, url, session, data = {} } = event;
  const values = {
    externalId: id,
    type,
    at: timeOf(at),
    title,
    text,
    url,
    channel: channelOf(event),
    ...session,
  };
  const set: FieldSet = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) set[key] = field(value);
  for (const [key, value] of Object.entries(data)) set[`data/${key}`] = field(value);
  return { name: 'record.put', args: { kind: 'event', id: eventId, contactId: holder.id, set, base: {} } };
}

const field = (value: Field['value']): Field => ({ value, origin: 'api' });
const timeOf = (at: string) => new Date(at).toISOString();
const channelOf = ({ channel, sender }: EventInput) => channel ?? sender?.channel;

function countAll(holder: Held, lines: readonly Line[]): NewChange | null {
  const after: Fields = { ...holder.fields };
  const touched = new Set<string>();
  for (const { event } of lines)
    for (const [key, value] of Object.entries(countActivity(after, activityOf(event)))) {
      // What a person typed stays (G27), and does not count on.
      if (!value || after[key]?.origin === 'typed') continue;
      after[key] = value;
      touched.add(key);
    }
  if (touched.size === 0) return null;
  const [set, base]: [FieldSet, FieldSet] = [{}, {}];
  for (const key of touched) {
    const before = holder.fields[key] ?? null;
    if (sameValue(before, after[key] ?? null) && before?.['at'] === after[key]?.['at']) continue;
    [set[key], base[key]] = [after[key] ?? null, before];
  }
  return { name: 'contact.patch', args: { id: holder.id, set, base } };
}

function activityOf(event: EventInput): Activity {
  const chat = event.type === 'chat' || (event.type === 'conversation' && isChatChannel(channelOf(event)));
  const session = event.type === 'web-session' ? (event.session ?? {}) : null;
  return { at: timeOf(event.at), chat, session };
}
