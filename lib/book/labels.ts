import { textOf } from '#lib/model/field.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { integrations } from './own.ts';
import { peopleOf } from './people.ts';
import type { Replica } from './replica.ts';

/** What the ids that are an attribute's values are called, for sorting by it; undefined where its values are no ids. */
export async function labelsOf(
  replica: Replica,
  attribute: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  if (attribute === 'organisation' || attribute === 'tags')
    return recordNames(replica, attribute === 'tags' ? 'tag' : attribute);
  if (attribute === 'assignee' || attribute === 'createdBy') return peopleOf(replica.db);
  if (attribute === 'integrations')
    return new Map((await integrations(replica)).map(({ id, name }) => [id, name]));
  return undefined;
}

async function recordNames({ db }: Replica, kind: string): Promise<Map<string, string>> {
  return new Map((await recordsOfKind(db, kind)).map(({ id, fields }) => [id, textOf(fields, 'name')]));
}
