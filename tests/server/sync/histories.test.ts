import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Refusal } from '#lib/store/refusal.ts';
import { makeWorkspace } from '#server/auth/set-up.ts';
import { mirrorMembers } from '#server/sync/membership.ts';
import { addMember, startTeam, type Person, type Team } from '../team.ts';
import { Device, settle } from './replica.ts';

/** A failing history prints its seed and path; they are given back as CARNET_SEED and CARNET_PATH. */
const SEED = Number(process.env.CARNET_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.CARNET_RUNS ?? 12);

let team: Team;
let agent: Person;

beforeAll(async () => {
  team = await startTeam();
  agent = await addMember(team, 'Jan Agent', 'manager');
});
afterAll(() => team.running.stop());

type Act =
  | { do: 'create'; name: number; sender: number }
  | { do: 'rename' | 'attach' | 'detach' | 'field' | 'note' | 'delete'; of: number; to: number }
  | { do: 'restart' }
  | { do: 'sync'; fault: 'none' | 'lost request' | 'lost reply' | 'twice' };
type Step = { who: 0 | 1 | 2; act: Act };

const small = fc.nat(5);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), name: small, sender: small }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('rename' as const, 'attach', 'detach', 'field', 'note', 'delete'),
      of: fc.nat(30),
      to: small,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      fault: fc.constantFrom('none' as const, 'none', 'lost request', 'lost reply', 'twice'),
    }),
  },
);
const history = fc.array(fc.record({ who: fc.constantFrom(0 as const, 1, 2), act }), {
  minLength: 10,
  maxLength: 60,
});

const NETWORK: Record<string, typeof fetch> = {
  none: fetch,
  'lost request': () => Promise.reject(new TypeError('network')),
  'lost reply': async (...asked) => {
    await fetch(...asked);
    throw new TypeError('network');
  },
  twice: async (...asked) => {
    await fetch(...asked);
    return fetch(...asked);
  },
};

const byNumber = (a: number, b: number) => a - b;
const senderOf = (n: number) => ({
  channel: 'email',
  key: `s${n}@x.example`,
  value: `s${n}@x.example`,
  details: {},
});

/** One history in a workspace of its own. `issued`: what the devices took, by a mark that must be found again. */
async function play(steps: readonly Step[]) {
  const workspace = await newWorkspace();
  const people = [team.owner, agent, team.owner] as const;
  const devices = await Promise.all(
    people.map((one, i) => new Device(team.url, workspace, one, `p${i}`).begin()),
  );
  const issued: { mark: string; contact: string }[] = [];
  const counts = [0, 0, 0];
  const contacts: string[] = [];
  const deleted = new Set<string>();
  for (const { who, act } of steps) {
    const device = devices[who];
    if (!device) continue;
    if (act.do === 'restart') device.restart();
    else if (act.do === 'sync') await device.round(device.db, NETWORK[act.fault]).catch(onlyNetwork);
    else {
      const made = changeOf(act, contacts);
      if (!made) continue;
      try {
        await device.do(made.change);
      } catch (error) {
        if (error instanceof Refusal) continue;
        throw error;
      }
      counts[who] = (counts[who] ?? 0) + 1;
      if (act.do === 'create') contacts.push(made.contact);
      if (act.do === 'delete') deleted.add(made.contact);
      if (made.mark !== null) issued.push({ mark: made.mark, contact: made.contact });
    }
  }
  await settle(devices);
  return { workspace, devices, issued, deleted, counts };
}

function onlyNetwork(error: unknown): void {
  if (!(error instanceof Error && error.message === 'server_unreachable')) throw error;
}

type Made = { change: NewChange; contact: string; mark: string | null };

