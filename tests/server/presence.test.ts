import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { liveMessage, type LiveMessage } from '#lib/protocol/live.ts';
import { Presence, sweepPresence, type PresenceMessage } from '#server/live/presence.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let marek: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  marek = await addMember(team, 'Marek Manager', 'manager');
});
afterAll(() => team.running.stop());

const db = () => team.running.server.database.db;
const jan = { channel: 'allegro', key: 'jank84' };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A member's open line, with what it heard. */
async function line(who: Person, workspace = team.workspace) {
  const socket = new WebSocket(`${team.url.replace('http', 'ws')}/v1/live`);
  const heard: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => heard.push(liveMessage.parse(JSON.parse(data.toString()))));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ t: 'hello', token: who.token, workspaces: [workspace] }));
  const until = async (t: LiveMessage['t']) => {
    for (let round = 0; round < 1000; round += 1) {
      const found = heard.find((message) => message.t === t);
      if (found) return found;
      await wait(10);
    }
    throw new Error(`never heard ${t}`);
  };
  await until('ready');
  const say = (t: 'adding' | 'done', more: object = {}) =>
    socket.send(JSON.stringify({ t, ws: team.workspace, ...jan, ...more }));
  return { socket, heard, until, say };
}

describe('R12: who is adding whom', () => {
  test('is told to colleagues at once with the name, and that it is over; not to oneself', async () => {
    const [mine, own, theirs] = [await line(anna), await line(anna), await line(marek)];
    mine.say('adding');
    expect(await theirs.until('adding')).toEqual({
      t: 'adding',
      ws: team.workspace,
      ...jan,
      userName: 'Anna Agent',
      seconds: 15,
    });
    mine.say('done');
    expect(await theirs.until('done')).toEqual({ t: 'done', ws: team.workspace, ...jan });
    const ofPresence = ({ t }: LiveMessage) => t === 'adding' || t === 'done';
    for (const one of [mine, own]) expect(one.heard.filter(ofPresence)).toEqual([]);
    for (const { socket } of [mine, own, theirs]) socket.close();
  });

  test('is told to whoever comes later, and is over when the socket closes', async () => {
    const mine = await line(anna);
    mine.say('adding', { key: 'late' });
    await expect.poll(() => db().selectFrom('presence').selectAll().execute()).toHaveLength(1);
    const theirs = await line(marek);
    expect(await theirs.until('adding')).toMatchObject({ key: 'late', userName: 'Anna Agent' });
    mine.socket.terminate();
    expect(await theirs.until('done')).toMatchObject({ key: 'late' });
    expect(await db().selectFrom('presence').selectAll().execute()).toEqual([]);
    theirs.socket.close();
  });

  test('is heard only of one’s own workspaces; nonsense and floods are passed over', async () => {
    const [mine, theirs] = [await line(anna), await line(marek)];
    mine.say('adding', { ws: 'not-mine' });
    mine.socket.send('nonsense');
    mine.socket.send(JSON.stringify({ t: 'adding', ws: team.workspace, channel: 'NO', key: '' }));
    for (let round = 0; round < 300; round += 1) mine.say('adding', { key: `flood ${round}` });
    await theirs.until('adding');
    await wait(300);
    // Where several processes share a database, one may be told twice.
    const told = theirs.heard.flatMap((one) => (one.t === 'adding' ? one.key : []));
    expect(new Set(told).size).toBeLessThanOrEqual(120);
    expect(
      new Set((await db().selectFrom('presence').selectAll().execute()).map((row) => row.workspace_id)),
    ).toEqual(new Set([team.workspace]));
    for (const { socket } of [mine, theirs]) socket.close();
    const left = () => db().selectFrom('presence').selectAll().execute();
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });

  test('is known to another process by its next look, repeated while it lasts, and ended', async () => {
    const clock = { now: Date.now() };
    const told: PresenceMessage[] = [];
    const now = () => new Date(clock.now);
    const here = new Presence(db(), now, () => undefined);
    const there = new Presence(db(), now, (_ws, message) => told.push(message));
    const look = () => there.poll([team.workspace]);
    const said = { ws: team.workspace, ...jan };
    await here.hear({ t: 'adding', ...said }, anna.userId);
    await look();
    await look();
    expect(told).toEqual([{ t: 'adding', ...said, userName: 'Anna Agent', seconds: 15 }]);
    clock.now += 10_000;
    await here.hear({ t: 'adding', ...said }, anna.userId);
    await look();
    expect(told.splice(0)).toHaveLength(2);
    await here.hear({ t: 'done', ...said }, anna.userId);
    await look();
    await look();
    expect(told.splice(0)).toEqual([{ t: 'done', ...said }]);
    // One whose process died is over when its time is, without a word: whoever was told knows how long it holds.
    await here.hear({ t: 'adding', ...said }, anna.userId);
    await look();
    clock.now += 16_000;
    await look();
    expect(told.splice(0)).toHaveLength(1);
    expect(await there.current([team.workspace])).toEqual([]);
    await sweepPresence(db(), team.workspace, now());
    expect(await db().selectFrom('presence').selectAll().execute()).toEqual([]);
  });
});
