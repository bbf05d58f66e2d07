import { textOf } from '#lib/model/field.ts';
import type { Condition, Filter } from '#lib/model/filter.ts';
import { foldText } from '#lib/model/text.ts';
import { allMembers, recordsOfKind } from '#lib/store/read-contacts.ts';
import { integrations } from './own.ts';
import type { Replica } from './replica.ts';

/** What the ids of one attribute are called; one id may have several names. */
type Named = { id: string; names: readonly string[]; also?: string };
type NamesOf = (replica: Replica) => Promise<Named[]>;

const recordNames =
  (kind: string): NamesOf =>
  async ({ db }) =>
    (await recordsOfKind(db, kind)).map(({ id, fields }) => ({ id, names: [textOf(fields, 'name')] }));
const memberNames: NamesOf = async ({ db }) =>
  (await allMembers(db)).map(({ userId: id, name, email }) => ({ id, names: [name, email] }));

/** Attributes whose values are ids. Senders name the integration they came by as its page does, by its address. */
const BY_ID: Readonly<Record<string, NamesOf>> = {
  tags: recordNames('tag'),
  organisation: recordNames('organisation'),
  assignee: memberNames,
  createdBy: memberNames,
  integrations: async (replica) =>
    (await integrations(replica)).map(({ id, name, address }) => ({
      id,
      names: [name, address],
      also: address,
    })),
};

/**
 * Filters with ids for names: who asks for tags that contain a text means their names (E14, X7), and who asks for an
 * integration means its address, too.
 */
export async function withIds(replica: Replica, filters: readonly Filter[]): Promise<Filter[]> {
  const asked = filters.flatMap(({ groups }) => groups.flat()).filter(isByName);
  const known = new Map<string, Named[]>();
  for (const attribute of new Set(asked.map((one) => one.attribute)))
    known.set(attribute, (await BY_ID[attribute]?.(replica)) ?? []);
  const told = (condition: Condition) => {
    const named = known.get(condition.attribute);
    return named && isByName(condition) ? inIds(condition, named) : condition;
  };
  return filters.map(({ groups }) => ({ groups: groups.map((group) => group.map(told)) }));
}

function isByName({ attribute, is }: Condition): boolean {
  if (!Object.hasOwn(BY_ID, attribute)) return false;
  return attribute === 'integrations' || is === 'contains' || is === 'contains-not';
}

/** No id is empty: where no name holds the text, the condition finds nobody, and its negation everybody. */
const NOBODY = '';

function inIds(condition: Condition, named: readonly Named[]): Condition {
  const { attribute, is, value } = condition;
  if (Array.isArray(value)) {
    const more = named.flatMap(({ id, also }) => (also && value.some((one) => one === id) ? also : []));
    return more.length > 0 ? { attribute, is, value: [...value.map(String), ...more] } : condition;
  }
  if ((is !== 'contains' && is !== 'contains-not') || typeof value !== 'string' || value.trim() === '')
    return condition;
  const text = foldText(value);
  const found = named.filter(({ names }) => names.some((name) => foldText(name).includes(text)));
  const ids = found.flatMap(({ id, also }) => (also ? [id, also] : [id]));
  return { attribute, is: is === 'contains' ? 'any-of' : 'none-of', value: [NOBODY, ...ids] };
}
