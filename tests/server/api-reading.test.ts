import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSoftware, type Software } from './api-client.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
let crm: Software;
let owner: Client;
beforeAll(async () => {
  team = await startTeam();
  crm = await makeSoftware(team, 'Shop CRM');
  owner = new Client(team, team.owner);
});
afterAll(() => team.running.stop());

const email = (value: string) => ({ channel: 'email', value });
const put = (body: object, headers: Record<string, string> = {}) =>
  crm.ask('PUT', '/contacts/by-sender', body, headers);

describe('reading', () => {
  test('by sender, however it is written, and not by what is none', async () => {
    const { id } = (
      await put({ senders: [email('read@me.example'), { channel: 'allegro', value: 'Lampa_7' }] })
    ).body;
    const by = (query: string) => crm.ask('GET', `/contacts/by-sender?${query}`);
    expect((await by('channel=email&value=READ%40me.example')).body.id).toBe(id);
    expect((await by('channel=allegro&value=lampa_7')).body.id).toBe(id);
    expect((await by('channel=email&value=unknown%40me.example')).body.code).toBe('unknown_contact');
    const wrong = await by('channel=phone&value=12345678');
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [{ parameter: 'value', detail: expect.stringContaining('country code') }],
    ]);
  });

  test('notes are read with their own scope only', async () => {
    const { id } = (await put({ senders: [email('noted@me.example')] })).body;
    await owner.push({
      name: 'record.put',
      args: {
        kind: 'note',
        id: randomUUID(),
        contactId: id,
        set: { text: typed('calls at noon') },
        base: {},
      },
    });
    expect((await crm.ask('GET', `/contacts/${id}`)).body.notes).toMatchObject([
      { text: 'calls at noon', by: 'Olga Owner' },
    ]);
    const plain = await makeSoftware(team, 'Plain', ['contacts:read']);
    expect((await plain.ask('GET', `/contacts/${id}`)).body.notes).toBeUndefined();
  });

  test('a list is whole over its pages, and its cursor then brings what has changed, and nothing else', async () => {
    const mine = await startTeam();
    try {
      const software = await makeSoftware(mine, 'Lister');
      const member = new Client(mine, mine.owner);
      const made = Array.from({ length: 25 }, (_, at) => create(`Listed ${at}`, `l${at}@list.example`));
      await member.push(...made);
      type Item = { id: string; deleted: boolean; senders: unknown[] };
      const all = async (from: string | null, limit: number) => {
        const found: Item[] = [];
        let cursor = from;
        for (;;) {
          const page = await software.ask(
            'GET',
            `/contacts?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`,
          );
          found.push(...page.body.contacts);
          cursor = page.body.cursor;
          if (!page.body.more) return { found, cursor };
        }
      };
      const first = await all(null, 4);
      expect(first.found.map(({ id }) => id).toSorted()).toEqual(made.map(({ args }) => args.id).toSorted());
      expect((await all(first.cursor, 100)).found).toEqual([]);
      const [one = '', two = '', three = ''] = made.map(({ args }) => args.id);
      await member.push({
        name: 'sender.attach',
        args: { contactId: one, sender: emailSender('more@list.example') },
      });
      await member.push({ name: 'contact.delete', args: { id: two } });
      await member.push({
        name: 'sender.detach',
        args: { contactId: three, channel: 'email', key: 'l2@list.example' },
      });
      const next = await all(first.cursor, 100);
      const byId = new Map(next.found.map((item) => [item.id, item]));
      expect([...byId.keys()].toSorted()).toEqual([one, two, three].toSorted());
      expect(byId.get(one)?.senders).toHaveLength(2);
      expect(byId.get(two)).toMatchObject({ deleted: true });
      expect(byId.get(three)?.senders).toHaveLength(0);
    } finally {
      await mine.running.stop();
    }
  });

  test('a cursor of another epoch is outdated, and nonsense is no cursor', async () => {
    const { cursor } = (await crm.ask('GET', '/contacts?limit=1')).body;
    const [, version, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [
      string,
      number,
      string,
    ];
    const other = Buffer.from(JSON.stringify(['another', version, id])).toString('base64url');
    expect((await crm.ask('GET', `/contacts?cursor=${other}`)).status).toBe(410);
    expect((await crm.ask('GET', '/contacts?cursor=nonsense')).body).toMatchObject({
      status: 422,
      errors: [{ parameter: 'cursor' }],
    });
  });
});
