import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create, typed } from './client.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  const client = new Client(team, team.owner);
  await client.push(
    ...Array.from({ length: 60 }, (_, at) => create(`Paged ${at}`, `paged${at}@page.example`)),
  );
});
afterAll(() => team.running.stop());

const ask = async (client: Client, cursor: unknown, limit = 100) => {
  const answer = await client.send('pull', { protocol: 1, clientId: client.id, cursor, limit });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('a pull', () => {
  test('brings the same rows in pages of one, seven and a thousand, none twice', async () => {
    const [one, seven, all] = [1, 7, 1000].map((limit) => new Client(team, anna).pull(limit));
    const rows = await all;
    expect(rows?.contact.length).toBeGreaterThanOrEqual(60);
    expect(rows?.member).toHaveLength(2);
    expect(await one).toEqual(rows);
    expect(await seven).toEqual(rows);
    expect(new Set(rows?.contact.map(({ id }) => id)).size).toBe(rows?.contact.length);
  });

  test('tells with each page how many rows the window has', async () => {
    const client = new Client(team, anna);
    const rows = await client.pull();
    const { lastChangeId: _last, ...lists } = rows;
    const total = Object.values(lists).reduce((sum, { length }) => sum + length, 0);
    const first = await client.page(null, 10);
    const second = await client.page(first.next ?? null, 10);
    expect([first.total, second.total]).toEqual([total, total]);
  });

  test('8: a window is pinned by its first page: what happens meanwhile comes with the next', async () => {
    const [reader, writer] = [new Client(team, anna), new Client(team, team.owner)];
    const mine = await reader.push(create('Before The Window'));
    const first = await reader.page(null, 10);
    expect(first.lastChangeId).toBe(1);
    const late = create('During The Window');
    await writer.push(late);
    await reader.push(create('Mine, During The Window'));
    let page = first;
    const seen: string[] = [];
    while (page.next) {
      page = await reader.page(page.next, 10);
      seen.push(...page.rows.contact.map(({ name }) => name));
      // A change confirmed before its rows are there would vanish from sight for a moment.
      expect(page.lastChangeId).toBe(1);
    }
    expect(seen).toContain('Before The Window');
    expect(seen).not.toContain('During The Window');
    expect(page.cursor?.v).toBe(mine.version);
    const next = await reader.page(page.cursor ?? null);
    expect(next.rows.contact.map(({ name }) => name).toSorted()).toEqual([
      'During The Window',
      'Mine, During The Window',
    ]);
    expect(next.lastChangeId).toBe(2);
  });

  test('a row that changes while its window is paged is not lost', async () => {
    const [reader, writer] = [new Client(team, anna), new Client(team, team.owner)];
    const made = create('Moves Along', 'moves@page.example');
    await writer.push(made);
    let page = await reader.page(null, 5);
    await writer.push({
      name: 'contact.patch',
      args: { id: made.args.id, set: { a: typed('1') }, base: {} },
    });
    const seen = [...page.rows.contact];
    while (page.next) {
      page = await reader.page(page.next, 5);
      seen.push(...page.rows.contact);
    }
    seen.push(...(await reader.page(page.cursor ?? null)).rows.contact);
    expect(seen.findLast(({ id }) => id === made.args.id)?.fields).toEqual({ a: typed('1') });
  });

  test('of another epoch begins anew; of a version that is not yet here is told to wait', async () => {
    const client = new Client(team, anna);
    const { cursor } = await client.page(null, 10_000);
    const epoch = cursor?.epoch ?? '';
    expect((await ask(client, { v: 1, epoch: randomUUID() })).body).toEqual({ reset: true, epoch });
    expect((await ask(client, { v: 999_999, epoch })).body).toMatchObject({ stale: true });
    expect((await ask(client, { v: 0, epoch, to: 999_999, after: '[0,0,"","",0,0]' })).body).toMatchObject({
      stale: true,
    });
  });

  test('refuses a place that no page named', async () => {
    const client = new Client(team, anna);
    const { cursor } = await client.page(null, 10_000);
    for (const after of ['', 'x', '{}', '[0]', '[0,1,2,3,4,5]']) {
      const { status, body } = await ask(client, { v: 0, epoch: cursor?.epoch, to: 1, after });
      expect([status, body.code]).toEqual([422, 'invalid']);
    }
  });

  test('shows conflicts to whom they belong only, and no more once they are settled', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, team.owner)];
    const { rejected } = await mine.push(create('Paged 1'));
    const id = rejected[0]?.conflictId ?? '';
    expect((await mine.pull()).conflict.map((one) => one.id)).toContain(id);
    expect((await theirs.pull()).conflict.map((one) => one.id)).not.toContain(id);
    await theirs.push({ name: 'conflict.resolve', args: { id } });
    expect((await new Client(team, anna).pull()).conflict.map((one) => one.id)).toContain(id);
    await mine.push({ name: 'conflict.resolve', args: { id } });
    const settled = (await mine.pull()).conflict.find((one) => one.id === id);
    expect(settled).toMatchObject({ resolved: true, change: { args: {} }, other: { contactName: null } });
    expect((await new Client(team, anna).pull()).conflict.map((one) => one.id)).not.toContain(id);
  });

  test('is sent compressed to whoever takes that', async () => {
    const client = new Client(team, anna);
    const answer = await client.send('pull', { protocol: 1, clientId: client.id, cursor: null, limit: 5000 });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(((await answer.json()) as { rows: { contact: unknown[] } }).rows.contact.length).toBeGreaterThan(
      50,
    );
  });

  test('with nothing new is short, and leaves the cursor where it was', async () => {
    const client = new Client(team, anna);
    const { cursor } = await client.page(null, 10_000);
    const again = await client.page(cursor ?? null);
    expect(again).toMatchObject({ cursor, total: 0 });
    await client.push();
    expect((await client.page(cursor ?? null)).cursor).toEqual(cursor);
  });
});
