import type { Field, FieldSet, Fields } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { Definition } from './read-definitions.ts';

/** Values as they are typed, by field; null takes one away. */
export type Values = Record<string, Field['value'] | null>;

/**
 * The change that gives a record of the workspace these values; null where it has them already. Only what differs is set,
 * so that two people who edit different things of it lose nothing.
 */
export function putChange(
  kind: Definition,
  id: string,
  values: Values,
  before: Fields | undefined,
): NewChange | null {
  const changed = Object.entries(values).filter(([key, value]) => !same(before?.[key]?.value, value));
  if (changed.length === 0 && before) return null;
  const set: FieldSet = Object.fromEntries(
    changed.map(([key, value]) => [key, value === null ? null : { value, origin: 'typed' as const }]),
  );
  const base: FieldSet = Object.fromEntries(changed.map(([key]) => [key, before?.[key] ?? null]));
  return { name: 'record.put', args: { kind, id, contactId: null, set, base } };
}

function same(before: Field['value'] | undefined, value: Field['value'] | null): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(value);
}
