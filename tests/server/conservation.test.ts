import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Shelf } from '#server/apply/batch.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let people: Person[];
beforeAll(async () => {
  team = await startTeam();
  people = [
    team.owner,
    await addMember(team, 'Anna Agent'),
    await addMember(team, 'Marek Manager', 'manager'),
  ];
});
afterAll(() => team.running.stop());

const db = () => team.running.server.database.db;

describe('conservation: issued = applied + kept as a conflict', () => {
  test('7: every change issued is applied or kept as a conflict; poison blocks nothing', async () => {
    const client = new Client(team, team.owner);
    const good = create('Before Poison');
    const poison = [
      { name: 'contact.create', args: { id: 'no uuid', name: 'x' } },
      { name: 'contact.explode', args: { now: true } },
      { name: '__proto__', args: {} },
      { name: 'contact.create', args: null },
      {
        name: 'contact.patch',
        args: { id: good.args.id, set: { a: { value: { deep: 1 }, origin: 'typed' } }, base: {} },
      },
      { name: 'contact.create', args: { ...create('\u200B \u2060').args } },
      { name: 'contact.create', args: { ...create('x'.repeat(201)).args } },
    ];
    const { rejected, lastChangeId } = await client.push(good, ...poison, create('After Poison'));
    expect(lastChangeId).toBe(poison.length + 2);
    expect(rejected.map(({ code }) => code)).toEqual(poison.map(() => 'invalid'));
    const seen = await client.pull();
    expect(seen.contact.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Before Poison', 'After Poison']),
    );
    expect(seen.conflict.map(({ change }) => ({ name: change.name, args: change.args }))).toEqual(
      expect.arrayContaining(poison),
    );
  });

  test('7: what is nested beyond measure, or named to trick, blocks nothing either', async () => {
    const client = new Client(team, team.owner);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const trick = JSON.stringify(create('Tricky').args).replace(
      '"fields":{}',
      '"fields":{"__proto__":{"value":1,"origin":"typed"}}',
    );
    const text = (args: string, at: number) => `{"id":${at},"name":"contact.create","args":${args}}`;
    const after = create('After The Deep');
    const changes = [text(deep, 1), text(trick, 2), text(JSON.stringify(after.args), 3)];
    const answer = await fetch(`${team.url}/v1/workspaces/${team.workspace}/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${team.owner.token}`, 'content-type': 'application/json' },
      body: `{"protocol":1,"clientId":"${client.id}","changes":[${changes.join(',')}]}`,
    });
    expect(answer.status).toBe(200);
    const { rejected } = (await answer.json()) as { rejected: { id: number; code: string }[] };
    expect(rejected[0]).toMatchObject({ id: 1, code: 'invalid' });
    expect((await client.pull()).contact.some(({ id }) => id === after.args.id)).toBe(true);
  });

  test('7: a change that the server itself stumbles over is kept, and the others take effect', async () => {
    const client = new Client(team, team.owner);
    const bad = create('Stumble');
    const put = vi.spyOn(Shelf.prototype, 'put').mockImplementation(function (
      this: Shelf<unknown>,
      key,
      row,
    ) {
      if (key === bad.args.id) throw new Error('a fault of ours');
      this.rows.set(key, row);
      this.touched.add(key);
    });
    const { rejected } = await client.push(create('Before Stumble'), bad, create('After Stumble'));
    put.mockRestore();
    expect(rejected).toMatchObject([{ id: 2, code: 'invalid' }]);
    const seen = await client.pull();
    expect(seen.contact.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Before Stumble', 'After Stumble']),
    );
    expect(seen.conflict.find(({ id }) => id === rejected[0]?.conflictId)?.change.args).toEqual(bad.args);
  });

  test('7: random histories of three people: issued = applied + refused, and the replicas are equal', async () => {
    const clients = people.map((who) => new Client(team, who));
    const ids = Array.from({ length: 12 }, () => randomUUID());
    let seed = 20_261_121;
    const pick = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const any = (): NewChange => {
      const id = ids[pick(ids.length)] ?? '';
      const address = `r${pick(10)}@random.example`;
      const name = `Random ${pick(9)}`;
      const senders = [emailSender(address)];
      switch (pick(6)) {
        case 0:
        case 1:
          return { name: 'contact.create', args: { id, name, fields: {}, senders } };
        case 2:
          return { name: 'contact.patch', args: { id, name, set: { f: typed(name) }, base: {} } };
        case 3:
          return { name: 'sender.attach', args: { contactId: id, sender: emailSender(address) } };
        case 4:
          return { name: 'sender.detach', args: { contactId: id, channel: 'email', key: address } };
        default:
          return { name: 'contact.delete', args: { id } };
      }
    };
    const byClient = new Map<string, number>();
    for (let round = 0; round < 40; round += 1) {
      const client = clients[round % clients.length];
      if (!client) continue;
      const push = await client.push(...Array.from({ length: 1 + pick(5) }, any));
      byClient.set(client.id, push.lastChangeId);
      await holds();
    }
    for (const [id, last] of byClient) {
      const row = await db()
        .selectFrom('sync_client')
        .selectAll()
        .where('client_id', '=', id)
        .executeTakeFirst();
      expect(row?.last_change_id).toBe(last);
    }
    const [one, two] = await Promise.all(people.slice(0, 2).map((who) => new Client(team, who).pull(13)));
    expect(one?.contact).toEqual(two?.contact);
    expect(one?.sender).toEqual(two?.sender);
  });
});

/** No live sender without a live contact, no name twice, in the tables as they are. */
async function holds(): Promise<void> {
  const contacts = await db()
    .selectFrom('contact')
    .select(['id', 'name_key'])
    .where('deleted', '=', 0)
    .execute();
  const live = new Set(contacts.map(({ id }) => id));
  const senders = await db().selectFrom('sender').select('contact_id').where('deleted', '=', 0).execute();
  expect(senders.filter(({ contact_id }) => !live.has(contact_id))).toEqual([]);
  expect(contacts.filter(({ name_key }) => name_key === null)).toEqual([]);
}
