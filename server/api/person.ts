import type { Context } from 'hono';
import type { Role } from '#lib/model/role.ts';
import { personByToken, type Caller } from '#server/auth/session.ts';
import { Refused } from '#server/door/problem.ts';
import type { Server } from '#server/server.ts';
import { roleOf } from '#server/sync/membership.ts';
import type { Pushing } from '#server/sync/push.ts';

/** Counts a person's requests in this process: a brake for a client that runs wild, not a guard. */
export class Brake {
  readonly #most: number;
  #minute = 0;
  #counts = new Map<string, number>();
  constructor(most: number) {
    this.#most = most;
  }
  /** @throws Refused `rate_limited` */
  count(userId: string, now: Date): void {
    const minute = Math.floor(now.getTime() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(userId) ?? 0) + 1;
    this.#counts.set(userId, count);
    if (count > this.#most) throw new Refused('rate_limited', { retryAfter: 60 - (now.getSeconds() % 60) });
  }
}

/** @throws Refused `unauthorized`, `rate_limited` */
export async function personOf(server: Server, brake: Brake, c: Context): Promise<Caller> {
  const person = await personByToken(server.auth, c.req.header('authorization') ?? null);
  if (!person) throw new Refused('unauthorized');
  brake.count(person.id, server.source.now());
  return person;
}

/** Whoever asks for something of a workspace, from which device, and what they are in it at this moment. */
export type Member = Pushing & { role: Role };

/** @throws Refused also `not_a_member`: the same for a workspace that is not and one that is somebody else's */
export async function memberOf(server: Server, brake: Brake, c: Context): Promise<Member> {
  const person = await personOf(server, brake, c);
  const workspace = c.req.param('workspace') ?? '';
  const role = await roleOf(server.database.db, workspace, person.id);
  if (!role) throw new Refused('not_a_member');
  return { workspace, userId: person.id, device: person.device, role };
}
