import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { addMember, postJson, startTeam, type Person, type Team } from './team.ts';

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
const contactCount = async () =>
  (await db().selectFrom('contact').select('id').where('workspace_id', '=', team.workspace).execute()).length;
const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('the invariants of sync', () => {
  test('1: a batch takes effect once, sent twice in a row and six times at once', async () => {
    const client = new Client(team, team.owner);
    const body = client.batch(create('Once A', 'once@a.example'), create('Once B'));
    const before = await contactCount();
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.send('push', body)));
    answers.push(await client.send('push', body));
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ lastChangeId: 2, rejected: [] });
    }
    expect(await contactCount()).toBe(before + 2);
    expect((await client.pull()).conflict).toEqual([]);
  });

  test('1: a batch that overlaps one already applied adds only what is new', async () => {
    const client = new Client(team, team.owner);
    const first = client.batch(create('Overlap 1'), create('Overlap 2'));
    await client.send('push', first);
    const second = client.batch(create('Overlap 3'));
    const both = { ...first, changes: [...first.changes, ...second.changes] };
    const before = await contactCount();
    expect(await (await client.send('push', both)).json()).toMatchObject({ lastChangeId: 3, rejected: [] });
    expect(await contactCount()).toBe(before + 1);
  });

  test('2: a gap changes nothing, and says where to go on', async () => {
    const client = new Client(team, team.owner);
    await client.push(create('In Order'));
    client.batch(create('Lost on the way'));
    const before = await contactCount();
    const answer = await client.send('push', client.batch(create('Too Early')));
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'out_of_order', lastChangeId: 1 });
    const inner = new Client(team, team.owner);
    const body = inner.batch(create('A'), create('B'), create('C'));
    const holed = { ...body, changes: body.changes.filter(({ id }) => id !== 2) };
    expect((await inner.send('push', holed)).status).toBe(409);
    expect(await contactCount()).toBe(before);
  });

  test('3: a client id belongs to one user, in push and in pull', async () => {
    const [mine, thief] = [new Client(team, team.owner), people[1]];
    await mine.push(create('Mine'));
    const url = `${team.url}/v1/workspaces/${team.workspace}`;
    const body = { protocol: 1, clientId: mine.id };
    const changes = [{ id: 2, ...create('Stolen') }];
    const push = await postJson(`${url}/push`, { ...body, changes }, thief?.token);
    const pull = await postJson(`${url}/pull`, { ...body, cursor: null, limit: 10 }, thief?.token);
    expect([push.status, await code(push)]).toEqual([403, 'client_of_other_user']);
    expect([pull.status, await code(pull)]).toEqual([403, 'client_of_other_user']);
  });

  test('4: whoever sees version v sees every row up to v, while eight clients write', async () => {
    const reader = new Client(team, team.owner);
    await reader.pull();
    const writers = Array.from({ length: 8 }, (_, at) => new Client(team, people[at % 3] ?? team.owner));
    const made = new Set<string>();
    const writing = { on: true };
    const seen = new Set<string>();
    const reading = (async () => {
      do for (const { id } of (await reader.pull(7)).contact) seen.add(id);
      while (writing.on);
      for (const { id } of (await reader.pull(7)).contact) seen.add(id);
    })();
    await Promise.all(
      writers.map(async (writer, at) => {
        for (let round = 0; round < 20; round += 1) {
          const change = create(`Gap ${at} ${round}`);
          made.add(change.args.id);
          await writer.push(change);
        }
      }),
    );
    writing.on = false;
    await reading;
    expect([...made].filter((id) => !seen.has(id))).toEqual([]);
  });

  test('5: rows come with versions that only grow', async () => {
    const [writer, reader] = [new Client(team, team.owner), new Client(team, team.owner)];
    const made = create('Monotonic');
    const versions: number[] = [];
    await writer.push(made);
    for (let round = 0; round < 5; round += 1) {
      await writer.push({
        name: 'contact.patch',
        args: { id: made.args.id, set: { round: typed(String(round)) }, base: {} },
      });
      const row = (await reader.pull()).contact.find(({ id }) => id === made.args.id);
      versions.push(row?.version ?? 0);
    }
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
  });

  test('6: the database itself holds one live contact a name and one owner a sender', async () => {
    const row = {
      workspace_id: team.workspace,
      fields: '{}',
      created_at: '',
      created_by: '',
      updated_at: '',
      updated_by: '',
    };
    const contact = (id: string) =>
      db()
        .insertInto('contact')
        .values({ ...row, id, name: 'X', name_key: 'the one', version: 1, deleted: 0 })
        .execute();
    await contact('a');
    await expect(contact('b')).rejects.toThrow(/UNIQUE/u);
    const senders = { workspace_id: team.workspace, channel: 'email', sender_key: 'one@key.example' };
    const sender = (contact_id: string) =>
      db()
        .insertInto('sender')
        .values({ ...senders, contact_id, value: '', details: '{}', created_at: '', version: 1, deleted: 0 })
        .execute();
    await sender('a');
    await expect(sender('b')).rejects.toThrow(/UNIQUE/u);
    await db().deleteFrom('contact').where('id', '=', 'a').execute();
    await db().deleteFrom('sender').where('contact_id', '=', 'a').execute();
  });

  test('6: eight clients that race for the same names and senders leave one of each', async () => {
    const clients = Array.from({ length: 8 }, (_, at) => new Client(team, people[at % 3] ?? team.owner));
    await Promise.all(
      clients.map(async (client, at) => {
        for (let round = 0; round < 6; round += 1)
          await client.push(
            create(`Race ${round}`, `by${at}@race${round}.example`),
            create(`Other ${at} ${round}`, `same@race${round}.example`),
          );
      }),
    );
    const contacts = await db().selectFrom('contact').select(['name_key']).where('deleted', '=', 0).execute();
    const names = contacts.map(({ name_key }) => name_key);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name?.startsWith('race '))).toHaveLength(6);
    const senders = await db()
      .selectFrom('sender')
      .select('sender_key')
      .where('sender_key', 'like', 'same@race%')
      .execute();
    expect(senders).toHaveLength(6);
  });

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
