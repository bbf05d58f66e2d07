import { builtIns, type BuiltIn, type Facts, type FactValue } from '#lib/model/attribute.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { members, textOf, type Fields } from '#lib/model/field.ts';

/** A contact with all that is merged into it, as far as filters ask. Times are ISO 8601. */
export type Factual = {
  name: string;
  fields: Fields;
  createdAt: string;
  updatedAt: string;
  createdBy: string;
  senders: readonly {
    channel: string;
    key: string;
    value: string;
    details: { integration?: string | undefined };
    createdAt: string;
  }[];
  tickets: readonly { createdAt: string }[];
  notes: number;
  isBlocked: boolean;
  isUnsent: boolean;
};

export const YES = 'yes';

type Make = (contact: Factual) => FactValue | undefined;

const sendersOf = ({ senders }: Factual, kind: 'email' | 'phone'): string[] =>
  senders.filter(({ channel }) => channelFacts(channel).kind === kind).map(({ key }) => key);
const emails = (contact: Factual) => [...members(contact.fields, 'email'), ...sendersOf(contact, 'email')];
const phones = (contact: Factual) => [...members(contact.fields, 'phone'), ...sendersOf(contact, 'phone')];
const yes = (is: boolean) => (is ? YES : undefined);

/** What is worked out; every other attribute is the field of its name. */
const MADE: Partial<Record<BuiltIn, Make>> = {
  name: ({ name }) => name,
  primaryEmail: (contact) => textOf(contact.fields, 'primaryEmail') || emails(contact)[0],
  emails,
  primaryPhone: (contact) => textOf(contact.fields, 'primaryPhone') || phones(contact)[0],
  phones,
  tags: ({ fields }) => members(fields, 'tag'),
  tickets: ({ tickets }) => tickets.length || undefined,
  firstTicket: ({ tickets }) => times(tickets)[0],
  lastTicket: ({ tickets }) => times(tickets).at(-1),
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  createdBy: ({ createdBy }) => createdBy,
  channels: ({ senders }) => senders.map(({ channel }) => channel),
  integrations: ({ fields, senders }) => [
    ...members(fields, 'integration'),
    ...senders.flatMap(({ details }) => details.integration ?? []),
  ],
  orders: ({ fields }) => members(fields, 'order'),
  notes: ({ notes }) => notes || undefined,
  blocked: ({ isBlocked }) => yes(isBlocked),
  unsent: ({ isUnsent }) => yes(isUnsent),
};

/** What filters, columns and sorts can know of a contact (features.md, Y); nothing of what it has no value for. */
export function factsOf(given: Factual): Facts {
  const contact = { ...given, senders: given.senders.toSorted(byAge) };
  const facts: Facts = {};
  for (const attribute of builtIns) {
    const make = MADE[attribute];
    add(facts, attribute, make ? make(contact) : plain(contact.fields[attribute]?.value));
  }
  for (const [key, { value }] of Object.entries(contact.fields))
    if (key.startsWith('custom/')) add(facts, key, plain(value));
  return facts;
}

/**
 * The facts of a contact to which senders have come; null where it had some already, since facts do not tell which of
 * all are the oldest.
 */
export function withSenders(facts: Facts, senders: Factual['senders']): Facts | null {
  if (facts['channels'] !== undefined) return null;
  const bare = { name: '', fields: {}, createdAt: '', updatedAt: '', createdBy: '', ...NOTHING_COUNTED };
  const added = factsOf({ ...bare, senders, isUnsent: false });
  const together = { ...added, ...facts };
  for (const set of ['emails', 'phones', 'integrations'])
    add(together, set, [...textsOf(facts[set]), ...textsOf(added[set])]);
  return together;
}

export const NOTHING_COUNTED = { tickets: [], notes: 0, isBlocked: false } as const;

/** The facts of a contact to which records that count have come. */
export function withCounted(
  facts: Facts,
  { tickets, notes, isBlocked }: Pick<Factual, 'tickets' | 'notes' | 'isBlocked'>,
): Facts {
  const known = [facts['firstTicket'], facts['lastTicket']].flatMap(textsOf);
  const all = times([...known.map((createdAt) => ({ createdAt })), ...tickets]);
  const more: Facts = { ...facts };
  add(more, 'tickets', Number(facts['tickets'] ?? 0) + tickets.length || undefined);
  add(more, 'firstTicket', all[0]);
  add(more, 'lastTicket', all.at(-1));
  add(more, 'notes', Number(facts['notes'] ?? 0) + notes || undefined);
  add(more, 'blocked', yes(isBlocked));
  return more;
}

const textsOf = (value: FactValue | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [String(value)];

type Keyed = Factual['senders'][number];
/** The oldest first: it is the primary one where none is said to be. */
const byAge = (a: Keyed, b: Keyed) =>
  compare(a.createdAt, b.createdAt) || compare(a.channel, b.channel) || compare(a.key, b.key);
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function add(facts: Facts, attribute: string, value: FactValue | undefined): void {
  if (value === undefined || value === '') return;
  if (typeof value === 'string' || typeof value === 'number') facts[attribute] = value;
  else if (value.length > 0) facts[attribute] = [...new Set(value)];
}

function plain(value: unknown): FactValue | undefined {
  if (value === true) return YES;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function times(tickets: Factual['tickets']): string[] {
  return tickets.map(({ createdAt }) => createdAt).toSorted();
}
