import * as z from 'zod/mini';
import { role } from '#lib/model/role-schema.ts';
import type { Member } from '#lib/messages/definitions.ts';
import { allMembers } from '#lib/store/read-contacts.ts';
import { userOf } from '#lib/store/workspace.ts';
import { byName } from './read-definitions.ts';
import type { Replica } from './replica.ts';

/** Who works here, by name; nobody while working alone. A role that this version does not know may do what everybody may. */
export async function members({ db }: Replica): Promise<Member[]> {
  const [rows, self] = await Promise.all([allMembers(db), userOf(db)]);
  return byName(
    rows.map(({ userId, name, email, role: said }) => ({
      id: userId,
      name,
      email,
      role: z.catch(role, 'agent').parse(said),
      isSelf: userId === self,
    })),
  );
}
