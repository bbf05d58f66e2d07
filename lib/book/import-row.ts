import { channelFacts } from '#lib/model/channel.ts';
import { readName, shortId } from '#lib/model/contact.ts';
import type { Fields } from '#lib/model/field.ts';
import type { Person } from '#lib/model/person.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ImportIssue, RowReport } from '#lib/messages/exchange.ts';
import { deriveCountry } from './country.ts';
import { siblings, type SenderId } from './identify.ts';
import { addressFields, divide } from './import-addresses.ts';
import { readFields, type ReadFields } from './import-fields.ts';
import { fieldOf, refOf, type Planned, type Planning, type Row } from './import-plan.ts';
import { addNotes, patch } from './import-values.ts';
import { nameApart, senderPath, type Known } from './import-world.ts';

/**
 * What is done for a row: whoever has one of its senders is meant, else whoever has its name, where the row has no sender
 * to tell people apart or that was chosen; else it is somebody new. Puts the outcome into the world.
 */
export function planRow(planning: Planning, person: Person): Planned {
  const read = planning.world.read.get(person) ?? { senders: [], issues: [] };
  const row: Row = {
    ...planning,
    person: { ...person, name: nameOf(person) },
    senders: read.senders,
    issues: [...person.flaws.map((code) => ({ code })), ...read.issues],
  };
  dropOwn(row);
  if (row.person.name === '') return skipped(row, { code: 'nobody' });
  const owner = ownerOf(row);
  if (owner) return update(row, owner);
  const holder = row.world.contacts.get(row.world.names.get(nameKey(row.person.name)) ?? '');
  if (!holder) return create(row, row.person.name);
  const contact = refOf(holder);
  if (row.options.sameName === 'skip' && row.senders.length > 0)
    return skipped(row, { code: 'name_taken', contact });
  if (row.options.sameName === 'update' || row.senders.length === 0) {
    row.issues.push({ code: 'same_name', contact });
    return update(row, holder);
  }
  const name = nameBeside(row);
  row.issues.push({ code: 'second_name', value: name, contact });
  return create(row, name);
}

function nameOf({ name }: Person): string {
  const read = readName(name);
  return 'name' in read ? read.name : name.slice(0, 200).trim();
}

/** Mail from the team itself is nobody's (G11). */
function dropOwn(row: Row): void {
  const { isOwn } = row.world;
  for (const { channel, key, value } of row.senders.filter((one) => isOwn(one.channel, one.key)))
    row.issues.push({ code: 'own_address', value: value.slice(0, 200) || `${channel} ${key}` });
  row.senders = row.senders.filter(({ channel, key }) => !isOwn(channel, key));
}

/**
 * The contact that has the first of the senders that anybody has. A phone number alone does not make two people one who
 * have addresses of their own and other names: a company has one number for all (R13: never automatic).
 */
function ownerOf({ world, senders, person }: Row): Known | undefined {
  const holder = (ids: readonly SenderId[]) =>
    ids
      .map((id) => world.contacts.get(world.owners.get(senderPath(id)) ?? ''))
      .find((one) => one !== undefined);
  const isPhone = ({ channel }: SenderId) => channelFacts(channel).kind === 'phone';
  const strong = senders.filter((one) => !isPhone(one));
  const byStrong = holder([...strong, ...strong.flatMap(siblings)]);
  const phones = senders.filter(isPhone);
  const byPhone = holder([...phones, ...phones.flatMap(siblings)]);
  const isSame = strong.length === 0 || (byPhone && nameKey(byPhone.name) === nameKey(person.name));
  return byStrong ?? (isSame ? byPhone : undefined);
}

/** With the address behind it, which was asked about with the name; where even that is somebody's, with a number of its own. */
function nameBeside({ person, senders, world, newId }: Row): string {
  const apart = senders[0] ? nameApart(person.name, senders[0]) : person.name;
  return world.names.has(nameKey(apart)) ? `${person.name.slice(0, 180)} (${shortId(newId())})` : apart;
}

function create(row: Row, name: string): Planned {
  const { person, world, newId } = row;
  const read = readFields(world, person, newId);
  const id = newId();
  const { mine, taken } = divide(row, null);
  const values = { ...read.values, ...addressFields(row, taken, null) };
  const derived = values['country'] === undefined ? deriveCountry(mine) : null;
  const fields: Fields = {
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fieldOf(row, value)])),
    ...(derived ? { country: { value: derived, origin: 'derived' as const } } : {}),
  };
  const senders = mine.map(({ channel, key, value }) => ({ channel, key, value, details: {} }));
  const apart = mine[0] && nameApart(person.name, mine[0]);
  const nameIfTaken = apart !== undefined && apart !== name ? { nameIfTaken: apart } : {};
  const change: NewChange = { name: 'contact.create', args: { id, name, ...nameIfTaken, fields, senders } };
  const contact: Known = { id, name, fields, senders: new Set(), notes: new Set() };
  world.contacts.set(id, contact);
  world.names.set(nameKey(name), id);
  const notes = addNotes(row, contact);
  own(row, contact, mine);
  return planned(row, 'new', contact, [change, ...notes], read);
}

function update(row: Row, contact: Known): Planned {
  const { person, world, newId } = row;
  const read = readFields(world, person, newId);
  const { mine, taken } = divide(row, contact);
  const values = { ...read.values, ...addressFields(row, taken, contact) };
  const changes: NewChange[] = [
    ...patch(row, contact, values),
    ...mine.map(({ channel, key, value }): NewChange => ({
      name: 'sender.attach',
      args: { contactId: contact.id, sender: { channel, key, value, details: {} } },
    })),
    ...addNotes(row, contact),
  ];
  own(row, contact, mine);
  return planned(row, changes.length > 0 ? 'updated' : 'same', contact, changes, read);
}

function own({ world }: Row, contact: Known, senders: Row['senders']): void {
  for (const one of senders) {
    world.owners.set(senderPath(one), contact.id);
    contact.senders.add(senderPath(one));
  }
}

function skipped(row: Row, issue: ImportIssue): Planned {
  row.issues.push(issue);
  return planned(row, 'skipped', null, [], { values: {}, issues: [], definitions: [] });
}

function planned(
  { person, issues }: Row,
  outcome: RowReport['outcome'],
  contact: Known | null,
  changes: NewChange[],
  read: ReadFields,
): Planned {
  const told = [...issues, ...read.issues].slice(0, 50);
  const report = {
    row: person.row,
    name: person.name,
    outcome,
    contact: contact && refOf(contact),
    issues: told,
  };
  return { changes, definitions: read.definitions, report };
}
