import { textOf } from '#lib/model/field.ts';
import { foldText } from '#lib/model/text.ts';
import type { Department } from '#lib/messages/dealings.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { byName, definitionName } from './read-definitions.ts';
import type { Replica } from './replica.ts';

/** The departments that tickets can be given to (E40), by name. */
export async function departments({ db }: Replica): Promise<Department[]> {
  const rows = await recordsOfKind(db, 'department');
  return byName(rows.map(({ id, fields }) => ({ id, name: textOf(fields, 'name') })));
}

/** Makes one; one that is there already is that one. @throws name_empty, name_too_long */
export async function putDepartment(replica: Replica, context: Context, text: string): Promise<Department> {
  const name = definitionName(text);
  const there = (await departments(replica)).find((one) => foldText(one.name) === foldText(name));
  if (there) return there;
  const id = context.newId();
  const set = { name: { value: name, origin: 'typed' as const } };
  const args = { kind: 'department', id, contactId: null, set, base: {} };
  await applyChange(replica.db, { name: 'record.put', args }, context.now());
  return { id, name };
}
