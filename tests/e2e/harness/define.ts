import { randomUUID } from 'node:crypto';
import type { Field } from '#lib/model/field.ts';
import { Client } from '#tests/server/client.ts';
import type { Person } from '#tests/server/team.ts';
import type { Club } from './club.ts';

/** A record of the workspace, a tag or an integration, as another device of somebody makes it. @returns its id */
export async function define(
  { team }: Club,
  person: Person,
  kind: string,
  values: Record<string, Field['value']>,
): Promise<string> {
  const id = randomUUID();
  const set = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, origin: 'typed' as const }]),
  );
  const { rejected } = await new Client(team, person).push({
    name: 'record.put',
    args: { kind, id, contactId: null, set, base: {} },
  });
  if (rejected[0]) throw new Error(`${kind}: ${rejected[0].code}`);
  return id;
}
