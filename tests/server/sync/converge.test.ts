import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { nextToPush } from '#lib/store/outbox.ts';
import { noteOn } from '../merging.ts';
import { addMember, startTeam, type Person, type Team } from '../team.ts';
import { Device, Killed, settle, type Fuse } from './replica.ts';

let team: Team;
let jan: Person;
let ana: Device;
let bob: Device;
let count = 0;
const device = (person: Person) => new Device(team.url, team.workspace, person, `d${(count += 1)}`).begin();

beforeAll(async () => {
  team = await startTeam();
  jan = await addMember(team, 'Jan Agent');
  [ana, bob] = [await device(team.owner), await device(jan)];
});
afterAll(() => team.running.stop());

const email = (address: string) => ({ channel: 'email', key: address, value: address, details: {} });
const create = (id: string, name: string, ...addresses: string[]): NewChange => ({
  name: 'contact.create',
  args: { id, name, fields: {}, senders: addresses.map(email) },
});
const patch = (id: string, name: string): NewChange => ({
  name: 'contact.patch',
  args: { id, name, set: {}, base: {} },
});
const codes = async (who: Device, id: string) =>
  (await who.conflicts()).filter((row) => JSON.stringify(row).includes(id)).map(({ code }) => code);
const lost = () => Promise.reject(new TypeError('network'));

async function expectEqual(...devices: Device[]): Promise<void> {
  const [first, ...others] = await Promise.all(devices.map((one) => one.see()));
  for (const other of others) expect(other).toEqual(first);
  expect(first?.unpacked).toEqual([]);
  expect(first?.wrongFacts).toEqual([]);
  expect(first?.lines).toBe(first?.contacts.length);
  expect(first?.counted).toBe(first?.contacts.length);
  for (const one of devices) expect(await unsentChanges(one.db)).toEqual([]);
}

