import type { Transaction } from 'kysely';
import type { Batch, ConflictState } from '#server/apply/batch.ts';
import type { Tables } from '#server/db/schema.ts';
import { inParts } from '#server/sync/parts.ts';

type Entry = Pick<Tables['history'], 'contact_id' | 'user_id' | 'at' | 'op'>;
type Scope = { trx: Transaction<Tables>; workspace: string };

/**
 * Says of each overwritten value who had written it, by the contact's history: the contact itself only knows who
 * touched it last, who may have changed something else.
 */
export async function nameWriters({ trx, workspace }: Scope, batch: Batch): Promise<void> {
  const overwritten = batch.conflicts
    .changed()
    .filter(
      ({ code, subjectId, other }) => code === 'field_overwritten' && subjectId !== null && other.at !== null,
    );
  const subjects = [...new Set(overwritten.flatMap(({ subjectId }) => subjectId ?? []))];
  const entries: Entry[] = [];
  for (const part of inParts(subjects)) {
    const rows = await trx
      .selectFrom('history')
      .select(['contact_id', 'user_id', 'at', 'op'])
      .where('workspace_id', '=', workspace)
      .where('contact_id', 'in', part)
      .orderBy('version', 'desc')
      .orderBy('seq', 'desc')
      .execute();
    entries.push(...rows);
  }
  for (const conflict of overwritten) {
    const entry = entries.find((one) => one.contact_id === conflict.subjectId && wrote(one, conflict));
    if (!entry) continue;
    const userName = batch.people.get(entry.user_id) ?? null;
    batch.conflicts.put(conflict.id, { ...conflict, other: { ...conflict.other, userName, at: entry.at } });
  }
}

type Args = { id?: string; name?: string; set?: object; fields?: object };

/** Whether a step of a contact's history set the value that a conflict says was replaced. */
function wrote({ op }: Entry, { change, other }: ConflictState): boolean {
  const { name, args } = JSON.parse(op) as { name: string; args: Args };
  const field = other.field ?? '';
  if (change.name === 'record.put')
    return name === 'record.put' && args.id === (change.args as Args).id && field in (args.set ?? {});
  if (!name.startsWith('contact.')) return false;
  return field === 'name' ? args.name !== undefined : field in (args.set ?? args.fields ?? {});
}
