import type { Field, Fields, FieldSet } from '#lib/model/field.ts';

/**
 * Attributes that no browser of a seller can know (features.md, Y, rows 16 to 27; X15), worked out from the events that
 * other software posts. They are fields of the contact with origin `api`: what a person types instead stays (G27).
 * Dates are ISO 8601 in UTC, `secondsSpent` is the sum of all sessions.
 */
export const ACTIVITY = {
  hostName: 'text',
  ip: 'text',
  operatingSystem: 'text',
  browser: 'text',
  firstWebSession: 'date',
  lastWebSession: 'date',
  webSessions: 'number',
  pageViews: 'number',
  secondsSpent: 'number',
  firstChat: 'date',
  lastChat: 'date',
  chats: 'number',
} as const satisfies Record<string, 'text' | 'date' | 'number'>;

/** What a web session tells of its visitor. */
export type WebSession = {
  hostName?: string | undefined;
  ip?: string | undefined;
  operatingSystem?: string | undefined;
  browser?: string | undefined;
  pageViews?: number | undefined;
  secondsSpent?: number | undefined;
};
/** Something that counts; `at` in ISO 8601 UTC as `Date` writes it, so that texts compare like times. */
export type Activity = { at: string; chat: boolean; session: WebSession | null };

/** The channels on which every conversation is a chat (row 25: "conversations on chat platforms"). */
const CHAT_CHANNELS = new Set([
  'messenger',
  'facebook',
  'instagram',
  'whatsapp',
  'telegram',
  'linkedin',
  'x',
]);

export function isChatChannel(channel: string | undefined): boolean {
  return channel !== undefined && CHAT_CHANNELS.has(channel);
}

/**
 * What one activity changes in a contact's attributes; whatever order activities come in, the end is the same: first is
 * the earliest, last the latest, and where somebody came from is of the latest session that told it.
 */
export function countActivity(fields: Fields, { at, chat, session }: Activity): FieldSet {
  const set: FieldSet = {};
  if (session)
    Object.assign(set, spanOf(fields, 'WebSession', at), latest(fields, at, session), sums(fields, session));
  if (chat) Object.assign(set, spanOf(fields, 'Chat', at), { chats: number(numberOf(fields, 'chats') + 1) });
  return set;
}

const text = (value: string): Field => ({ value, origin: 'api' });
const number = (value: number): Field => ({ value, origin: 'api' });

function numberOf(fields: Fields, key: string): number {
  const value = fields[key]?.value;
  return typeof value === 'number' ? value : 0;
}

function spanOf(fields: Fields, what: 'WebSession' | 'Chat', at: string): FieldSet {
  const set: FieldSet = {};
  const [first, last] = [fields[`first${what}`]?.value, fields[`last${what}`]?.value];
  if (typeof first !== 'string' || at < first) set[`first${what}`] = text(at);
  if (typeof last !== 'string' || at > last) set[`last${what}`] = text(at);
  return set;
}

/** A value carries the time of the session it is of: one that tells less leaves it, one that is older does not replace it. */
function latest(fields: Fields, at: string, session: WebSession): FieldSet {
  const set: FieldSet = {};
  for (const key of ['hostName', 'ip', 'operatingSystem', 'browser'] as const) {
    const value = session[key];
    const known = fields[key]?.['at'];
    if (value !== undefined && (typeof known !== 'string' || at >= known))
      set[key] = { value, origin: 'api', at };
  }
  return set;
}

function sums(fields: Fields, { pageViews = 0, secondsSpent = 0 }: WebSession): FieldSet {
  return {
    webSessions: number(numberOf(fields, 'webSessions') + 1),
    ...(pageViews > 0 ? { pageViews: number(numberOf(fields, 'pageViews') + pageViews) } : {}),
    ...(secondsSpent > 0 ? { secondsSpent: number(numberOf(fields, 'secondsSpent') + secondsSpent) } : {}),
  };
}