function changeOf(act: Exclude<Act, { do: 'sync' | 'restart' }>, contacts: string[]): Made | null {
  if (act.do === 'create') {
    const id = randomUUID();
    const args = { id, name: `Person ${act.name}`, fields: {}, senders: [senderOf(act.sender)] };
    return { change: { name: 'contact.create', args }, contact: id, mark: id };
  }
  const id = contacts[act.of % Math.max(1, contacts.length)];
  if (id === undefined) return null;
  const mark = randomUUID();
  const value = { value: mark, origin: 'typed' as const };
  const base = { contact: id, mark: null };
  switch (act.do) {
    case 'rename':
      return {
        ...base,
        change: { name: 'contact.patch', args: { id, name: `Person ${act.to}`, set: {}, base: {} } },
      };
    case 'attach':
      return {
        ...base,
        change: { name: 'sender.attach', args: { contactId: id, sender: senderOf(act.to) } },
      };
    case 'detach':
      return {
        ...base,
        change: {
          name: 'sender.detach',
          args: { contactId: id, channel: 'email', key: senderOf(act.to).key },
        },
      };
    case 'field':
      return {
        contact: id,
        mark,
        change: { name: 'contact.patch', args: { id, set: { [`f${act.to}`]: value }, base: {} } },
      };
    case 'note': {
      const args = { kind: 'note', id: randomUUID(), contactId: id, set: { text: value }, base: {} };
      return { contact: id, mark, change: { name: 'record.put', args } };
    }
    default:
      return { ...base, change: { name: 'contact.delete', args: { id } } };
  }
}

async function newWorkspace(): Promise<string> {
  const { server } = team.running;
  const id = await makeWorkspace(server, team.owner.userId, 'History');
  const { db } = server.database;
  const [member] = await db.selectFrom('member').selectAll().where('organizationId', '=', id).execute();
  if (!member) throw new Error('the workspace has no member');
  const second = { ...member, id: randomUUID(), userId: agent.userId, role: 'manager' };
  await db.insertInto('member').values(second).execute();
  await mirrorMembers(db, id);
  return id;
}

async function tables(workspace: string) {
  const { db } = team.running.server.database;
  const of = (table: 'contact' | 'sender' | 'record' | 'conflict' | 'history' | 'sync_client') =>
    db.selectFrom(table).selectAll().where('workspace_id', '=', workspace).execute();
  const names = ['contact', 'sender', 'record', 'conflict', 'history', 'sync_client'] as const;
  return Promise.all(names.map(of));
}

test(`whatever three devices do, and whatever is lost: they end equal, nothing issued vanishes, names and senders are unique (seed ${SEED})`, async () => {
  const check = fc.asyncProperty(history, async (steps) => {
    const { workspace, devices, issued, deleted, counts } = await play(steps);
    const [first, ...others] = await Promise.all(devices.map((one) => one.see()));
    for (const other of others) expect(other).toEqual(first);
    expect(first?.unpacked).toEqual([]);
    expect(await devices[0]?.conflicts()).toEqual(await devices[2]?.conflicts());
    for (const { db } of devices)
      expect([await db.outbox.count(), await db.serverRows.count()]).toEqual([0, 0]);

    const stored = await tables(workspace);
    const [contact = [], sender = []] = stored as unknown as Record<string, unknown>[][];
    const live = contact.filter(({ deleted }) => deleted === 0);
    expect(new Set(live.map(({ name_key }) => name_key)).size).toBe(live.length);
    expect(new Set(first?.contacts.map(({ id }) => id))).toEqual(new Set(live.map(({ id }) => id)));
    expect(first?.contacts).toHaveLength(live.length);
    const owned = sender.filter(({ deleted }) => deleted === 0);
    expect(first?.senders).toHaveLength(owned.length);

    const everything = JSON.stringify(stored);
    // What belonged to a deleted contact is purged: that is the law of it (B59).
    const vanished = issued.filter(
      ({ mark, contact }) => !everything.includes(mark) && !deleted.has(contact),
    );
    expect(vanished).toEqual([]);
    const acknowledged = (stored[5] as unknown as { last_change_id: number }[]).map(
      (row) => row.last_change_id,
    );
    expect(acknowledged.toSorted(byNumber)).toEqual(counts.filter((count) => count > 0).toSorted(byNumber));
    for (const { db } of devices) db.close();
  });
  const path = process.env.CARNET_PATH;
  await fc.assert(check, { seed: SEED, numRuns: RUNS, ...(path === undefined ? {} : { path }) });
}, 240_000);