describe('replicas of a workspace', () => {
  test('what one adds the other has, with senders and notes, stamped by the server', async () => {
    const id = randomUUID();
    await ana.do(create(id, 'Ewa Nowak', 'ewa@client.example'));
    await ana.do(noteOn(id, 'prefers mornings'));
    await settle([ana, bob]);
    expect(await bob.db.contacts.get(id)).toMatchObject({ name: 'Ewa Nowak', createdBy: team.owner.userId });
    await expectEqual(ana, bob);
  });

  test('a lost request, a lost reply and a reply that comes twice all take effect once', async () => {
    const id = randomUUID();
    await ana.do(create(id, 'Lost Lena', 'lena@client.example'));
    await expect(ana.round(ana.db, lost)).rejects.toMatchObject({ reason: 'server_unreachable' });
    const swallow: typeof fetch = async (...asked) => fetch(...asked).then(lost);
    await expect(ana.round(ana.db, swallow)).rejects.toMatchObject({ reason: 'server_unreachable' });
    await ana.do(noteOn(id, 'after'));
    const twice: typeof fetch = async (input, init) => {
      await fetch(input, init);
      return fetch(input, init);
    };
    await ana.round(ana.db, twice);
    await settle([ana, bob]);
    await expectEqual(ana, bob);
    expect(await codes(ana, id)).toEqual([]);
    expect((await bob.see()).records.filter(({ contactId }) => contactId === id)).toHaveLength(1);
  });

  test('R12: both add the same sender while offline: one contact remains, both are told', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await ana.do(create(first, 'Twin', 'twin@client.example'));
    await bob.do(create(second, 'Twin', 'twin@client.example'));
    await bob.do(noteOn(second, 'said by the second'));
    await settle([ana, bob]);
    await expectEqual(ana, bob);
    expect((await ana.see()).senders.filter(({ key }) => key === 'twin@client.example')).toMatchObject([
      { contactId: first },
    ]);
    expect(await ana.db.contacts.get(second)).toBeUndefined();
    const told = (await bob.conflicts()).filter((row) => row.code === 'sender_taken');
    expect(JSON.stringify(told)).toContain('said by the second');
    expect(await codes(ana, first)).toContain('also_added');
  });

  test('A20: a name taken meanwhile is refused, its author told, and an edit made after that goes with it', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await ana.do(create(first, 'Common Name'));
    await bob.do(create(second, 'common  NAME', 'other@client.example'));
    await settle([ana]);
    await bob.do({
      name: 'sender.attach',
      args: { contactId: second, sender: email('later@client.example') },
    });
    await settle([bob, ana]);
    await expectEqual(ana, bob);
    const told = (await bob.conflicts()).find((row) => row.code === 'name_taken');
    expect(told?.other.contactName).toBe('Common Name');
    expect(JSON.stringify(told?.change)).toContain('later@client.example');
  });

  test('the same field changed by two: the last to arrive stays, the other value is kept and shown', async () => {
    const id = randomUUID();
    await ana.do(create(id, 'Field Fela'));
    await settle([ana, bob]);
    const set = (value: string): NewChange => ({
      name: 'contact.patch',
      args: { id, set: { city: { value, origin: 'typed' } }, base: {} },
    });
    await ana.do(set('Gdańsk'));
    await bob.do(set('Lyon'));
    await settle([ana, bob]);
    expect((await ana.db.contacts.get(id))?.fields.city?.value).toBe('Lyon');
    const told = (await bob.conflicts()).find((row) => row.code === 'field_overwritten');
    expect(told?.other).toMatchObject({ field: 'city', value: 'Gdańsk', userName: team.owner.name });
    await bob.do({ name: 'conflict.resolve', args: { id: told?.id ?? '' } });
    expect((await bob.conflicts()).map(({ id }) => id)).not.toContain(told?.id);
    await settle([ana, bob]);
    expect((await bob.conflicts()).map(({ id }) => id)).not.toContain(told?.id);
  });

  test('B59: a contact deleted by one is gone from all with senders and notes; an edit of it meanwhile is kept', async () => {
    const id = randomUUID();
    await ana.do(create(id, 'Gone Gosia', 'gone@client.example'));
    await ana.do(noteOn(id, 'secret'));
    await settle([ana, bob]);
    await bob.do(patch(id, 'Gosia Renamed'));
    await ana.do({ name: 'contact.delete', args: { id } });
    await settle([ana, bob]);
    await expectEqual(ana, bob);
    expect(JSON.stringify(await bob.see())).not.toMatch(/gone@client|secret|Gosia/u);
    expect(await codes(bob, id)).toEqual(['deleted']);
  });

  test('Z: an agent who deletes is refused for that alone, and has the contact back', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    await ana.do(create(id, 'Kept Kasia', 'kept@client.example'));
    await settle([ana, bob]);
    await bob.do({ name: 'contact.delete', args: { id } });
    await bob.do(create(other, 'Goes Through'));
    expect(await bob.db.senders.get(['email', 'kept@client.example'])).toBeUndefined();
    await settle([bob, ana]);
    await expectEqual(ana, bob);
    expect(await bob.db.senders.get(['email', 'kept@client.example'])).toMatchObject({ contactId: id });
    expect(await codes(bob, id)).toEqual(['role']);
    expect(await ana.db.contacts.get(other)).toBeDefined();
  });

  test('two workers of one device at once do no harm', async () => {
    const ids = Array.from({ length: 30 }, () => randomUUID());
    for (const [i, id] of ids.entries())
      await ana.do(create(id, `Overlap ${i}`, `overlap${i}@client.example`));
    const other = ana.open();
    await Promise.all([ana.round(), ana.round(other), ana.round(), ana.round(other)]);
    other.close();
    await settle([ana, bob]);
    await expectEqual(ana, bob);
    expect(await codes(ana, ids[0] ?? '')).toEqual([]);
  });

  test('a worker killed at any step of a round loses nothing and does nothing twice', async () => {
    let steps = 0;
    for (let kill = 1; ; kill += 1) {
      const id = randomUUID();
      await bob.do(create(id, `Killed ${kill}`, `killed${kill}@client.example`));
      await ana.do(create(randomUUID(), `Beside ${kill}`, `beside${kill}@client.example`));
      await ana.round();
      const died = await dieAt(bob, kill);
      bob.restart();
      await bob.round();
      expect(await unsentChanges(bob.db), `killed at step ${kill}: ${died}`).toEqual([]);
      expect(await codes(bob, id)).toEqual([]);
      if (died === null) break;
      steps = kill;
    }
    expect(steps).toBeGreaterThan(20);
    await settle([ana, bob]);
    await expectEqual(ana, bob);
  }, 60_000);

  test('more than one request carries is sent in several', async () => {
    const big = { value: 'x'.repeat(20_000), origin: 'typed' as const };
    const fields = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, big]));
    const ids = Array.from({ length: 8 }, () => randomUUID());
    for (const [i, id] of ids.entries())
      await ana.do({ name: 'contact.create', args: { id, name: `Big ${i}`, fields, senders: [] } });
    let requests = 0;
    const counted: typeof fetch = (input, init) => {
      if (String(input instanceof Request ? input.url : input).endsWith('/push')) requests += 1;
      return fetch(input, init);
    };
    await ana.round(ana.db, counted);
    await settle([ana, bob]);
    expect(requests).toBeGreaterThan(1);
    expect((await bob.see()).contacts.filter(({ name }) => name.startsWith('Big '))).toHaveLength(8);
    await expectEqual(ana, bob);
  });

  test('a replica that begins now has what the others have', async () => {
    const third = await device(jan);
    await third.round();
    await expectEqual(ana, bob, third);
  });

  test('a client id that the server has never heard of again is given up for a new one', async () => {
    const { clientId } = await nextToPush(ana.db, 1);
    await team.running.server.database.db
      .deleteFrom('sync_client')
      .where('client_id', '=', clientId)
      .execute();
    const id = randomUUID();
    await ana.do(create(id, 'After Forgetting'));
    await settle([ana, bob]);
    await expectEqual(ana, bob);
    expect((await nextToPush(ana.db, 1)).clientId).not.toBe(clientId);
    expect(await bob.db.contacts.get(id)).toBeDefined();
  });

  test('a client id of another user is given up for a new one, and its changes arrive', async () => {
    const id = randomUUID();
    await bob.do(create(id, 'Under Another User'));
    const borrowed = new Device(team.url, team.workspace, team.owner, bob.name);
    await borrowed.round();
    await settle([ana]);
    expect(await ana.db.contacts.get(id)).toBeDefined();
  });
});

/** Runs a round whose worker dies at its n-th step. @returns where it died, null where the round was shorter */
async function dieAt(who: Device, kill: number): Promise<string | null> {
  let step = 0;
  let died: string | null = null;
  const fuse: Fuse = (what) => {
    step += 1;
    if (step < kill) return;
    died ??= what;
    throw new Killed(what);
  };
  const db = who.open(fuse);
  const mortal: typeof fetch = async (...asked) => {
    fuse('before fetch');
    const answer = await fetch(...asked);
    fuse('after fetch');
    return answer;
  };
  await who.round(db, mortal).catch((error: unknown) => {
    if (died === null) throw error;
  });
  db.close();
  return died;
}
