import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import { clientId, nextToPush } from '#lib/store/outbox.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { addMember, startTeam, type Team } from '../team.ts';
import { AT, Device, Killed, settle } from './replica.ts';

let team: Team;
let ana: Device;
let bob: Device;
beforeAll(async () => {
  team = await startTeam();
  const jan = await addMember(team, 'Jan Manager', 'manager');
  ana = await new Device(team.url, team.workspace, team.owner, 'ana').begin();
  bob = await new Device(team.url, team.workspace, jan, 'bob').begin();
});
afterAll(() => team.running.stop());

const typed = (value: string) => ({ value, origin: 'typed' as const });
const create = (id: string, name: string): NewChange => ({
  name: 'contact.create',
  args: {
    id,
    name,
    fields: {},
    senders: [{ channel: 'email', key: `${id}@inv.example`, value: `${id}@inv.example`, details: {} }],
  },
});
const patch = (id: string, value: string): NewChange => ({
  name: 'contact.patch',
  args: { id, set: { city: typed(value) }, base: {} },
});
const merge = (from: string, into: string): Extract<NewChange, { name: 'contact.merge' }> => ({
  name: 'contact.merge',
  args: { id: randomUUID(), from, into, set: {}, base: {} },
});

/** Asks for the next page as a worker does, without taking it. */
async function fetchPage(device: Device) {
  const asked = { clientId: await clientId(device.db), cursor: await nextToPull(device.db) };
  const signal = new AbortController().signal;
  const page = await device.api().pull(device.workspace, { protocol: 1, ...asked, limit: 5000 }, signal);
  return { asked, page: page as PullPage };
}

/** All that a replica holds, to tell whether a step that was broken off has left anything. */
async function everything(device: Device): Promise<string> {
  const tables = await Promise.all(
    device.db.tables.map(async (table) => [table.name, await table.toArray()]),
  );
  return JSON.stringify(tables);
}

describe('the invariants of sync, in the replica', () => {
  test('5: an older row never replaces a newer one: a page that comes late is thrown away', async () => {
    const id = randomUUID();
    await bob.do(create(id, 'Older And Newer'));
    await settle([bob, ana]);
    await bob.do(patch(id, 'older'));
    await bob.round();
    const late = await fetchPage(ana);
    await bob.do(patch(id, 'newer'));
    await settle([bob, ana]);
    expect(await applyPage(ana.db, late.asked, late.page, AT)).toBe('thrown-away');
    expect((await ana.db.contacts.get(id))?.fields['city']).toEqual(typed('newer'));
  });

  test('8: a change stays in the outbox, and in sight, until the pull that covers it has come', async () => {
    const id = randomUUID();
    await ana.do(create(id, 'Stays In Sight'));
    const withoutPull: typeof fetch = (input, init) =>
      String(input instanceof Request ? input.url : input).endsWith('/pull')
        ? Promise.reject(new TypeError('network'))
        : fetch(input, init);
    await expect(ana.round(ana.db, withoutPull)).rejects.toMatchObject({ reason: 'server_unreachable' });
    // Acknowledged, so not sent again; but not gone, since its row is not there yet.
    expect((await nextToPush(ana.db, 10)).entries).toEqual([]);
    expect(await unsentChanges(ana.db)).toHaveLength(1);
    expect(await ana.db.contacts.get(id)).toMatchObject({ name: 'Stays In Sight', version: 0 });
    await ana.round();
    expect(await unsentChanges(ana.db)).toEqual([]);
    expect((await ana.db.contacts.get(id))?.version).toBeGreaterThan(0);
  });

  test('9: rows, cursor and outbox move together or not at all, wherever the worker dies', async () => {
    const id = randomUUID();
    await bob.do(create(id, 'All Or Nothing'));
    await bob.round();
    await ana.do(create(randomUUID(), 'Mine Beside It'));
    await ana
      .round(ana.db, (input, init) =>
        String(input instanceof Request ? input.url : input).endsWith('/pull')
          ? Promise.reject(new TypeError('network'))
          : fetch(input, init),
      )
      .catch(() => undefined);
    const { asked, page } = await fetchPage(ana);
    const before = await everything(ana);
    let died = 0;
    for (let kill = 1; ; kill += 1) {
      let step = 0;
      const db = ana.open((what) => {
        step += 1;
        if (step >= kill) throw new Killed(what);
      });
      const outcome = await applyPage(db, asked, page, AT).catch(() => null);
      db.close();
      if (outcome !== null) break;
      died = kill;
      expect(await everything(ana), `killed at step ${kill}`).toBe(before);
    }
    expect(died).toBeGreaterThan(5);
    expect((await ana.db.contacts.get(id))?.name).toBe('All Or Nothing');
    expect(await unsentChanges(ana.db)).toEqual([]);
  });

  test('9: of two workers with the same page one takes it, the other throws it away', async () => {
    await bob.do(create(randomUUID(), 'Once For Two'));
    await bob.round();
    const [one, two] = [ana.open(), ana.open()];
    const { asked, page } = await fetchPage(ana);
    const outcomes = await Promise.all([one, two].map((db) => applyPage(db, asked, page, AT)));
    for (const db of [one, two]) db.close();
    expect(outcomes.toSorted()).toEqual(['drained', 'thrown-away']);
  });

  test('10: replicas at rest are identical, merges, refusals and deletions among them', async () => {
    const ids = Array.from({ length: 6 }, () => randomUUID());
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = ids;
    for (const [at, id] of ids.entries()) await ana.do(create(id, `Rest ${at}`));
    await settle([ana, bob]);
    await ana.do(merge(a, b));
    await bob.do(merge(b, a));
    await bob.do(merge(a, c));
    await ana.do({ name: 'contact.delete', args: { id: d } });
    await bob.do(patch(d, 'edited meanwhile'));
    await bob.do(merge(e, f));
    await ana.do({ name: 'contact.delete', args: { id: f } });
    await settle([ana, bob]);
    await settle([bob, ana]);
    const third = await new Device(team.url, team.workspace, team.owner, 'third').begin();
    await third.round();
    const [first, ...others] = await Promise.all([ana, bob, third].map((one) => one.see()));
    for (const other of others) expect(other).toEqual(first);
    expect(first?.unpacked).toEqual([]);
    expect(first?.wrongFacts).toEqual([]);
    for (const one of [ana, bob, third]) expect(await unsentChanges(one.db)).toEqual([]);
    const codes = (await bob.conflicts()).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['merged', 'deleted']));
  });
});
