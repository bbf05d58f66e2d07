import { channelFacts } from '#lib/model/channel.ts';
import type { CustomType } from '#lib/model/attribute.ts';
import { customTypes } from '#lib/model/attribute.ts';
import { textOf, type Fields } from '#lib/model/field.ts';
import type { Person } from '#lib/model/person.ts';
import { foldText, nameKey } from '#lib/model/text.ts';
import type { ImportOptions } from '#lib/messages/exchange.ts';
import type { BookDb, StoredContact } from '#lib/store/db.ts';
import { contactsByNames } from '#lib/store/imports.ts';
import { contactsByIds, recordsOfKind, sendersByKeys, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { recordsOfContacts } from '#lib/store/read-records.ts';
import { rowKey } from '#lib/store/row-key.ts';
import { siblings, type SenderId } from './identify.ts';
import { readSenders, type ReadSenders } from './import-senders.ts';
import { ownSenders } from './own.ts';
import type { Replica } from './replica.ts';

/** A contact as an import sees it, with what the rows before have given it. `senders`: by `channel/key`. */
export type Known = {
  id: string;
  name: string;
  fields: Fields;
  senders: Set<string>;
  notes: Set<string>;
};

export type CustomAttribute = { type: CustomType; options: string[] };

/**
 * What some people of a file are compared with: the contacts that they may be, by sender and by name, and the team's
 * definitions. Each row that is planned is put in, so that the next one finds it: the same world plans a dry run, where
 * nothing is written, and an import, where it is made anew for each part.
 */
export type World = {
  contacts: Map<string, Known>;
  /** Contact by sender, `channel/key`. */
  owners: Map<string, string>;
  /** Contact by `nameKey`. */
  names: Map<string, string>;
  /** Definition by folded name. */
  tags: Map<string, string>;
  organisations: Map<string, string>;
  attributes: ReadonlyMap<string, CustomAttribute>;
  isOwn: (channel: string, key: string) => boolean;
  read: Map<Person, ReadSenders>;
  /** What was looked for and is not there. */
  absent: { rows: Set<string>; names: Set<string> };
};

export const senderPath = ({ channel, key }: SenderId): string => `${channel}/${key}`;

/** A world without contacts; the definitions are the team's. */
export async function openWorld(replica: Replica): Promise<World> {
  const [isOwn, tags, organisations, attributes] = await Promise.all([
    ownSenders(replica),
    recordsOfKind(replica.db, 'tag'),
    recordsOfKind(replica.db, 'organisation'),
    recordsOfKind(replica.db, 'attribute'),
  ]);
  const byName = (rows: typeof tags) =>
    new Map(rows.toReversed().map(({ id, fields }) => [foldText(textOf(fields, 'name')), id]));
  return {
    contacts: new Map(),
    owners: new Map(),
    names: new Map(),
    tags: byName(tags),
    organisations: byName(organisations),
    attributes: new Map(attributes.map(({ id, fields }) => [id, attributeOf(fields)])),
    isOwn,
    read: new Map(),
    absent: { rows: new Set(), names: new Set() },
  };
}

/** Puts in everybody whom these people may be. Whoever is there already stays as they are. */
export async function meet(
  db: BookDb,
  world: World,
  people: readonly Person[],
  options: ImportOptions,
): Promise<void> {
  world.read.clear();
  for (const person of people) world.read.set(person, readSenders(person, options.country));
  const ids = [...world.read.values()].flatMap(({ senders }) => senders);
  const asked = unique([...ids, ...ids.flatMap(siblings)]).filter((id) => !world.owners.has(senderPath(id)));
  const [rows, named] = await Promise.all([sendersByKeys(db, asked), namesakes(db, world)]);
  for (const [at, id] of asked.entries())
    if (!rows[at]) world.absent.rows.add(rowKey.sender(id.channel, id.key));
  const owners = rows.flatMap((row) => row?.contactId ?? []);
  const missing = [...new Set(owners)].filter((id) => !world.contacts.has(id));
  const found = [...(await contactsByIds(db, missing)), ...named];
  await know(db, world, found);
  for (const row of rows)
    if (row && world.contacts.has(row.contactId)) world.owners.set(senderPath(row), row.contactId);
}

/** Whoever has the name of one of these people; where it is somebody's, the name that would tell them apart too. */
async function namesakes(db: BookDb, world: World): Promise<StoredContact[]> {
  const people = [...world.read].map(([{ name }, { senders }]) => ({ name, key: nameKey(name), senders }));
  const seen = new Set(world.names.keys());
  const again = people.filter(({ key }) => seen.size === seen.add(key).size);
  const own = await askNames(
    db,
    world,
    people.map(({ key }) => key),
  );
  const had = new Set(own.map((contact) => contact.nameKey));
  const taken = [...again, ...people.filter(({ key }) => had.has(key))];
  const apart = taken.flatMap(({ name, senders: [first] }) => (first ? nameKey(nameApart(name, first)) : []));
  return [...own, ...(await askNames(db, world, apart))];
}

async function askNames(db: BookDb, world: World, asked: readonly string[]): Promise<StoredContact[]> {
  const isNew = (key: string) => key !== '' && !world.names.has(key) && !world.absent.names.has(key);
  const keys = new Set(asked.filter(isNew));
  const found = await contactsByNames(db, keys);
  const had = new Set(found.map((contact) => contact.nameKey));
  for (const key of keys) if (!had.has(key)) world.absent.names.add(key);
  return found;
}

/** «Jan Kowalski (jan@post.example)», as X1 has it for a click. */
export function nameApart(name: string, { channel, value }: { channel: string; value: string }): string {
  const platform = channelFacts(channel).name;
  const tail = ` (${platform ? `${platform}: ` : ''}${value.slice(0, 90)})`;
  return `${name.slice(0, 200 - tail.length).trim()}${tail}`;
}

async function know(db: BookDb, world: World, found: readonly StoredContact[]): Promise<void> {
  const fresh = found.filter(({ id }) => !world.contacts.has(id));
  const ids = [...new Set(fresh.map(({ id }) => id))];
  const [senders, notes] = await Promise.all([
    sendersOfContacts(db, ids),
    recordsOfContacts(db, ids, 'note'),
  ]);
  for (const { id, name, fields } of fresh) {
    world.contacts.set(id, {
      id,
      name,
      fields,
      senders: new Set((senders.get(id) ?? []).map(senderPath)),
      notes: new Set((notes.get(id) ?? []).map((note) => textOf(note.fields, 'text'))),
    });
    world.names.set(nameKey(name), id);
  }
}

/** Takes somebody out who comes to nothing. */
export function forget(world: World, id: string): void {
  const contact = world.contacts.get(id);
  world.contacts.delete(id);
  if (contact) world.names.delete(nameKey(contact.name));
  for (const path of contact?.senders ?? []) world.owners.delete(path);
}

function attributeOf(fields: Fields): CustomAttribute {
  const options = fields['options']?.value;
  return {
    type: customTypes.find((type) => type === textOf(fields, 'type')) ?? 'text',
    options: Array.isArray(options) ? options.map(String) : [],
  };
}

function unique(ids: readonly SenderId[]): SenderId[] {
  return [...new Map(ids.map((id) => [senderPath(id), { channel: id.channel, key: id.key }])).values()];
}
