import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyPage } from '#lib/protocol/history.ts';
import { Client, create, typed } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

test('E44, B16: asked for a timeline’s sake, a history tells who changed tags and took senders off, and nothing else', async () => {
  const client = new Client(team, team.owner);
  const made = create('Tagged Tina', 'tina@history.example', 'old@history.example');
  const { id } = made.args;
  const set = { text: typed('not a "tag/x" at all') };
  const note = { kind: 'note', id: randomUUID(), contactId: id, set, base: {} };
  const tag = { [`tag/${randomUUID()}`]: { value: true, origin: 'typed' as const } };
  const gone = { contactId: id, channel: 'email' as const, key: 'old@history.example' };
  await client.push(made, { name: 'record.put', args: note });
  await client.push({ name: 'contact.patch', args: { id, set: { city: typed('Łódź') }, base: {} } });
  await client.push({ name: 'contact.patch', args: { id, set: tag, base: {} } });
  await client.push({ name: 'sender.detach', args: gone });
  const ask = (only: string) =>
    fetch(`${team.url}/v1/workspaces/${team.workspace}/contacts/${id}/history?only=${only}`, {
      headers: { authorization: `Bearer ${team.owner.token}` },
    });
  const { entries, more } = historyPage.parse(await (await ask('timeline')).json());
  const [detached, tagged] = entries;
  expect([detached?.op.name, tagged?.op.args]).toEqual(['sender.detach', { id, set: tag, base: {} }]);
  expect(entries.filter(({ op }) => op.name !== 'record.put')).toHaveLength(2);
  expect(more).toBe(false);
  expect((await ask('everything')).status).toBe(422);
});
