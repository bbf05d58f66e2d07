import { cleanText } from '#lib/model/text.ts';
import {
  emptyPerson,
  MANY_LIMIT,
  NOTE_LIMIT,
  VALUE_LIMIT,
  type Person,
  type PersonFlaw,
} from '#lib/model/person.ts';
import { BETWEEN, tagsOf, valuesOf } from './cell-values.ts';
import { countryCode, languageTag } from './codes.ts';
import type { Target } from './target.ts';

/** A person in the making: values are put in, cleaned and cut; what was cut is told. */
export type PersonMaker = {
  put(target: Target, text: string): void;
  flaw(flaw: PersonFlaw): void;
  /** @returns the person with a name, where anything at all can serve as one (A31) */
  made(): Person;
};

export function createPerson(row: number): PersonMaker {
  const person = emptyPerson(row);
  const flaw = (one: PersonFlaw) => {
    if (!person.flaws.includes(one)) person.flaws.push(one);
  };
  let middleName = '';
  const cut = (text: string, limit: number): string => {
    if (text.length <= limit) return text;
    flaw('cut');
    return cutText(text, limit);
  };
  const value = (text: string) => cut(cleanText(text), VALUE_LIMIT);
  const add = (list: string[], texts: readonly string[]) => {
    for (const text of texts) {
      if (text === '' || list.includes(text)) continue;
      if (list.length >= MANY_LIMIT) return flaw('cut');
      list.push(text);
    }
  };
  const put = (target: Target, text: string): void => {
    if (text.includes('\uFFFD')) flaw('letters');
    if (target.startsWith('sender/')) return putSender(target.slice('sender/'.length), text);
    switch (target) {
      case 'skip':
        return;
      case 'name':
        person.name ||= value(text);
        return;
      case 'middleName':
        middleName ||= value(text);
        return;
      case 'organisation':
        person.organisation ||= value(text);
        return;
      case 'email':
        return add(person.emails, valuesOf(text).map(bareAddress).map(value));
      case 'phone':
        return add(person.phones, valuesOf(text).map(value));
      case 'tags':
        return add(person.tags, tagsOf(text).filter(isTag).map(value));
      case 'orders':
        return add(person.orders, valuesOf(text).map(value));
      case 'note':
        return add(
          person.notes,
          text.split(BETWEEN).map((note) => cut(plainLines(note), NOTE_LIMIT)),
        );
      default:
        person.fields[target] ||= value(coded(target, text));
    }
  };
  const putSender = (channel: string, text: string): void => {
    for (const one of valuesOf(text).map(value)) {
      if (one === '' || person.senders.some((had) => had.channel === channel && had.value === one)) continue;
      if (person.senders.length >= MANY_LIMIT) return flaw('cut');
      person.senders.push({ channel, value: one });
    }
  };
  return { put, flaw, made: () => named(withoutGaps(person), middleName) };
}

function withoutGaps(person: Person): Person {
  const fields = Object.fromEntries(Object.entries(person.fields).filter(([, text]) => text !== ''));
  return { ...person, fields };
}

function named(person: Person, middleName: string): Person {
  if (person.name !== '') return person;
  const { firstName = '', lastName = '' } = person.fields;
  const whole = [firstName, middleName, lastName].filter((part) => part !== '').join(' ');
  const other = [
    person.organisation,
    ...person.emails,
    ...person.senders.map(({ value }) => value),
    ...person.phones,
  ];
  return { ...person, name: cutText(whole || (other.find((text) => text !== '') ?? ''), VALUE_LIMIT) };
}

/** The address of «Jan Kowalski <jan@post.example>» or `mailto:jan@post.example`. */
function bareAddress(text: string): string {
  return (/<([^<>]+)>\s*$/u.exec(text)?.[1] ?? text).replace(/^mailto:/iu, '');
}

/** Google's own groups, `* myContacts`, are none of the person's. */
const isTag = (text: string) => text !== '' && !text.startsWith('* ');

function coded(target: Target, text: string): string {
  if (target === 'country') return countryCode(text) ?? text;
  return target === 'language' ? (languageTag(text) ?? text) : text;
}

/** A text of several lines, each cleaned, without those that are empty at its beginning and end. */
function plainLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .map((line) => cleanText(line))
    .join('\n')
    .trim();
}

/** Never through the middle of a character. */
function cutText(text: string, limit: number): string {
  const cut = text.slice(0, limit);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}
