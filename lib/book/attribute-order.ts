import type { AttributeOrder } from '#lib/model/attribute-order.ts';
import type { Fields } from '#lib/model/field.ts';
import { mayMake } from '#lib/model/role.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import type { Replica } from './replica.ts';
import { whoIs, type Seat } from './who-is.ts';

/** The team's order of attributes and those switched off (D8 to D11); empty while nobody has set it. */
export async function attributeOrder(replica: Replica): Promise<AttributeOrder> {
  const row = await orderRow(replica);
  return { order: textsOf(row?.fields, 'order'), off: textsOf(row?.fields, 'off') };
}

export async function putAttributeOrder(
  seat: Seat,
  context: Context,
  { order, off }: AttributeOrder,
): Promise<void> {
  await mustAdminister(seat, 'attribute-order');
  const before = await orderRow(seat.replica);
  const values = { order: [...new Set(order)], off: [...new Set(off)] };
  const change = putChange('attribute-order', before?.id ?? context.newId(), values, before?.fields);
  await applyChanges(seat.replica.db, change ? [change] : [], context.now());
}

/** Attributes, their order and what is kept how long are the owner's and managers' (Z). @throws not_permitted */
export async function mustAdminister(
  seat: Seat,
  kind: 'attribute' | 'attribute-order' | 'retention' | 'setting',
): Promise<void> {
  if (!mayMake(await whoIs(seat), 'record.put', { kind, createdBy: null })) refuse('not_permitted');
}

/** Two may have been made by people who did not know of each other: the oldest counts, for all alike. */
async function orderRow({ db }: Replica): Promise<RecordRow | undefined> {
  const rows = await recordsOfKind(db, 'attribute-order');
  return rows.toSorted((a, b) =>
    a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1,
  )[0];
}

function textsOf(fields: Fields | undefined, key: string): string[] {
  const value = fields?.[key]?.value;
  return Array.isArray(value) ? value : [];
}
