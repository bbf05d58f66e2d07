import { channelFacts } from '#lib/model/channel.ts';
import { members, textOf, type Fields } from '#lib/model/field.ts';
import { foldText } from '#lib/model/text.ts';

/**
 * The packed form of a contact: one line of text that every search and every sort of the list reads (law 6).
 *
 *     name ␁ part ␁ part ... ␂ COUNTRY ␂ LANGUAGE ␂ CREATED
 *
 * Parts are what a person searches by: other names, e-mails, phones as digits, senders' values and names, order numbers
 * (R6). Notes are not: they would drown the names. Nor is anything that is an id, such as the organisation, which filters
 * find: whoever types digits would find all of its people. All parts are folded and so lower-case and
 * free of control characters; the facts behind `␂` are for sorting, and in capitals, so that no query matches them.
 */
export const PART = '\u0001';
export const FACT = '\u0002';

/** What is packed of a contact. `createdAt` is ISO 8601. */
export type Packable = { name: string; fields: Fields; createdAt: string };
export type PackableSender = {
  channel: string;
  key: string;
  value: string;
  details: { name?: string | undefined };
};

/** Sets of a contact whose values are searched as text; phones are packed as digits. */
const SEARCHED_SETS = ['alias', 'email'] as const;

/**
 * Packs a contact with all its senders into the line that search reads.
 * @param merged the names of the contacts that are merged into it: whoever knows one of those finds it still
 */
export function packContact(
  contact: Packable,
  senders: readonly PackableSender[],
  merged: readonly string[] = [],
): string {
  const parts = [
    ...merged,
    ...SEARCHED_SETS.flatMap((set) => members(contact.fields, set).map((member) => `${set}/${member}`)).map(
      (key) => textOf(contact.fields, key),
    ),
    // Its value leads to where it was read.
    ...members(contact.fields, 'order'),
    ...members(contact.fields, 'phone').map(digitsOf),
    ...senders.flatMap(senderParts),
  ];
  const distinct = new Set(parts.map(foldText).filter((part) => part !== ''));
  const text = [foldText(contact.name), ...distinct].join(PART);
  return [text, ...factsOf(contact)].join(FACT);
}

/** The digits of a number, for a search that does not care how it is spaced (A37). */
export function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

function senderParts({ channel, key, value, details }: PackableSender): string[] {
  const name = details.name ?? '';
  if (channelFacts(channel).kind !== 'phone') return [value, key, name];
  // However it is typed, a number is sought by its digits (`query.ts`).
  const digits = digitsOf(key);
  return digitsOf(value) === digits ? [digits, name] : [value, digits, name];
}

function factsOf({ fields, createdAt }: Packable): string[] {
  return [
    textOf(fields, 'country').toUpperCase(),
    textOf(fields, 'language').toUpperCase(),
    stamp(createdAt),
  ];
}

/** A time as capitals that sort as the times do: its milliseconds, with A to J for the digits. */
function stamp(iso: string): string {
  const time = Math.max(0, Date.parse(iso) || 0);
  return String(time)
    .padStart(14, '0')
    .replace(/\d/gu, (digit) => String.fromCodePoint(65 + Number(digit)));
}

/** A packed line with more senders in it: for a first sync, in which contacts come before their senders. */
export function packMore(line: string, senders: readonly PackableSender[]): string {
  const [text = '', ...facts] = line.split(FACT);
  const [name = '', ...parts] = text.split(PART);
  const distinct = new Set([...parts, ...senders.flatMap(senderParts).map(foldText)]);
  distinct.delete('');
  return [[name, ...distinct].join(PART), ...facts].join(FACT);
}
