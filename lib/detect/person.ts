import { findFirst, giveFirst, readFirst, type Bounds } from '#lib/detect/dom.ts';
import type { People } from '#lib/detect/recipe.ts';
import { emailKey, isEmail } from '#lib/model/email.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { cleanText, isPlain } from '#lib/model/text.ts';

/** A person as a page writes them, with the element that stands for them. */
export type Person = {
  name: string;
  address: string;
  channel: string;
  key: string;
  element: Element;
  /** The page's own address tells them, not the page. */
  inUrl?: boolean;
};

/** WhatsApp's id of a person is their number, without the + that it is dialled by. */
const ID_OF_NUMBER = /^(?<digits>\d{6,15})@c\.us$/u;

/** Digits of the shortest number that anybody can be called at from elsewhere. */
const SHORTEST_NUMBER = 6;

// The address stands last: whatever comes before it, even another address in angle brackets, is the name.
const NAME_AND_ADDRESS = /^(?<name>.*?)\s*<\s*(?<address>[^<>\s]+)\s*>$/u;

/**
 * Takes an address and a name as a page shows them, either of which may be `Name <address>`.
 * @returns null where there is no address that the channel knows as one: a censored, cut or absent one is no requester
 */
export function personOf(
  shown: { address: string; name: string },
  channel: string,
  element: Element,
): Person | null {
  const address = addressIn(shown.address);
  const key = addressKey(address, channel);
  if (key === null) return null;
  const name = nameIn(shown.name, address).slice(0, 500);
  return { address: address.slice(0, 500), name, channel, key, element };
}

/** The people whom a part of a page shows where a recipe says they are. */
export function peopleIn(
  root: ParentNode,
  people: People | undefined,
  channel: string,
  bounds: Bounds,
): Person[] {
  if (!people) return [];
  return findFirst(root, people.at, bounds.zones).flatMap((element) => {
    const given = giveFirst(element, people.address, bounds);
    if (!given) return [];
    const name = readFirst(element, people.name, bounds);
    const person = personOf({ address: given.value, name }, people.channel ?? channel, element);
    const inUrl = typeof given.source === 'object' && 'url' in given.source;
    return person ? [{ ...person, inUrl }] : [];
  });
}

/** The form in which two addresses are the same one; null for what is none. */
export function addressKey(address: string, channel: string): string | null {
  const { kind } = channelFacts(channel);
  if (kind === 'email') return emailKey(address);
  if (kind === 'phone') return phoneKey(address);
  const key = cleanText(address.normalize('NFKC')).toLowerCase();
  return key === '' ? null : key;
}

/** The digits of a number, with the + it is dialled from abroad by; null for what is none, as a name in its place. */
export function phoneKey(text: string): string | null {
  const number = cleanText(text).replace(/^tel:/u, '');
  const digits = number.replace(/\D/gu, '');
  const isNumber = /^[+\d\s()./-]+$/u.test(number) && digits.length >= SHORTEST_NUMBER && digits.length <= 15;
  return isNumber ? (number.startsWith('+') ? '+' : '') + digits : null;
}

/** The address in `Name <address>`, or the text itself. */
export function addressIn(text: string): string {
  const address = NAME_AND_ADDRESS.exec(cleanText(text))?.groups?.address ?? cleanText(text);
  return address.replace(/^mailto:/iu, '').replace(ID_OF_NUMBER, '+$<digits>');
}

/** The display name, '' where the page shows the address in its place, or nothing that can be seen. */
function nameIn(text: string, address: string): string {
  const name = unquote(NAME_AND_ADDRESS.exec(text)?.groups?.name ?? text);
  if (!isToBeSeen(name)) return '';
  return name === address || emailKey(addressIn(name)) === (emailKey(address) ?? '') ? '' : name;
}

/** Joiners and variants are part of many a name (`cleanText` keeps them), and nobody's by themselves. */
function isToBeSeen(name: string): boolean {
  return isPlain(name) ? name !== '' : !/^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(name);
}

/** Whether a display name poses as an address: shown as it is, but never believed (law 8). */
export function posesAsAddress(name: string): boolean {
  return isEmail(name.replace(/^[<("'\s]+|[>)"'\s]+$/gu, ''));
}

function unquote(text: string): string {
  const inner = /^"(?<inner>.*)"$/u.exec(text)?.groups?.inner;
  return cleanText(inner === undefined ? text : inner.replace(/\\(.)/gu, '$1'));
}
