import { customId, type CustomType } from '#lib/model/attribute.ts';
import { channelFacts, channelIds } from '#lib/model/channel.ts';
import { shortId } from '#lib/model/contact.ts';
import { isEmail, isRelayAddress } from '#lib/model/email.ts';
import { textOf, type Fields } from '#lib/model/field.ts';
import type { Condition, Filter } from '#lib/model/filter.ts';

/** `redact`: what is personal goes, the rest stays. `delete`: the contact goes, as by hand. */
export type RetentionWhat = 'redact' | 'delete';

/** What becomes of contacts of one channel that nobody has heard from for so many days (G30, R9). */
export type Retention = { channel: string; days: number; what: RetentionWhat };

export const MOST_DAYS = 3650;

/** What a marketplace's own policy asks for: Amazon, 30 days after shipment (features.md, M). Nobody has it unasked. */
export const SUGGESTED: Retention = { channel: 'amazon', days: 30, what: 'redact' };

/** The field by which a contact says that it was cleared; a server that reads it forgets its history, too. */
export const CLEARED = 'cleared';

const DAY = 24 * 3_600_000;

export function isRetentionDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
}

/** A rule out of its record; null for one that this version cannot read, by which nothing may be done. */
export function readRetention(fields: Fields): Retention | null {
  const [channel, days, what] = [textOf(fields, 'channel'), fields['days']?.value, textOf(fields, 'what')];
  if (channel === '' || typeof days !== 'number' || !isRetentionDays(days)) return null;
  return what === 'redact' || what === 'delete' ? { channel, days, what } : null;
}

/**
 * Who may have to be cleared by a rule, as far as a filter can ask: known from no other channel, not seen for long. Where
 * nobody knows when somebody was seen, the last change counts. Who is left after that, `lastAppearance` says.
 */
export function overdueFilter({ channel, days }: Retention): Filter {
  const others = channelIds.filter((id) => id !== channel);
  const every: Condition[] = [
    { attribute: 'channels', is: 'any-of', value: [channel] },
    { attribute: 'channels', is: 'none-of', value: others },
    ...['lastTicket', 'lastChat', 'lastWebSession'].map((attribute) => notWithin(attribute, days)),
  ];
  const seen: Condition = { attribute: 'lastSeen', is: 'known', value: null };
  return {
    groups: [
      [...every, seen, notWithin('lastSeen', days)],
      [...every, { ...seen, is: 'unknown' }, notWithin('updatedAt', days)],
    ],
  };
}

const notWithin = (attribute: string, days: number): Condition => ({
  attribute,
  is: 'within-not',
  value: days,
});

/** What is looked at to say when somebody was last heard of. Times are ISO 8601. */
export type Traces = {
  fields: Fields;
  updatedAt: string;
  senders: readonly { channel: string; createdAt: string }[];
  records: readonly { kind: string; fields: Fields; createdAt: string }[];
};

/** When somebody was last heard of, in milliseconds: seen, written to, or writing. Notes of the team do not count. */
export function lastAppearance({ fields, updatedAt, senders, records }: Traces): number {
  const seen = timeOf(textOf(fields, 'lastSeen'));
  const times = [
    seen ?? timeOf(updatedAt),
    ...['lastChat', 'lastWebSession'].map((key) => timeOf(textOf(fields, key))),
    ...senders.map(({ createdAt }) => (seen === null ? timeOf(createdAt) : null)),
    ...records.map(({ kind, fields: told, createdAt }) => {
      if (kind === 'event') return timeOf(textOf(told, 'at')) ?? timeOf(createdAt);
      return kind === 'ticket' && textOf(told, 'state') !== 'draft' ? timeOf(createdAt) : null;
    }),
  ];
  return Math.max(...times.map((time) => time ?? 0));
}

function timeOf(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/**
 * Whether somebody is to be cleared at `now` (milliseconds).
 * @param traces theirs, and those of each contact that is merged into theirs
 */
export function isOverdue({ channel, days }: Retention, traces: readonly Traces[], now: number): boolean {
  const senders = traces.flatMap((one) => one.senders);
  const isOfChannel = senders.length > 0 && senders.every((sender) => sender.channel === channel);
  return isOfChannel && traces.every((one) => lastAppearance(one) < now - days * DAY);
}

/**
 * Whether a sender's key tells a person apart without telling who it is: a login, an id, a marketplace's relay address. A
 * plain e-mail address or a phone number does not.
 */
export function isOpaque({ channel, key }: { channel: string; key: string }): boolean {
  if (isRelayAddress(key)) return true;
  const { kind } = channelFacts(channel);
  return kind !== 'email' && kind !== 'phone' && !isEmail(key);
}

const KEPT = new Set([
  'country',
  'language',
  'assignee',
  'firstSeen',
  'lastSeen',
  'operatingSystem',
  'browser',
  'firstWebSession',
  'lastWebSession',
  'webSessions',
  'pageViews',
  'secondsSpent',
  'firstChat',
  'lastChat',
  'chats',
  CLEARED,
]);
const KEPT_SETS = ['tag/', 'order/', 'integration/'];
/** What is chosen from a list or ticked was chosen by the team; what is written may be anything. */
const KEPT_TYPES = new Set<CustomType | null>(['list', 'checkbox']);

/**
 * Whether a value says nothing of who somebody is. What is not named here goes, so that a field of a newer version does.
 * @param typeOf the type of an attribute of the team's own, null for one that is gone
 */
export function isImpersonal(key: string, typeOf: (id: string) => CustomType | null): boolean {
  const id = customId(key);
  if (id !== null) return KEPT_TYPES.has(typeOf(id));
  return KEPT.has(key) || KEPT_SETS.some((set) => key.startsWith(set));
}

/** Letters of a key that a cleared contact is called by. */
const SHORT = 12;

/**
 * What a cleared contact is called: its channel and the beginning of its key, or its short id where no key is left. The same
 * on every device and in every language, so that two that clear it at once agree.
 */
export function clearedName(id: string, channel: string, key: string | null): string {
  const platform = channelFacts(channel).name ?? `${channel.charAt(0).toUpperCase()}${channel.slice(1)}`;
  const at = key?.lastIndexOf('@') ?? -1;
  const short =
    key === null
      ? shortId(id)
      : Array.from(at > 0 ? key.slice(0, at) : key)
          .slice(0, SHORT)
          .join('');
  return `${platform} ${short}`;
}

/** The same name for whoever comes second to it. */
export function clearedNameApart(id: string, name: string): string {
  return name.endsWith(shortId(id)) ? name : `${name} ${shortId(id)}`;
}
