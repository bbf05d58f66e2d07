import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullResponse, type Cursor, type PageToken } from '#lib/protocol/pull.ts';
import { REMEMBERED_DAYS, sweepWorkspaces } from '#server/sync/sweep.ts';
import { Client, create, typed } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

const DAY = 86_400_000;
const began = Date.UTC(2030, 0, 1);
const db = () => team.running.server.database.db;
const sweep = (day: number) => sweepWorkspaces(db(), new Date(began + day * DAY));
const tombstones = async () => {
  const count = async (table: 'sender' | 'record' | 'conflict' | 'contact') =>
    (await db().selectFrom(table).select('version').where('deleted', '=', 1).execute()).length;
  return { sender: await count('sender'), record: await count('record'), contact: await count('contact') };
};
const ask = async (client: Client, cursor: Cursor | PageToken | null) => {
  const answer = await client.send('pull', { protocol: 1, clientId: client.id, cursor, limit: 2 });
  return pullResponse.parse(await answer.json());
};

describe('tombstones', () => {
  test('are kept for half a year; a replica that was away for longer begins anew', async () => {
    const [client, away] = [new Client(team, team.owner), new Client(team, team.owner)];
    const [kept, gone] = [create('Kept', 'kept@tomb.example'), create('Gone')];
    const note = { kind: 'note', id: randomUUID() };
    await client.push(kept, gone, {
      name: 'record.put',
      args: { ...note, contactId: kept.args.id, set: { text: typed('x') }, base: {} },
    });
    const { cursor: asleep } = await away.page(null);
    const { next: midway } = await away.page(null, 2);
    await client.push(
      {
        name: 'sender.detach',
        args: { contactId: kept.args.id, channel: 'email', key: 'kept@tomb.example' },
      },
      { name: 'record.delete', args: note },
      { name: 'contact.delete', args: { id: gone.args.id } },
    );
    const { cursor: afterwards } = await away.page(asleep ?? null);
    await sweep(0);
    const late = create('Late', 'late@tomb.example');
    await client.push(late);
    await client.push({
      name: 'sender.detach',
      args: { contactId: late.args.id, channel: 'email', key: 'late@tomb.example' },
    });
    await sweep(REMEMBERED_DAYS - 1);
    expect(await tombstones()).toEqual({ sender: 2, record: 1, contact: 1 });
    expect(await ask(away, asleep ?? null)).toHaveProperty('rows');

    await sweep(REMEMBERED_DAYS);
    expect(await tombstones()).toEqual({ sender: 1, record: 0, contact: 1 });
    const reset = { reset: true, epoch: asleep?.epoch };
    expect(await ask(away, asleep ?? null)).toEqual(reset);
    expect(
      await ask(away, {
        ...asleep,
        v: asleep?.v ?? 0,
        to: asleep?.v ?? 0,
        after: '[0,1,"","",0,0]',
      } as PageToken),
    ).toEqual(reset);
    // Whoever was there since, and whoever is only coming, need not.
    expect(await ask(away, afterwards ?? null)).toHaveProperty('rows');
    expect(await ask(away, midway ?? null)).toHaveProperty('rows');
    const all = await new Client(team, team.owner).pull();
    expect(all.contact.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'Kept',
      'Late',
    ]);
    expect(all.sender).toEqual([]);
  });

  test('a deleted contact stays deleted, however long ago that was', async () => {
    const client = new Client(team, team.owner);
    const made = create('Never Again');
    await client.push(made, { name: 'contact.delete', args: { id: made.args.id } });
    await sweep(400);
    await sweep(800);
    expect((await new Client(team, team.owner).push(made)).rejected).toMatchObject([{ code: 'deleted' }]);
  });

  test('an edit of a record that nobody remembers is kept as a conflict, not as a new record', async () => {
    const client = new Client(team, team.owner);
    const edit = {
      name: 'record.put' as const,
      args: {
        kind: 'note',
        id: randomUUID(),
        contactId: null,
        set: { text: typed('new') },
        base: { text: typed('old') },
      },
    };
    expect((await client.push(edit)).rejected).toMatchObject([{ code: 'not_found' }]);
    expect((await client.pull()).conflict.at(-1)?.change).toEqual(edit);
  });

  test('of a sender that was moved and purged: who has it under the one before begins anew, nobody else', async () => {
    const [client, away, later] = [1, 2, 3].map(() => new Client(team, team.owner));
    if (!client || !away || !later) throw new Error('no clients');
    const [before, after] = [create('Before', 'moved@tomb.example'), create('After')];
    await client.push(before, after);
    const upTo = async (one: Client) => (await one.page(null, 10_000)).cursor ?? null;
    const asleep = await upTo(away);
    const sender = { channel: 'email', key: 'moved@tomb.example' };
    const detached = { name: 'sender.detach', args: { contactId: before.args.id, ...sender } } as const;
    await client.push(detached);
    const knows = await upTo(later);
    const [again] = before.args.senders;
    if (!again) throw new Error('no sender');
    await client.push({ name: 'sender.attach', args: { contactId: after.args.id, sender: again } });
    await client.push({ name: 'contact.delete', args: { id: after.args.id } });
    expect(await ask(away, asleep)).toEqual({ reset: true, epoch: asleep?.epoch });
    expect(await ask(later, knows)).toHaveProperty('rows');
    // Nothing of it lies about.
    const left = await db().selectFrom('sender').selectAll().where('sender_key', '=', sender.key).execute();
    expect(left).toEqual([]);
  });
});
