import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSoftware, type Software } from './api-client.ts';
import { Client, create, typed } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
let shop: Software;
let owner: Client;
beforeAll(async () => {
  team = await startTeam();
  shop = await makeSoftware(team, 'Shop');
  owner = new Client(team, team.owner);
});
afterAll(() => team.running.stop());

const post = (...events: object[]) => shop.ask('POST', '/events', { events });
const valuesOf = async (id: string) => {
  const { fields } = (await shop.ask('GET', `/contacts/${id}`)).body as {
    fields: Record<string, { value: unknown }>;
  };
  return Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value]));
};
async function makeContact(name: string) {
  const address = `${randomUUID()}@events.example`;
  const made = create(name, address);
  await owner.push(made);
  return { id: made.args.id, sender: { channel: 'email', value: address } };
}
const session = (id: string, at: string, more: object = {}) => ({
  id,
  type: 'web-session',
  at,
  session: more,
});

describe('X15: events of other software', () => {
  test('become records of the contact that every replica gets', async () => {
    const { id, sender } = await makeContact('Timeline');
    const order = {
      id: 'shop-1001',
      type: 'order',
      at: '2026-11-20T10:15:00+01:00',
      sender,
      title: 'Order 1001',
      url: 'https://shop.example/orders/1001',
      data: { total: 129.9, currency: 'PLN' },
    };
    const { status, body } = await post(order);
    expect([status, body.results.map((one: { status: string }) => one.status)]).toEqual([200, ['added']]);
    const { record } = await owner.pull();
    expect(record.find((one) => one.id === body.results[0].eventId)).toMatchObject({
      kind: 'event',
      contactId: id,
      createdBy: `key:${shop.id}`,
      fields: {
        type: { value: 'order', origin: 'api' },
        at: { value: '2026-11-20T09:15:00.000Z' },
        title: { value: 'Order 1001' },
        url: { value: 'https://shop.example/orders/1001' },
        externalId: { value: 'shop-1001' },
        'data/total': { value: 129.9 },
      },
    });
    // An order counts for no attribute.
    expect(await valuesOf(id)).toEqual({});
  });

  test('Y16 to Y24: web sessions are counted, whatever order they come in', async () => {
    const { id, sender } = await makeContact('Visitor');
    const visits = [
      session('v2', '2026-11-02T12:00:00Z', {
        ip: '192.0.2.2',
        browser: 'Firefox',
        pageViews: 3,
        secondsSpent: 60,
      }),
      session('v3', '2026-11-03T12:00:00Z', { hostName: 'three.example', pageViews: 2 }),
      session('v1', '2026-11-01T12:00:00Z', {
        ip: '192.0.2.1',
        hostName: 'one.example',
        operatingSystem: 'Linux',
        browser: 'Chrome',
        pageViews: 5,
        secondsSpent: 40,
      }),
    ].map((visit) => ({ ...visit, sender }));
    await post(...visits.slice(0, 2));
    await post(...visits.slice(2));
    expect(await valuesOf(id)).toEqual({
      ip: '192.0.2.2',
      browser: 'Firefox',
      hostName: 'three.example',
      operatingSystem: 'Linux',
      firstWebSession: '2026-11-01T12:00:00.000Z',
      lastWebSession: '2026-11-03T12:00:00.000Z',
      webSessions: 3,
      pageViews: 10,
      secondsSpent: 100,
    });
  });

  test('Y25 to Y27: chats are counted, and conversations on chat platforms, but no others', async () => {
    const { id, sender } = await makeContact('Talker');
    await post(
      { id: 'c1', type: 'chat', at: '2026-11-05T08:00:00Z', contactId: id },
      { id: 'c2', type: 'conversation', channel: 'whatsapp', at: '2026-11-04T08:00:00Z', contactId: id },
      { id: 'c3', type: 'conversation', at: '2026-11-09T08:00:00Z', sender },
      { id: 'c4', type: 'ticket', at: '2026-11-09T08:00:00Z', contactId: id },
    );
    expect(await valuesOf(id)).toEqual({
      firstChat: '2026-11-04T08:00:00.000Z',
      lastChat: '2026-11-05T08:00:00.000Z',
      chats: 2,
    });
  });

  test('exactly once: posted again, in the same request, at the same moment or by another key, it counts once', async () => {
    const { id } = await makeContact('Once');
    const other = await makeSoftware(team, 'Other Shop');
    const event = { ...session('twice', '2026-11-01T12:00:00Z', { pageViews: 4 }), contactId: id };
    const both = await post(event, event);
    expect(both.body.results.map((one: { status: string }) => one.status)).toEqual(['added', 'known']);
    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        (at % 2 ? shop : other).ask('POST', '/events', { events: [event] }),
      ),
    );
    expect(await valuesOf(id)).toMatchObject({ webSessions: 1, pageViews: 4 });
  });

  test('G27: a value that a person typed stays, the others count on', async () => {
    const { id } = await makeContact('Typed');
    await owner.push({ name: 'contact.patch', args: { id, set: { browser: typed('Lynx') }, base: {} } });
    await post({ ...session('g27', '2026-11-01T12:00:00Z', { browser: 'Chrome' }), contactId: id });
    expect(await valuesOf(id)).toMatchObject({ browser: 'Lynx', webSessions: 1 });
  });

  test('of a merged contact are its survivor’s', async () => {
    const [from, into] = [await makeContact('Event From'), await makeContact('Event Into')];
    await owner.push({
      name: 'contact.merge',
      args: { id: randomUUID(), from: from.id, into: into.id, set: {}, base: {} },
    });
    await post(
      { ...session('m1', '2026-11-01T12:00:00Z'), contactId: from.id },
      { ...session('m2', '2026-11-02T12:00:00Z'), sender: from.sender },
      { ...session('m3', '2026-11-03T12:00:00Z'), contactId: into.id },
    );
    expect(await valuesOf(into.id)).toMatchObject({ webSessions: 3 });
  });

  test('of nobody known are refused alone; posted again once the contact is there, they are taken', async () => {
    const sender = { channel: 'email', value: 'later@events.example' };
    const known = await makeContact('Known');
    const event = { id: 'later', type: 'order', at: '2026-11-01T12:00:00Z', sender };
    const { body } = await post(event, {
      id: 'now',
      type: 'order',
      at: '2026-11-01T12:00:00Z',
      contactId: known.id,
    });
    expect(body.results).toMatchObject([
      { status: 'refused', problem: { code: 'unknown_contact' } },
      { status: 'added' },
    ]);
    await owner.push(create('Later', sender.value));
    expect((await post(event)).body.results).toMatchObject([{ status: 'added' }]);
  });

  test('B59: those of a deleted contact are gone, and do not come back by being posted again', async () => {
    const { id } = await makeContact('Forgotten');
    const event = {
      id: 'gone',
      type: 'order',
      at: '2026-11-01T12:00:00Z',
      contactId: id,
      title: 'Secret lamp',
    };
    const { eventId } = (await post(event)).body.results[0];
    await owner.push({ name: 'contact.delete', args: { id } });
    const other = await makeContact('Somebody Else');
    expect((await post({ ...event, contactId: other.id })).body.results).toMatchObject([{ status: 'known' }]);
    const { record } = await owner.pull();
    expect(record.find((one) => one.id === eventId)).toMatchObject({
      deleted: true,
      fields: {},
      contactId: null,
    });
  });
});
