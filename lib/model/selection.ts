import { channelFacts } from '#lib/model/channel.ts';
import { emailKey } from '#lib/model/email.ts';
import { readPhone } from '#lib/model/phone.ts';
import { cleanText } from '#lib/model/text.ts';

/** Whom a selected text names, as far as it does: '' where it says no address, or no name. */
export type Selected = { channel: string; name: string; address: string };

/** UTF-16 units of a selection that are looked at. */
const LONGEST = 1000;
const EMAILS = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+\.[^\s<>()[\]"',;:]+/gu;
const NUMBERS = /\+?\d[\d\s().-]{6,18}\d/gu;
/** A login is one word; longer ones are sentences that lost their spaces. */
const LOGIN = /^[^\s@<>,;]{2,60}$/u;
/** `From: `, in whatever language. */
const LABEL = /^[^:]{1,20}:\s+/u;
/** What stands around a name: brackets, quotation marks, labels' colons; a full stop that stands apart. */
const AROUND = /^[\s"'<>()[\]:;,·|–—-]+|(?:[\s"'<>()[\]:;,·|–—-]|(?<=\s)\.)+$/gu;

/**
 * Whom a text names that an agent has selected (R5): one address, one number, or one login of the site's own channel, and
 * the name beside it. Several addresses name nobody: which of them is meant, only the agent knows.
 * @param channel the channel of the people of the page it was selected on
 * @param country the country a national number is read for
 * @returns null for a selection of nothing
 */
export function readSelected(text: string, channel: string, country: string | null): Selected | null {
  const lines = text
    .slice(0, LONGEST)
    .split(/\r?\n/u)
    .map((line) => cleanText(line))
    .filter((line) => line !== '');
  if (lines.length === 0) return null;
  const found = emailIn(lines) ?? phoneIn(lines, channel, country) ?? loginIn(lines, channel);
  return found ?? { channel, name: nameIn(lines[0] ?? ''), address: '' };
}

function emailIn(lines: string[]): Selected | null {
  const all = lines.flatMap((line) => line.match(EMAILS) ?? []).map((one) => one.replace(/^mailto:/iu, ''));
  const addresses = all.map((one) => one.replace(/[.!?]+$/u, '')).filter((one) => emailKey(one) !== null);
  const [address] = addresses;
  if (address === undefined) return null;
  if (addresses.some((one) => emailKey(one) !== emailKey(address))) return null;
  return { channel: 'email', address, name: nameBeside(lines, address) };
}

function phoneIn(lines: string[], channel: string, country: string | null): Selected | null {
  if (lines.some((line) => line.includes('@'))) return null;
  const numbers = lines.flatMap((line) => line.match(NUMBERS) ?? []);
  const [number] = numbers;
  if (number === undefined || numbers.length > 1 || readPhone(number, country) === null) return null;
  const own = channelFacts(channel).kind === 'phone' ? channel : 'phone';
  return { channel: own, address: cleanText(number), name: nameBeside(lines, number) };
}

function loginIn(lines: string[], channel: string): Selected | null {
  const { kind } = channelFacts(channel);
  const [only] = lines;
  if (lines.length > 1 || only === undefined || (kind !== 'login' && kind !== 'profile')) return null;
  const login = only.replace(AROUND, '').replace(/^@/u, '');
  return LOGIN.test(login) ? { channel, address: login, name: '' } : null;
}

/** What is left of the line of an address without it, else the line before. */
function nameBeside(lines: string[], address: string): string {
  const at = lines.findIndex((line) => line.includes(address));
  const left = nameIn((lines[at] ?? '').replace(address, ' ').replaceAll(/<\s*>|\(\s*\)|mailto:/giu, ' '));
  return left !== '' ? left : nameIn(lines[at - 1] ?? '');
}

/** A line that may be somebody's name: short, and no address itself. */
function nameIn(line: string): string {
  const name = cleanText(line.replace(AROUND, '').replace(LABEL, ''));
  return name.length <= 100 && !name.includes('@') ? name : '';
}
