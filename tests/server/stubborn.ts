import { setTimeout as sleep } from 'node:timers/promises';
import { pushResponse, type PushResponse } from '#lib/protocol/push.ts';
import { Client, create } from './client.ts';
import type { Person, Team } from './team.ts';

/** What a crowd of devices was told, and what one that looked on all the time has seen. */
export type Told = {
  /** For each client the contacts whose change was acknowledged, in its order. */
  made: string[][];
  /** Changes of each client that the server said it had taken. */
  lastChangeIds: number[];
  /** Answers that a device takes for a refusal: none may come of a server or a database that only went away. */
  refusals: string[];
  /** The version of each contact as the one who looked on had it in the end. */
  seen: Map<string, number>;
};

/**
 * Devices push one after the other, and send the same again until they are answered, as the extension does. After so
 * many acknowledgements something happens to the server meanwhile.
 * @param incidents what happens, by the number of acknowledgements
 */
export async function workOn(
  team: Team,
  people: readonly Person[],
  pushes: number,
  incidents: ReadonlyMap<number, () => Promise<void>>,
): Promise<Told> {
  const told: Told = { made: [], lastChangeIds: [], refusals: [], seen: new Map() };
  let happening = Promise.resolve();
  let count = 0;
  const over = new AbortController();
  const looking = lookOn(new Client(team, people[0] as Person), told, over.signal);
  await Promise.all(
    people.map(async (person, at) => {
      const client = new Client(team, person);
      const mine: string[] = (told.made[at] = []);
      while (count < pushes) {
        const change = create(`Stubborn ${crypto.randomUUID()}`);
        const { lastChangeId } = await untilAnswered(client, client.batch(change), told.refusals);
        mine.push(change.args.id);
        told.lastChangeIds[at] = lastChangeId;
        count += 1;
        const incident = incidents.get(count);
        // One after another: somebody mends what has happened before the next thing does.
        if (incident) happening = happening.then(incident);
      }
    }),
  );
  await happening;
  over.abort();
  await looking;
  return told;
}

async function untilAnswered(client: Client, body: unknown, refusals: string[]): Promise<PushResponse> {
  for (;;) {
    const answer = await client.send('push', body).catch(() => null);
    if (answer?.ok) {
      const pushed = pushResponse.parse(await answer.json());
      refusals.push(...pushed.rejected.map(({ code }) => code));
      return pushed;
    }
    // 503 and a line that broke mean "later"; anything else would make a device stop or sign out.
    if (answer && answer.status < 500) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
    await sleep(20);
  }
}

/** Pulls what is new again and again; once it is over, once more to the end. */
async function lookOn(client: Client, { seen }: Told, over: AbortSignal): Promise<void> {
  for (let isLast = false; !isLast;) {
    const last = over.aborted;
    try {
      for (const { id, version } of (await client.pull(25)).contact) seen.set(id, version);
      isLast = last;
    } catch (error) {
      if (error instanceof Error && /^pull: (?:4|\{)/u.test(error.message)) throw error;
    }
    await sleep(10);
  }
}
