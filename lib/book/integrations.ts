import type { FieldSet } from '#lib/model/field.ts';
import { cleanText } from '#lib/model/text.ts';
import type { Integration } from '#lib/messages/book.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/** Makes one of the team's own accounts, or edits the one with `id` (A25). @throws name_empty, sender_empty */
export async function putIntegration(
  { db }: Replica,
  context: Context,
  integration: Omit<Integration, 'id'>,
  id: string = context.newId(),
): Promise<void> {
  const [name, address] = [cleanText(integration.name), cleanText(integration.address)];
  if (name === '') return refuse('name_empty');
  if (name.length > 200) return refuse('name_too_long');
  if (address === '') return refuse('sender_empty');
  if (address.length > 320) return refuse('sender_too_long');
  const before = (await recordById(db, 'integration', id))?.fields ?? {};
  const values = { channel: integration.channel, name, address };
  const changed = Object.entries(values).filter(([key, value]) => before[key]?.value !== value);
  if (changed.length === 0) return;
  const set: FieldSet = Object.fromEntries(changed.map(([key, value]) => [key, { value, origin: 'typed' }]));
  const base: FieldSet = Object.fromEntries(changed.map(([key]) => [key, before[key] ?? null]));
  const args = { kind: 'integration', id, contactId: null, set, base };
  await applyChange(db, { name: 'record.put', args }, context.now());
}

/** Takes an own account away; contacts keep where they wrote to, as it was written. */
export async function deleteIntegration({ db }: Replica, context: Context, id: string): Promise<void> {
  if (!(await recordById(db, 'integration', id))) return;
  await applyChange(db, { name: 'record.delete', args: { kind: 'integration', id } }, context.now());
}
