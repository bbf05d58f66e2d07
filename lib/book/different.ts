import { textOf } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import type { BookDb } from '#lib/store/db.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { rootContact, survivorIds } from '#lib/store/read-merges.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** A key of two contacts, in whatever order. */
const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

type Different = { id: string; key: string };

/** What the team said of pairs (G7); who has been merged since is who they are part of. */
async function allDifferent(db: BookDb): Promise<Different[]> {
  const records = await recordsOfKind(db, 'different');
  const pairs = records.flatMap(({ id, contactId, fields }) =>
    contactId === null ? [] : [{ id, a: contactId, b: textOf(fields, 'other') }],
  );
  const roots = await survivorIds(
    db,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  return pairs.map(({ id, a, b }) => ({ id, key: pairKey(roots.get(a) ?? a, roots.get(b) ?? b) }));
}

/** Whether the team said that two contacts are not the same person; asked with ids in either order. */
export async function differences(db: BookDb): Promise<(a: string, b: string) => boolean> {
  const keys = new Set((await allDifferent(db)).map(({ key }) => key));
  return (a, b) => keys.has(pairKey(a, b));
}

/** "Not the same person", remembered for the whole team (G7); `are` false takes it back. @throws contact_gone */
export async function putDifferent(
  { db }: Replica,
  context: Context,
  { a, b, are }: { a: string; b: string; are: boolean },
): Promise<void> {
  const [one, other] = [await rootContact(db, a), await rootContact(db, b)];
  if (!one || !other || one.id === other.id) return refuse('contact_gone');
  const key = pairKey(one.id, other.id);
  const said = (await allDifferent(db)).filter((pair) => pair.key === key);
  if (!are) {
    const taken = said.map(({ id }): NewChange => ({
      name: 'record.delete',
      args: { kind: 'different', id },
    }));
    return applyChanges(db, taken, context.now());
  }
  if (said.length > 0) return undefined;
  const set = { other: { value: other.id, origin: 'typed' as const } };
  const record = { kind: 'different', id: context.newId(), contactId: one.id, set, base: { other: null } };
  return applyChange(db, { name: 'record.put', args: record }, context.now());
}
