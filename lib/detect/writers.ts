import { isMachineAddress, isSharedAddress } from '#lib/model/email.ts';
import { posesAsAddress, type Person } from '#lib/detect/person.ts';
import type { Confidence, ReadFrom } from '#lib/model/requester.ts';

/** Somebody who may be the requester, and why we think so. */
export type Writer = Person & { readFrom: ReadFrom; confidence: Confidence };

/** Who a message names, as its page shows them. */
export type Envelope = { from: Person | null; replyTo: readonly Person[]; to: readonly Person[] };

const END = String.raw`(?:[._+-].*|\d*)$`;
// What writes for others: programs of web sites, and lists.
const FORM = new RegExp(
  `^(?:www(?:-data)?|web(?:master|form|site)?|wordpress|apache|nginx|mailer|robot|bot|system|auto(?:mat)?|form(?:s|ularz|ulaire|ular)?|alert|notify|powiadomienia|list|lista|liste|group|grupa|groupe)${END}`,
  'u',
);
// Mailboxes of an office rather than of a person, in the languages sellers write in.
const OFFICE = new RegExp(
  `^(?:mail|info|contact|kontakt|support|service|serwis|sklep|shop|boutique|store|bok|biuro|bureau|office|orders?|zamowienia|commandes?|sprzedaz|sales|hello|team|news(?:letter)?|ticket|help|feedback|zgloszenia|account|billing)${END}`,
  'u',
);

/**
 * The people a message may be from, the best first. The person behind Reply-To comes before a From that is a list, a
 * form or a machine; before a person's own From never, since anyone can write any Reply-To (phishing).
 * @param isOwn whether an address is the team's own: it is never offered
 */
export function writersOf(envelope: Envelope, isOwn: (key: string) => boolean): Writer[] {
  const { from } = envelope;
  if (!from) return [];
  const behind = personBehind(envelope, isOwn);
  const writers: Writer[] = behind ? [{ ...behind, readFrom: 'replyTo', confidence: 'likely' }] : [];
  const useless = isOwn(from.key) || (behind !== null && isMachineAddress(from.address));
  if (!useless) writers.push({ ...from, readFrom: 'header', confidence: trust(envelope, from) });
  return writers.map((writer) =>
    posesAsAddress(writer.name) ? { ...writer, confidence: 'unsure' } : writer,
  );
}

/** The person whom a list, a form or a machine wrote for; null where From is a person's own. */
function personBehind(envelope: Envelope, isOwn: (key: string) => boolean): Person | null {
  const { from } = envelope;
  const other = envelope.replyTo.find(
    ({ key, address }) => key !== from?.key && !isOwn(key) && !isMachineAddress(address),
  );
  if (!from || !other) return null;
  if (isOwn(from.key)) return cameToUs(envelope, isOwn) && !sameDomain(from, other) ? other : null;
  const isOffice = OFFICE.test(localPart(other)) || FORM.test(localPart(other));
  if (isOffice && !isMachineAddress(from.address)) return null;
  return writesForOthers(envelope, from, other) ? other : null;
}

function writesForOthers(envelope: Envelope, from: Person, other: Person): boolean {
  const named = other.name !== '' && from.name !== other.name && from.name.includes(other.name);
  const isForm = FORM.test(localPart(from)) || (OFFICE.test(localPart(from)) && isOfOurs(envelope, from));
  return isMachineAddress(from.address) || isList(envelope, from) || named || isForm;
}

/** A shop's form may write from the shop's own mailbox; another firm's mailbox with a strange Reply-To is bait. */
function isOfOurs(envelope: Envelope, from: Person): boolean {
  return envelope.to.some((to) => sameDomain(from, to));
}

/** A list puts itself into From and is whom the message is addressed to. */
function isList(envelope: Envelope, from: Person): boolean {
  return envelope.to.some(({ key }) => key === from.key);
}

/** A shop's form writes from the shop's own address to that very shop; our own letters to others are no forms. */
function cameToUs(envelope: Envelope, isOwn: (key: string) => boolean): boolean {
  return envelope.to.length > 0 && envelope.to.every(({ key }) => isOwn(key));
}

function trust(envelope: Envelope, from: Person): Confidence {
  const weak = isMachineAddress(from.address) || isSharedAddress(from.address) || isList(envelope, from);
  return weak ? 'unsure' : 'sure';
}

const localPart = ({ key }: Person) => key.slice(0, key.lastIndexOf('@'));
const domain = ({ key }: Person) => key.slice(key.lastIndexOf('@') + 1);
const sameDomain = (one: Person, other: Person) => domain(one) === domain(other);
