import { randomUUID } from 'node:crypto';
import type { FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow, ContactRow, Rows } from '#lib/protocol/rows.ts';
import { Client, create, typed } from './client.ts';
import type { Team } from './team.ts';

export type Merge = Extract<NewChange, { name: 'contact.merge' }>;
export const merge = (from: string, into: string, set: FieldSet = {}, base: FieldSet = {}): Merge => ({
  name: 'contact.merge',
  args: { id: randomUUID(), from, into, set, base },
});
export const undo = (one: Merge, nameIfTaken?: string): NewChange => ({
  name: 'contact.unmerge',
  args: nameIfTaken === undefined ? { id: one.args.id } : { id: one.args.id, nameIfTaken },
});
export const patch = (id: string, set: FieldSet, base: FieldSet = {}): NewChange => ({
  name: 'contact.patch',
  args: { id, set, base },
});
export const rename = (id: string, name: string): NewChange => ({
  name: 'contact.patch',
  args: { id, name, set: {}, base: {} },
});
export const remove = (id: string): NewChange => ({ name: 'contact.delete', args: { id } });
export const noteOn = (contactId: string, text: string): Extract<NewChange, { name: 'record.put' }> => ({
  name: 'record.put',
  args: { kind: 'note', id: randomUUID(), contactId, set: { text: typed(text) }, base: {} },
});

/** New contacts, each with one sender and a value of its own; their ids. */
export async function make(client: Client, ...names: string[]): Promise<string[]> {
  const changes = names.map((name) => {
    const one = create(name, `${name.replaceAll(' ', '.')}@merge.example`);
    return { ...one, args: { ...one.args, fields: { city: typed(`city of ${name}`) } } };
  });
  await client.push(...changes);
  return changes.map(({ args }) => args.id);
}

/** The workspace as its owner sees it on a new device. */
export async function see(
  team: Team,
): Promise<Rows & { one: (id: string | undefined) => ContactRow | undefined }> {
  const rows = await new Client(team, team.owner).pull();
  return { ...rows, one: (id) => rows.contact.find((row) => row.id === id) };
}

export const codes = ({ rejected }: { rejected: { code: string }[] }): string[] =>
  rejected.map(({ code }) => code);

/** The last conflict of this kind among what is new to a client. */
export async function conflictOf(client: Client, code: string): Promise<ConflictRow | undefined> {
  return (await client.pull()).conflict.findLast((one) => one.code === code);
}

export const stateOf = (row: ContactRow | undefined) =>
  row && { name: row.name, fields: row.fields, into: row.mergedInto };
