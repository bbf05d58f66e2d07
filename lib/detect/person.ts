import { emailKey, isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';

/** A person as a page writes them, with the element that stands for them. */
export type Person = { name: string; address: string; key: string; element: Element };

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
  return { address: address.slice(0, 500), name: nameIn(shown.name, address).slice(0, 500), key, element };
}

/** The form in which two addresses are the same one; null for what is none. */
export function addressKey(address: string, channel: string): string | null {
  if (channel === 'email') return emailKey(address);
  const key = cleanText(address.normalize('NFKC')).toLowerCase();
  return key === '' ? null : key;
}

/** The address in `Name <address>`, or the text itself. */
export function addressIn(text: string): string {
  const address = NAME_AND_ADDRESS.exec(cleanText(text))?.groups?.address ?? cleanText(text);
  return address.replace(/^mailto:/iu, '');
}

/** The display name, '' where the page shows the address in its place. */
function nameIn(text: string, address: string): string {
  const name = unquote(NAME_AND_ADDRESS.exec(text)?.groups?.name ?? text);
  return name === address || emailKey(addressIn(name)) === (emailKey(address) ?? '') ? '' : name;
}

/** Whether a display name poses as an address: shown as it is, but never believed (law 8). */
export function posesAsAddress(name: string): boolean {
  return isEmail(name.replace(/^[<("'\s]+|[>)"'\s]+$/gu, ''));
}

function unquote(text: string): string {
  const inner = /^"(?<inner>.*)"$/u.exec(text)?.groups?.inner;
  return cleanText(inner === undefined ? text : inner.replace(/\\(.)/gu, '$1'));
}
