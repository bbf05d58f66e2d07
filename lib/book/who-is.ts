import type { Role } from '#lib/model/role.ts';
import { userOf } from '#lib/store/workspace.ts';
import type { Session } from './session.ts';
import { roleIn } from './status.ts';

/** What of a session tells who works in it. */
export type Seat = Pick<Session, 'replica' | 'membership'>;

/** Whoever works here, and as what: what `mayMake` asks. */
export type Who = { userId: string; role: Role };

export async function whoIs(seat: Seat): Promise<Who> {
  const [userId, role] = await Promise.all([userOf(seat.replica.db), roleIn(seat)]);
  return { userId, role };
}
