import { customKey, customTypes, type CustomType } from '#lib/model/attribute.ts';
import { inTeamOrder } from '#lib/model/attribute-order.ts';
import { CUSTOM_LIMIT } from '#lib/model/custom-value.ts';
import { textOf } from '#lib/model/field.ts';
import { cleanText } from '#lib/model/text.ts';
import type { Attribute, AttributeDraft } from '#lib/messages/definitions.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { recordById, recordsOfKind } from '#lib/store/read-contacts.ts';
import { attributeOrder, mustAdminister } from './attribute-order.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import { byName, definitionName, nameOf, placeFor } from './read-definitions.ts';
import type { Replica } from './replica.ts';
import { countUsers } from './used-by.ts';
import type { Seat } from './who-is.ts';

/** A list that offers more is no list any more. */
const MOST_OPTIONS = 500;

/** The team's own attributes in the team's order, those switched off among them (E18). */
export async function attributes(replica: Replica): Promise<Attribute[]> {
  const [rows, order] = await Promise.all([recordsOfKind(replica.db, 'attribute'), attributeOrder(replica)]);
  const named = byName(rows.map((row) => ({ id: row.id, name: nameOf(row), row })));
  const byKey = new Map(named.map(({ id, row }) => [customKey(id), row]));
  return inTeamOrder([...byKey.keys()], order).flatMap(({ key, isOn }) => {
    const row = byKey.get(key);
    return row ? [viewAttribute(row, isOn)] : [];
  });
}

/**
 * Makes an attribute, or edits the one with `id`: values stay whatever it is called (E20, E21). What its values are read
 * as, its type, stays while there are any.
 */
export async function putAttribute(
  seat: Seat,
  context: Context,
  draft: AttributeDraft,
  id?: string,
): Promise<Attribute> {
  const { replica } = seat;
  await mustAdminister(seat, 'attribute');
  const name = definitionName(draft.name);
  const { before, taken } = await placeFor(replica, 'attribute', name, id);
  if (taken && !before) return refuse('definition_taken', { value: nameOf(taken) });
  const was = before && viewAttribute(before, true);
  const type = draft.type ?? was?.type ?? 'text';
  if (was && was.type !== type && (await countUsers(replica, 'attribute', was.id)) > 0)
    return refuse('attribute_in_use');
  const options = type === 'list' ? optionsOrRefuse(draft.options ?? was?.options ?? []) : [];
  const key = was?.id ?? context.newId();
  const values = { name, type, options: type === 'list' ? options : null };
  const change = putChange('attribute', key, values, before?.fields);
  await applyChanges(replica.db, change ? [change] : [], context.now());
  const { off } = await attributeOrder(replica);
  return { id: key, key: customKey(key), name, type, options, isOn: !off.includes(customKey(key)) };
}

/** Takes an attribute out of pickers, filters and columns; values stay on the contacts, unseen (E22). */
export async function deleteAttribute(seat: Seat, context: Context, id: string): Promise<void> {
  const { db } = seat.replica;
  await mustAdminister(seat, 'attribute');
  if (!(await recordById(db, 'attribute', id))) return;
  await applyChange(db, { name: 'record.delete', args: { kind: 'attribute', id } }, context.now());
}

/** What an attribute of the team's own takes for a value, by its key; those that are gone are not there. */
export async function customShapes({
  db,
}: Replica): Promise<Map<string, { type: CustomType; options: string[] }>> {
  const rows = await recordsOfKind(db, 'attribute');
  return new Map(
    rows.map((row) => {
      const { key, type, options } = viewAttribute(row, true);
      return [key, { type, options }];
    }),
  );
}

function viewAttribute({ id, fields }: RecordRow, isOn: boolean): Attribute {
  const options = fields['options']?.value;
  return {
    id,
    key: customKey(id),
    name: textOf(fields, 'name'),
    // A type that a newer version adds is shown as the text it most likely is.
    type: customTypes.find((type) => type === textOf(fields, 'type')) ?? 'text',
    options: Array.isArray(options) ? options : [],
    isOn,
  };
}

function optionsOrRefuse(typed: readonly string[]): string[] {
  const options = [...new Set(typed.map(cleanText).filter((option) => option !== ''))];
  if (options.length === 0) return refuse('no_options');
  if (options.length > MOST_OPTIONS) return refuse('too_many');
  return options.some((option) => option.length > CUSTOM_LIMIT) ? refuse('value_too_long') : options;
}
