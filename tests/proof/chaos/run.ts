import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '#lib/model/role.ts';
import { addMember, getToken, makeOwner, session, type Person, type Team } from '#tests/server/team.ts';
import { Member, murder } from './crew.ts';
import { LossyLine } from './lossy-line.ts';
import { Random } from './random.ts';
import { Stage, type ChaosEngine } from './stage.ts';
import { judge, uniqueness, type Verdict } from './verdict.ts';

export type ChaosOptions = {
  seed: string;
  /** How long it storms; then all is let through. */
  seconds: number;
  engine: ChaosEngine;
  say: (line: string) => void;
};

/** Six devices of five people: two of one person, and every role there is. */
const CREW: readonly { device: string; role: Role; person: string }[] = [
  { device: 'owner', role: 'owner', person: 'Olga Owner' },
  { device: 'owner-at-home', role: 'owner', person: 'Olga Owner' },
  { device: 'manager', role: 'manager', person: 'Maks Manager' },
  { device: 'restricted', role: 'restricted-manager', person: 'Rita Restricted' },
  { device: 'agent', role: 'agent', person: 'Jan Agent' },
  { device: 'second-agent', role: 'agent', person: 'Ewa Agent' },
];

/**
 * A team whose devices, network, servers and database fail all the time, for a while; then all is let through, and
 * everything that sync promises must be so. Nothing of it is pretended: real processes, killed by SIGKILL.
 */
export async function chaos({ seed, seconds, engine, say }: ChaosOptions): Promise<Verdict> {
  const random = new Random(seed);
  const stage = await Stage.open(engine, say);
  const members: Member[] = [];
  try {
    members.push(...(await gather(stage, random, seed)));
    await Promise.all(members.map((member) => member.start()));
    const broken = await storm({ stage, members, random, seconds });
    say(told(stage, members));
    for (const member of members) await member.calm();
    await stage.whole();
    await settle(members);
    const verdict = await judge(stage, members);
    return { ...verdict, problems: [...broken, ...verdict.problems] };
  } finally {
    for (const member of members) member.end();
    await stage.close();
  }
}

async function gather(stage: Stage, random: Random, seed: string): Promise<Member[]> {
  const { url, folder } = stage;
  const owner = await makeOwner(url, stage.owner);
  const [found] = (await session(url, owner.token)).workspaces;
  const workspace = found?.id ?? '';
  const team = { url, workspace, owner } as Team;
  const people = new Map<string, Person>([[owner.name, owner]]);
  const members: Member[] = [];
  for (const { device, role, person: name } of CREW) {
    const person = people.get(name) ?? (await addMember(team, name, role));
    people.set(name, person);
    const token = await getToken(url, person.cookie);
    const line = await LossyLine.open(url, random.fork(`line of ${device}`));
    const { userId } = person;
    members.push(new Member({ name: device, url: line.url, workspace, userId, token, seed, folder }, line));
  }
  return members;
}

type Storm = { stage: Stage; members: Member[]; random: Random; seconds: number };

/** @returns what was not unique at a moment when somebody looked */
async function storm({ stage, members, random, seconds }: Storm): Promise<string[]> {
  const over = AbortSignal.timeout(seconds * 1000);
  const broken: string[] = [];
  const again = async (least: number, most: number, name: string, work: (of: Random) => Promise<unknown>) => {
    const own = random.fork(name);
    while (!over.aborted) {
      await sleep(own.between(least, most), null, { signal: over }).catch(() => {});
      if (!over.aborted) await work(own);
    }
  };
  await Promise.all([
    murder(members, random.fork('murder'), over),
    again(1500, 5000, 'servers', (own) => stage.killOne(own)),
    again(6000, 12_000, 'database', () => stage.crash()),
    // Where the database is just down there is nothing to see.
    again(900, 1100, 'look', () =>
      uniqueness(stage).then(
        (found) => broken.push(...found),
        () => undefined,
      ),
    ),
  ]);
  return broken;
}

/** Until nothing waits anywhere, and once more, so that everybody has heard of it. */
async function settle(members: readonly Member[]): Promise<void> {
  for (let turn = 0, calm = 0; calm < 2; turn += 1) {
    if (turn === 30) throw new Error('It does not come to rest: changes wait still after 30 rounds.');
    let unsent = 0;
    for (const member of members) unsent += await member.sync();
    calm = unsent === 0 ? calm + 1 : 0;
  }
}

function told(stage: Stage, members: readonly Member[]): string {
  const fates = new Map<string, number>();
  for (const { line } of members)
    for (const [fate, count] of line.counts) fates.set(fate, (fates.get(fate) ?? 0) + count);
  const deaths = members.reduce((sum, member) => sum + member.deaths, 0);
  const lines = [...fates].map(([fate, count]) => `${count} ${fate}`).join(', ');
  return `${deaths} clients and ${stage.kills} servers killed, ${stage.crashes} crashes of the database; requests: ${lines}`;
}
