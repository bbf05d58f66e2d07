import type { Kysely } from 'kysely';
import { ADDING_SECONDS, type LiveMessage, type LivePresence } from '#lib/protocol/live.ts';
import type { Tables } from '#server/db/schema.ts';

/** Somebody who is adding an unknown requester (R12). */
type Adding = { ws: string; channel: string; key: string; userId: string; until: number };
export type PresenceMessage = Extract<LiveMessage, { t: 'adding' | 'done' }>;
type Tell = (workspace: string, message: PresenceMessage, userId: string) => void;

const idOf = ({ ws, channel, key, userId }: Omit<Adding, 'until'>) => [ws, channel, key, userId].join('\n');

/**
 * Who is adding which unknown requester, so that a colleague sees it before there is a contact (R12). Rows of 15 s in
 * the database, so that processes know of each other; within one process it is told at once.
 */
export class Presence {
  readonly #db: Kysely<Tables>;
  readonly #now: () => Date;
  readonly #tell: Tell;
  /** What this process has told its sockets, by `idOf`. */
  readonly #told = new Map<string, Adding>();

  constructor(db: Kysely<Tables>, now: () => Date, tell: Tell) {
    this.#db = db;
    this.#now = now;
    this.#tell = tell;
  }

  /** Takes what a member says: `adding`, anew or still, or `done`. */
  async hear(said: LivePresence, userId: string): Promise<void> {
    const { ws, channel, key } = said;
    const row = { workspace_id: ws, channel, sender_key: key, user_id: userId };
    if (said.t === 'done') {
      await this.#db
        .deleteFrom('presence')
        .where('workspace_id', '=', ws)
        .where('channel', '=', channel)
        .where('sender_key', '=', key)
        .where('user_id', '=', userId)
        .execute();
      this.#end({ ws, channel, key, userId });
      return;
    }
    const until = this.#now().getTime() + ADDING_SECONDS * 1000;
    await this.#db
      .insertInto('presence')
      .values({ ...row, until })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'channel', 'sender_key', 'user_id']).doUpdateSet({ until }),
      )
      .execute();
    await this.#begin([{ ws, channel, key, userId, until }]);
  }

  /**
   * Who is adding what at this moment: for a socket that has just come, and listens already. What this process had not
   * heard of is told to all its sockets; the rest is returned.
   */
  async current(workspaces: readonly string[]): Promise<{ message: PresenceMessage; userId: string }[]> {
    const all = await this.#read(workspaces);
    const told = all.filter((one) => !this.#isNews(one));
    await this.#begin(all.filter((one) => this.#isNews(one)));
    const names = await this.#namesOf(told);
    return told.map((one) => ({ message: this.#messageOf(one, names), userId: one.userId }));
  }

  #isNews(one: Adding): boolean {
    return (this.#told.get(idOf(one))?.until ?? 0) < one.until;
  }

  /** Learns what other processes have heard, and forgets what is over; called as often as versions are looked at. */
  async poll(workspaces: readonly string[]): Promise<void> {
    const rows = await this.#read(workspaces);
    const here = new Set(rows.map(idOf));
    const ended = [...this.#told.values()].filter((one) => !here.has(idOf(one)));
    for (const one of ended) this.#end(one);
    await this.#begin(rows.filter((one) => this.#isNews(one)));
  }

  async #begin(all: readonly Adding[]): Promise<void> {
    if (all.length === 0) return;
    const names = await this.#namesOf(all);
    for (const one of all) {
      this.#told.set(idOf(one), one);
      this.#tell(one.ws, this.#messageOf(one, names), one.userId);
    }
  }

  /** Sockets that were told forget by themselves when the time is over; before that they are told. */
  #end(one: Omit<Adding, 'until'>): void {
    const told = this.#told.get(idOf(one));
    this.#told.delete(idOf(one));
    const { ws, channel, key, userId } = one;
    if (told && told.until > this.#now().getTime()) this.#tell(ws, { t: 'done', ws, channel, key }, userId);
  }

  #messageOf(
    { ws, channel, key, userId, until }: Adding,
    names: ReadonlyMap<string, string>,
  ): PresenceMessage {
    const seconds = Math.max(1, Math.ceil((until - this.#now().getTime()) / 1000));
    return { t: 'adding', ws, channel, key, userName: names.get(`${ws}\n${userId}`) ?? '', seconds };
  }

  async #read(workspaces: readonly string[]): Promise<Adding[]> {
    if (workspaces.length === 0) return [];
    const rows = await this.#db
      .selectFrom('presence')
      .selectAll()
      .where('workspace_id', 'in', workspaces)
      .where('until', '>', this.#now().getTime())
      .execute();
    return rows.map((row) => ({
      ws: row.workspace_id,
      channel: row.channel,
      key: row.sender_key,
      userId: row.user_id,
      until: row.until,
    }));
  }

  async #namesOf(all: readonly Adding[]): Promise<Map<string, string>> {
    if (all.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('member_row')
      .select(['workspace_id', 'user_id', 'name'])
      .where('workspace_id', 'in', [...new Set(all.map(({ ws }) => ws))])
      .where('user_id', 'in', [...new Set(all.map(({ userId }) => userId))])
      .execute();
    return new Map(rows.map((row) => [`${row.workspace_id}\n${row.user_id}`, row.name]));
  }
}

/** Rows that nobody has said again; called now and then. */
export async function sweepPresence(db: Kysely<Tables>, workspace: string, now: Date): Promise<void> {
  await db
    .deleteFrom('presence')
    .where('workspace_id', '=', workspace)
    .where('until', '<', now.getTime())
    .execute();
}
