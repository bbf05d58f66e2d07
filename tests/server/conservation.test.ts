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

  test('7: random histories of three people: issued = applied + refused, the rules hold after every push, and the replicas are equal', async () => {
    const clients = people.map((who) => new Client(team, who));
    const any = randomChanges(20_261_121);
    const byClient = new Map<string, number>();
    let kept = 0;
    for (let round = 0; round < 150; round += 1) {
      const client = clients[round % clients.length];
      if (!client) continue;
      const push = await client.push(...any());
      byClient.set(client.id, push.lastChangeId);
      kept += push.rejected.length;
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
    expect(kept).toBeGreaterThan(20);
    const merges = await db().selectFrom('record').select('fields').where('kind', '=', 'merge').execute();
    expect(merges.length).toBeGreaterThan(3);
    expect(merges.some(({ fields }) => fields.includes('"undone"'))).toBe(true);
    const [one, two] = await Promise.all(people.slice(0, 2).map((who) => new Client(team, who).pull(13)));
    expect(one?.contact).toEqual(two?.contact);
    expect(one?.sender).toEqual(two?.sender);
    expect(one?.record).toEqual(two?.record);
  });
});

/** Pushes of up to five changes about twelve contacts, nine names and ten senders: what people do, in any order. */
function randomChanges(seed: number): () => NewChange[] {
  const ids: string[] = Array.from({ length: 12 }, () => randomUUID());
  const merges: string[] = [];
  let state = seed;
  const pick = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const anyId = () => ids[pick(ids.length)] ?? '';
  const values = () => ({ [`f${pick(3)}`]: typed(String(pick(5))) });
  const merge = (): NewChange => {
    const id = randomUUID();
    merges.push(id);
    const args = { id, from: anyId(), into: anyId(), set: values(), base: {} };
    return { name: 'contact.merge', args: pick(3) === 0 ? { ...args, name: `Random ${pick(9)}` } : args };
  };
  const any = (): NewChange => {
    const [id, name, address] = [anyId(), `Random ${pick(9)}`, `r${pick(10)}@random.example`];
    switch (pick(10)) {
      case 0:
      case 1:
      case 2:
        return { name: 'contact.create', args: { id, name, fields: {}, senders: [emailSender(address)] } };
      case 3:
        return { name: 'contact.patch', args: { id, name, set: values(), base: {} } };
      case 4:
        return { name: 'sender.attach', args: { contactId: id, sender: emailSender(address) } };
      case 5:
        return { name: 'sender.detach', args: { contactId: id, channel: 'email', key: address } };
      case 6:
      case 7:
        return merge();
      case 8: {
        const args = { id: merges.at(-1 - pick(4)) ?? randomUUID() };
        return {
          name: 'contact.unmerge',
          args: pick(2) === 0 ? { ...args, nameIfTaken: `${name} (2)` } : args,
        };
      }
      default:
        // A deleted contact's id stays dead: others take its place.
        if (pick(4) > 0) return { name: 'contact.patch', args: { id, set: values(), base: values() } };
        ids[ids.indexOf(id)] = randomUUID();
        return { name: 'contact.delete', args: { id } };
    }
  };
  return () => Array.from({ length: 1 + pick(5) }, any);
}

/** The rules of the tables as they are: who has a name, where links lead, whose senders and merges there are. */
async function holds(): Promise<void> {
  const contacts = await db().selectFrom('contact').selectAll().where('deleted', '=', 0).execute();
  const live = new Map(contacts.map((row) => [row.id, row]));
  const senders = await db().selectFrom('sender').select('contact_id').where('deleted', '=', 0).execute();
  expect(senders.filter(({ contact_id }) => !live.has(contact_id))).toEqual([]);
  // A name is taken by whoever lives unmerged, and by nobody else.
  expect(contacts.filter((row) => (row.name_key === null) !== (row.merged_into !== null))).toEqual([]);
  for (const row of contacts) {
    const seen = new Set<string>();
    for (let at: typeof row | undefined = row; at?.merged_into; at = live.get(at.merged_into)) {
      expect([row.id, seen.has(at.id), live.has(at.merged_into)]).toEqual([row.id, false, true]);
      seen.add(at.id);
    }
  }
  const records = await db()
    .selectFrom('record')
    .select(['contact_id', 'other_id', 'fields'])
    .where('kind', '=', 'merge')
    .where('deleted', '=', 0)
    .execute();
  const standing = records.filter(({ fields }) => !fields.includes('"undone"'));
  const links = contacts.flatMap(({ id, merged_into }) =>
    merged_into === null ? [] : `${id} ${merged_into}`,
  );
  expect(standing.map(({ contact_id, other_id }) => `${other_id} ${contact_id}`).toSorted()).toEqual(
    links.toSorted(),
  );
}
