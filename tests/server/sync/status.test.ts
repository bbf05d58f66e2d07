import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { wallClock, type Clock } from '#lib/sync/retry.ts';
import { createSync, type SyncStatus } from '#lib/sync/sync.ts';
import { mirrorMembers } from '#server/sync/membership.ts';
import { addMember, startTeam, type Team } from '../team.ts';
import { Device } from './replica.ts';

let team: Team;
const NEVER = new AbortController().signal;
/** Waits are as short as a test can take, but still waits. */
const hasty: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wallClock.sleep(Math.min(ms, 30), signal),
};
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

describe('syncing', () => {
  const start = (device: Device, seen: SyncStatus[], clock: Clock = hasty) =>
    createSync({
      db: device.db,
      api: device.api(),
      clock,
      random: () => 0.5,
      signal: NEVER,
      onStatus: (status) => seen.push(status),
    });

  test('tries again by itself what was unreachable, and stops for what only a person can mend', async () => {
    const jan = await addMember(team, 'Jan Leaves');
    const device = await new Device(team.url, team.workspace, jan, 'leaves').begin();
    let offline = true;
    device.fetch = (...asked) => (offline ? Promise.reject(new TypeError('network')) : fetch(...asked));
    const seen: SyncStatus[] = [];
    const sync = start(device, seen);
    expect(await sync.now()).toMatchObject({ state: 'waiting', reason: 'server_unreachable' });
    offline = false;
    await until(() => sync.status().state === 'idle');
    jan.token = 'forged.token';
    expect(await sync.now()).toEqual({ state: 'stopped', reason: 'sign_in_expired' });
  });

  test('somebody who is no member any more is told so, and keeps what was not sent', async () => {
    const jan = await addMember(team, 'Jan Removed');
    const device = await new Device(team.url, team.workspace, jan, 'removed').begin();
    const sync = start(device, []);
    await sync.now();
    await device.do({
      name: 'contact.create',
      args: { id: randomUUID(), name: 'Unsent', fields: {}, senders: [] },
    });
    const { db } = team.running.server.database;
    await db.deleteFrom('member').where('userId', '=', jan.userId).execute();
    expect(await sync.now()).toEqual({ state: 'stopped', reason: 'not_a_member' });
    expect(await unsentChanges(device.db)).toMatchObject([
      { name: 'contact.create', args: { name: 'Unsent' } },
    ]);
  });

  test('Z: somebody whose role was lowered while away is refused for that change alone, and told of both', async () => {
    const jan = await addMember(team, 'Jan Demoted', 'manager');
    const device = await new Device(team.url, team.workspace, jan, 'demoted').begin();
    const sync = start(device, []);
    const [id, other] = [randomUUID(), randomUUID()];
    const create = (one: string, name: string) =>
      device.do({ name: 'contact.create', args: { id: one, name, fields: {}, senders: [] } });
    await create(id, 'Not Deleted');
    await sync.now();
    await device.do({ name: 'contact.delete', args: { id } });
    await create(other, 'Made By An Agent');
    const { db } = team.running.server.database;
    await db.updateTable('member').set({ role: 'agent' }).where('userId', '=', jan.userId).execute();
    await mirrorMembers(db, team.workspace);
    expect(await sync.now()).toEqual({ state: 'idle' });
    expect(await device.conflicts()).toMatchObject([
      { code: 'role', change: { name: 'contact.delete', args: { id } } },
    ]);
    expect((await device.db.contacts.bulkGet([id, other])).map((row) => row?.name)).toEqual([
      'Not Deleted',
      'Made By An Agent',
    ]);
    expect((await device.db.members.get(jan.userId))?.role).toBe('agent');
  });
});
