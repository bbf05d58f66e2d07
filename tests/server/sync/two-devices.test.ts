import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { noteOn } from '../merging.ts';
import { addMember, startTeam, type Person, type Team } from '../team.ts';
import { Device, settle } from './replica.ts';

let team: Team;
let owner: Device;
let home: Device;
let shop: Device;

beforeAll(async () => {
  team = await startTeam();
  const jan = await addMember(team, 'Jan Agent');
  const device = (person: Person, name: string) => new Device(team.url, team.workspace, person, name).begin();
  [owner, home, shop] = [
    await device(team.owner, 'owner'),
    await device(jan, 'home'),
    await device(jan, 'shop'),
  ];
});
afterAll(() => team.running.stop());

const create = (id: string, name: string, key: string): NewChange => ({
  name: 'contact.create',
  args: { id, name, fields: {}, senders: [{ channel: 'email', key, value: key, details: {} }] },
});

test('law 5: a conflict put away on one device stays with what another device had put into it meanwhile', async () => {
  const [taken, mine] = [randomUUID(), randomUUID()];
  await owner.do(create(taken, 'Taken Tola', 'tola@client.example'));
  await settle([owner]);
  await home.do(create(mine, 'Taken Tola', 'tola@client.example'));
  // The server has refused it, which he does not know yet, and his other device does.
  const unheard: typeof fetch = (input, init) => {
    const isPull = String(input instanceof Request ? input.url : input).endsWith('/pull');
    return isPull ? Promise.reject(new TypeError('network')) : fetch(input, init);
  };
  await expect(home.round(home.db, unheard)).rejects.toMatchObject({ reason: 'server_unreachable' });
  await home.do(noteOn(mine, 'written meanwhile'));
  await shop.round();
  const told = (await shop.conflicts()).find((row) => JSON.stringify(row).includes(mine));
  await home.round();
  await shop.do({ name: 'conflict.resolve', args: { id: told?.id ?? '' } });
  expect((await shop.conflicts()).map(({ id }) => id)).not.toContain(told?.id);
  await settle([shop, home]);
  for (const one of [shop, home]) {
    const stays = (await one.conflicts()).find(({ id }) => id === told?.id);
    expect(JSON.stringify(stays ?? null)).toContain('written meanwhile');
  }
  await shop.do({ name: 'conflict.resolve', args: { id: told?.id ?? '' } });
  await settle([shop, home]);
  expect((await home.conflicts()).map(({ id }) => id)).not.toContain(told?.id);
});
