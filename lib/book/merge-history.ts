import { may, mayMake } from '#lib/model/role.ts';
import type { MergeHistoryPage, WorkspaceMerge } from '#lib/messages/past.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { contactsByIds } from '#lib/store/read-contacts.ts';
import { allMerges, survivorIds, type Merge } from '#lib/store/read-merges.ts';
import { peopleOf } from './people.ts';
import { refuse } from './problems.ts';
import { whoIs, type Seat, type Who } from './who-is.ts';

/**
 * Merges of the whole workspace, newest first, the undone ones among them (B25): for owners and managers, and whoever
 * works alone.
 * @throws not_permitted
 */
export async function mergeHistory(
  session: Seat,
  { offset, limit }: { offset: number; limit: number },
): Promise<MergeHistoryPage> {
  const me = await whoIs(session);
  if (!may(me.role, 'see-merge-history')) return refuse('not_permitted');
  const { db } = session.replica;
  const [merges, people] = await Promise.all([allMerges(db), peopleOf(db)]);
  const shown = merges.slice(offset, offset + limit);
  // Whoever the survivor has been merged into since stands for it.
  const survivors = await survivorIds(
    db,
    shown.map(({ into }) => into),
  );
  const contacts = await contactsByIds(db, [...new Set(survivors.values())]);
  const refs = new Map(contacts.map(({ id, name }) => [id, { id, name }]));
  const intoOf = ({ into }: Merge) => refs.get(survivors.get(into) ?? into) ?? null;
  return {
    total: merges.length,
    rows: shown.map((merge) => viewMerge(merge, intoOf(merge), people, me)),
  };
}

function viewMerge(
  { id, from, name, at, by, undone }: Merge,
  into: ContactRef | null,
  people: ReadonlyMap<string, string>,
  me: Who,
): WorkspaceMerge {
  const mayUndo = undone === null && mayMake(me, 'contact.unmerge', { kind: 'merge', createdBy: by });
  return {
    id,
    name,
    from: { id: from, name },
    into,
    at,
    userName: people.get(by) ?? null,
    isUndone: undone !== null,
    undoneAt: undone,
    mayUndo: mayUndo && into !== null,
  };
}
