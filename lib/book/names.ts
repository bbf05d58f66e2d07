import { channelFacts } from '#lib/model/channel.ts';
import { NAME_LIMIT, readName } from '#lib/model/contact.ts';
import { proposedName, type Requester } from '#lib/model/requester.ts';
import { cleanText } from '#lib/model/text.ts';
import { contactByName } from '#lib/store/read-contacts.ts';
import type { BookDb } from '#lib/store/db.ts';
import { refuse } from './problems.ts';

/** The name a contact made from a requester gets (A31); what is too long is cut, since nobody typed it. */
export function nameFrom(from: Requester): string {
  return cut(cleanText(proposedName(from)) || cleanText(from.address), NAME_LIMIT);
}

/** The name with what tells its bearer apart (X1): «Jan Kowalski (Allegro: jank84)». */
export function suffixedName(name: string, from: Requester): string {
  const platform = channelFacts(from.channel).name;
  const address = cut(cleanText(from.address), NAME_LIMIT / 2);
  return withTail(name, ` (${platform ? `${platform}: ` : ''}${address})`);
}

/** The first of «name», «name 2», «name 3» ... that nobody has. */
export async function freeName(db: BookDb, name: string): Promise<string> {
  return (await contactByName(db, name)) ? secondName(db, name) : name;
}

/** The first of «name 2», «name 3» ... that nobody has: for where «name» itself is taken, here or by the time it arrives. */
export async function secondName(db: BookDb, name: string): Promise<string> {
  let [count, free] = [2, withTail(name, ' 2')];
  while (await contactByName(db, free)) free = withTail(name, ` ${(count += 1)}`);
  return free;
}

/** A name as it is typed. @throws name_empty, name_too_long */
export function nameOrRefuse(text: string): string {
  const read = readName(text);
  if ('name' in read) return read.name;
  return refuse(read.problem === 'empty' ? 'name_empty' : 'name_too_long');
}

function withTail(name: string, tail: string): string {
  return `${cut(name, NAME_LIMIT - tail.length)}${tail}`;
}

/** Cuts between characters as they are seen, never inside one. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text.slice(0, limit + 50)))
    if (index + segment.length <= limit) end = index + segment.length;
    else break;
  return text.slice(0, end).trim();
}
