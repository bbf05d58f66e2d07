import { customId } from '#lib/model/attribute.ts';
import { readCustom } from '#lib/model/custom-value.ts';
import type { Field } from '#lib/model/field.ts';
import { PERSON_FIELDS, type Person } from '#lib/model/person.ts';
import { TAG_COLORS, TAG_LIMIT } from '#lib/model/tag.ts';
import { foldText } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ImportIssue } from '#lib/messages/exchange.ts';
import { customText } from '#lib/exchange/custom-text.ts';
import type { CustomAttribute, World } from './import-world.ts';
import { DEFINITION_LIMIT } from './read-definitions.ts';

type Values = Record<string, Field['value']>;

/** UTF-16 units of an order's number: it is part of a field's key. */
const ORDER_LIMIT = 200;
const PLAIN: ReadonlySet<string> = new Set(PERSON_FIELDS);

/** What a row gives a contact beside name and senders; `definitions`: the tags and organisations that come with it. */
export type ReadFields = { values: Values; issues: ImportIssue[]; definitions: NewChange[] };

/** Reads the values of a person for this workspace. New tags and organisations are put into the world. */
export function readFields(world: World, person: Person, newId: () => string): ReadFields {
  const read: ReadFields = { values: {}, issues: [], definitions: [] };
  for (const [key, text] of Object.entries(person.fields)) readField(world, key, text, read);
  if (foldText(person.organisation) !== '') {
    const organisation = define(world.organisations, 'organisation', person.organisation, newId);
    read.values['organisation'] = organisation.id;
    read.definitions.push(...organisation.changes);
  }
  for (const name of person.tags) {
    if (foldText(name) === '') continue;
    const tag = define(world.tags, 'tag', name, newId);
    read.values[`tag/${tag.id}`] = true;
    read.definitions.push(...tag.changes);
  }
  for (const order of person.orders.map(foldText))
    if (order.length > ORDER_LIMIT) read.issues.push({ code: 'cut', value: order.slice(0, 200) });
    else if (order !== '') read.values[`order/${order}`] = true;
  return read;
}

function readField(world: World, key: string, text: string, { values, issues }: ReadFields): void {
  const attribute = world.attributes.get(customId(key) ?? '');
  const value = text.slice(0, 200);
  if (attribute) {
    const custom = readCustom(attribute, customText(attribute.type, option(attribute, text)));
    if ('problem' in custom) issues.push({ code: custom.problem, value });
    else if (custom.value !== null) values[key] = custom.value;
  } else if (key === 'country' && !/^[A-Z]{2}$/u.test(text)) issues.push({ code: 'not_a_country', value });
  else if (key === 'language' && !/^[a-z]{2,3}(?:-[\dA-Za-z-]{1,30})?$/u.test(text))
    issues.push({ code: 'not_a_language', value });
  else if (PLAIN.has(key)) values[key] = text;
}

/** An option is meant whatever its case and accents. */
function option({ type, options }: CustomAttribute, text: string): string {
  return type === 'list' ? (options.find((one) => foldText(one) === foldText(text)) ?? text) : text;
}

function define(
  known: Map<string, string>,
  kind: 'tag' | 'organisation',
  text: string,
  newId: () => string,
): { id: string; changes: NewChange[] } {
  const name = text.slice(0, kind === 'tag' ? TAG_LIMIT : DEFINITION_LIMIT).trim();
  const there = known.get(foldText(name));
  if (there !== undefined) return { id: there, changes: [] };
  const id = newId();
  const typed = (value: string) => ({ value, origin: 'typed' as const });
  const color = TAG_COLORS[1 + (known.size % (TAG_COLORS.length - 1))] ?? 'grey';
  const set = { name: typed(name), ...(kind === 'tag' ? { color: typed(color) } : {}) };
  const base = Object.fromEntries(Object.keys(set).map((key) => [key, null]));
  known.set(foldText(name), id);
  return { id, changes: [{ name: 'record.put', args: { kind, id, contactId: null, set, base } }] };
}
