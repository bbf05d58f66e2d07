import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create, typed } from './client.ts';
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
    await expect(contact('b')).rejects.toThrow(/unique/iu);
    const key = { workspace_id: team.workspace, channel: 'email', sender_key: 'one@key.example' };
    const senders = { ...key, lost: 0 };
    const sender = (contact_id: string) =>
      db()
        .insertInto('sender')
        .values({ ...senders, contact_id, value: '', details: '{}', created_at: '', version: 1, deleted: 0 })
        .execute();
    await sender('a');
    await expect(sender('b')).rejects.toThrow(/unique/iu);
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
});
