import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServerApi } from '#lib/sync/server-api.ts';
import { awaitApproval, beginSignIn } from '#lib/sync/device-flow.ts';
import { holdLive } from '#lib/sync/live.ts';
import { createPresence } from '#lib/sync/presence.ts';
import type { Door } from '#lib/sync/request.ts';
import { wallClock, type Clock } from '#lib/sync/retry.ts';
import type { SyncReason } from '#lib/sync/sync-error.ts';
import { addMember, startTeam, submit, type Team } from '../team.ts';
import { Device } from './replica.ts';

let team: Team;
const NEVER = new AbortController().signal;
/** Waits are as short as a test can take, but still waits. */
const hasty: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wallClock.sleep(Math.min(ms, 30), signal),
};
const door = (token: string | null = null): Door => ({
  url: team.url,
  token: () => Promise.resolve(token),
  fetch,
  clock: wallClock,
});
const until = async (check: () => boolean): Promise<void> => {
  for (const end = Date.now() + 5000; !check();) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((wake) => setTimeout(wake, 5));
  }
};

beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

describe('signing in by the device flow', () => {
  const begin = () => beginSignIn(createServerApi(door()), wallClock, NEVER);
  const answer = (userCode: string, answer: string) =>
    submit(`${team.url}/device`, { user_code: userCode, answer }, team.owner.cookie);

  test('waits for the approval on the server page, and brings a token that is worth something', async () => {
    const pending = await begin();
    expect(new URL(pending.verificationUrl).origin).toBe(team.url);
    // The server bids slow those who ask sooner than its interval: they are told, wait, and still get there.
    const waits: number[] = [];
    const clock: Clock = { ...hasty, sleep: (ms, signal) => (waits.push(ms), hasty.sleep(ms, signal)) };
    const waiting = awaitApproval(door(), pending, clock, NEVER);
    await until(() => waits.length > 2);
    await answer(pending.userCode, 'approve');
    clock.sleep = (_, signal) => wallClock.sleep(pending.interval + 100, signal);
    const token = await waiting;
    expect(waits.at(-1)).toBeGreaterThan(pending.interval);
    expect((await createServerApi(door(token)).session(NEVER)).user.email).toBe(team.owner.email);
  }, 30_000);

  test('a denied one is told', async () => {
    const pending = await begin();
    await answer(pending.userCode, 'deny');
    await expect(awaitApproval(door(), pending, hasty, NEVER)).rejects.toMatchObject({
      reason: 'sign_in_denied',
    });
  });

  test('one that nobody answers ends, and so does one that is broken off', async () => {
    const pending = await begin();
    const late: Clock = { ...hasty, now: () => pending.expiresAt };
    await expect(awaitApproval(door(), pending, late, NEVER)).rejects.toMatchObject({
      reason: 'sign_in_expired',
    });
    const gone = AbortSignal.timeout(50);
    await expect(awaitApproval(door(), pending, wallClock, gone)).rejects.toMatchObject({
      reason: 'aborted',
    });
  });
});

