import type { BookDb } from '#lib/store/db.ts';
import { allMembers } from '#lib/store/read-contacts.ts';

/** Members' names by user id. Whoever works alone has none: surfaces say "you". */
export async function peopleOf(db: BookDb): Promise<Map<string, string>> {
  return new Map((await allMembers(db)).map(({ userId, name }) => [userId, name]));
}
