import { cleanText, foldText } from '#lib/model/text.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { textOf } from '#lib/model/field.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** The kinds of record that sort contacts and have a name. */
export type Definition =
  | 'tag'
  | 'organisation'
  | 'attribute'
  | 'attribute-order'
  | 'segment'
  | 'retention'
  | 'never-capture'
  | 'setting'
  | 'recipe'
  | 'recipe-approval'
  | 'recipe-report';

/** UTF-16 units of the name of anything but a tag. */
export const DEFINITION_LIMIT = 100;

type Named = { id: string; name: string };

/** In the order people look names up in. */
export function byName<T extends Named>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

export const nameOf = ({ fields }: RecordRow): string => textOf(fields, 'name');

/** A name as it is typed. @throws name_empty, name_too_long */
export function definitionName(text: string, limit: number = DEFINITION_LIMIT): string {
  const name = cleanText(text);
  if (foldText(name) === '') return refuse('name_empty');
  return name.length > limit ? refuse('name_too_long') : name;
}

/**
 * What an edit is about. Making something of a name that is there is no edit: that one is meant (B44), `taken` tells it.
 * @throws definition_gone, definition_taken with the other's name
 */
export async function placeFor(
  { db }: Replica,
  kind: Definition,
  name: string,
  id: string | undefined,
): Promise<{ before: RecordRow | null; taken: RecordRow | null }> {
  const all = await recordsOfKind(db, kind);
  const taken = all.find((row) => row.id !== id && foldText(nameOf(row)) === foldText(name)) ?? null;
  if (id === undefined) return { before: null, taken };
  const before = all.find((row) => row.id === id) ?? refuse('definition_gone');
  // What two people made at once, apart, has one name twice: it can be edited without another name.
  if (taken && foldText(nameOf(before)) !== foldText(name))
    return refuse('definition_taken', { value: nameOf(taken) });
  return { before, taken };
}