describe('the live line', () => {
  const hold = (token: string | null, workspaces: string[], signal: AbortSignal) => {
    const news: (string | null)[] = [];
    const refused: SyncReason[] = [];
    const over = holdLive({
      url: team.url,
      token: () => Promise.resolve(token),
      workspaces,
      WebSocket,
      clock: hasty,
      random: () => 0.5,
      signal,
      onNews: (workspace) => news.push(workspace),
      onRefused: (reason) => refused.push(reason),
    });
    return { news, refused, over };
  };

  test('tells of a push within a second, and ends when it is told to', async () => {
    const end = new AbortController();
    const patient = { ...hasty, sleep: wallClock.sleep };
    const news: (string | null)[] = [];
    const over = holdLive({
      url: team.url,
      token: () => Promise.resolve(team.owner.token),
      workspaces: [team.workspace],
      WebSocket,
      clock: patient,
      random: Math.random,
      signal: end.signal,
      onNews: (workspace) => news.push(workspace),
      onRefused: () => undefined,
    });
    await until(() => news.length === 1);
    const device = await new Device(team.url, team.workspace, team.owner, 'live').begin();
    await device.do({
      name: 'contact.create',
      args: { id: randomUUID(), name: 'Live Lena', fields: {}, senders: [] },
    });
    const before = Date.now();
    await device.round();
    await until(() => news.includes(team.workspace));
    expect(Date.now() - before).toBeLessThan(1000);
    end.abort();
    await over;
  });

  test('R12: a colleague who is adding a requester is heard of on another device, and that it is over', async () => {
    const end = new AbortController();
    const anna = await addMember(team, 'Anna Adds');
    const told: (string | null)[] = [];
    const hold = (token: string) => {
      const presence = createPresence({
        clock: wallClock,
        onPresence: (_, name) => told.push(name),
        signal: end.signal,
      });
      const url = team.url;
      const rest = { WebSocket, clock: wallClock, random: Math.random, signal: end.signal };
      const quiet = { onNews: () => undefined, onRefused: () => undefined };
      void holdLive({
        url,
        token: () => Promise.resolve(token),
        workspaces: [team.workspace],
        presence,
        ...rest,
        ...quiet,
      });
      return presence;
    };
    const [theirs, mine] = [hold(anna.token), hold(team.owner.token)];
    const of = { workspace: team.workspace, channel: 'allegro', key: 'jank84' };
    const form = new AbortController();
    theirs.announce(of, form.signal);
    await until(() => mine.adding(of) === 'Anna Adds');
    form.abort();
    await until(() => mine.adding(of) === null);
    expect(told).toEqual(['Anna Adds', null]);
    end.abort();
  });

  test('a line that falls silent is opened anew', async () => {
    const end = new AbortController();
    // With this clock 50 s of silence are 30 ms.
    const { news, over } = hold(team.owner.token, [team.workspace], end.signal);
    await until(() => news.filter((one) => one === null).length >= 2);
    end.abort();
    await expect(over).resolves.toBeUndefined();
  });

  test('a forged token and a workspace of others are refused for good', async () => {
    const forged = hold('forged.token', [team.workspace], NEVER);
    const foreign = hold(team.owner.token, ['somewhere-else'], NEVER);
    await Promise.all([forged.over, foreign.over]);
    expect([forged.refused, foreign.refused]).toEqual([['sign_in_expired'], ['not_a_member']]);
  });
});

describe('what the server tells beside the replica', () => {
  test('G10: a contact’s history, newest first and part by part; X12: deletions, for whoever administers', async () => {
    const device = await new Device(team.url, team.workspace, team.owner, 'history').begin();
    const id = randomUUID();
    await device.do({
      name: 'contact.create',
      args: { id, name: 'Told Tola', fields: {}, senders: [] },
    });
    await device.do({ name: 'contact.patch', args: { id, name: 'Told Twice', set: {}, base: {} } });
    await device.round();
    const api = device.api();
    const newest = await api.history(team.workspace, id, { before: null, limit: 1 }, NEVER);
    expect(newest).toMatchObject({ more: true, entries: [{ op: { name: 'contact.patch' } }] });
    const before = newest.entries[0] ?? null;
    const older = await api.history(team.workspace, id, { before, limit: 50 }, NEVER);
    expect(older).toMatchObject({
      more: false,
      entries: [{ op: { name: 'contact.create' }, userName: team.owner.name }],
    });
    await device.do({ name: 'contact.delete', args: { id } });
    await device.round();
    const deletions = await api.deletions(team.workspace, { before: null, limit: 50 }, NEVER);
    expect(deletions.entries).toMatchObject([{ contactId: id, hint: { initials: 'T. T.' } }]);
    const agent = await addMember(team, 'Jan Asks');
    const theirs = new Device(team.url, team.workspace, agent, 'asks').api();
    await expect(theirs.deletions(team.workspace, { before: null, limit: 50 }, NEVER)).rejects.toMatchObject({
      reason: 'not_permitted',
    });
  });
});
