import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  makeSoftware,
  startReceiver,
  until,
  type Received,
  type Receiver,
  type Software,
} from './api-client.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
let software: Software;
let owner: Client;
let receiver: Receiver;
let hook: { id: string; secret: string };
beforeAll(async () => {
  team = await startTeam({ privateWebhooks: true });
  software = await makeSoftware(team, 'Robot');
  owner = new Client(team, team.owner);
});
afterAll(() => team.running.stop());
beforeEach(async () => {
  receiver = await startReceiver();
  hook = (await software.ask('POST', '/webhooks', { url: receiver.url })).body;
});
afterEach(async () => {
  await software.ask('DELETE', `/webhooks/${hook.id}`);
  await receiver.stop();
});

const nothing: Received = { headers: {}, body: '', path: '' };
type Told = { type: string; timestamp: string; data: Record<string, unknown> };
const told = () => receiver.received.map(({ body }) => JSON.parse(body) as Told);
const look = async () => (await software.ask('GET', `/webhooks/${hook.id}`)).body;
const log = async () => (await software.ask('GET', `/webhooks/${hook.id}/deliveries`)).body.deliveries;
/** Lets so much time pass: whatever waits for a time, or counts since one, has waited so much longer. */
async function later(milliseconds: number): Promise<void> {
  const { db } = team.running.server.database;
  const earlier = (column: string) => sql<number>`${sql.ref(column)} - ${milliseconds}`;
  await db
    .updateTable('delivery')
    .set({ next_at: earlier('next_at') })
    .where('workspace_id', '=', team.workspace)
    .where('webhook_id', '=', hook.id)
    .execute();
  await db
    .updateTable('webhook')
    .set({
      rest_until: earlier('rest_until'),
      failing_since: earlier('failing_since'),
      old_salt_until: earlier('old_salt_until'),
    })
    .where('workspace_id', '=', team.workspace)
    .where('id', '=', hook.id)
    .execute();
}
const HOUR = 3_600_000;

describe('a webhook', () => {
  test('is told of every change, in the order of each contact', async () => {
    const [one, two] = [create('Hook One', 'one@hook.example'), create('Hook Two')];
    const [first, second] = [one.args.id, two.args.id];
    const merge = randomUUID();
    await owner.push(one, two);
    await owner.push(
      {
        name: 'contact.patch',
        args: {
          id: first,
          name: 'Hook 1',
          set: { city: typed('Gdynia'), 'email/x@y.example': typed('x') },
          base: {},
        },
      },
      { name: 'sender.attach', args: { contactId: first, sender: emailSender('more@hook.example') } },
      { name: 'sender.detach', args: { contactId: first, channel: 'email', key: 'more@hook.example' } },
    );
    await owner.push({
      name: 'contact.merge',
      args: { id: merge, from: second, into: first, set: {}, base: {} },
    });
    await owner.push({ name: 'contact.unmerge', args: { id: merge } });
    await software.ask('POST', '/events', {
      events: [{ id: 'hooked', type: 'order', at: '2026-11-01T12:00:00Z', contactId: first }],
    });
    await until(() => receiver.received.length >= 8);
    await owner.push({ name: 'contact.delete', args: { id: first } });
    await until(() => receiver.received.length >= 9);
    const of = (id: string) => told().filter(({ data }) => data.contactId === id);
    expect(of(first).map(({ type, data: { changed, channel } }) => [type, changed ?? channel])).toEqual([
      ['contact.created', ['name']],
      ['contact.updated', ['name', 'city', 'email']],
      ['sender.attached', 'email'],
      ['sender.detached', 'email'],
      ['contact.merged', []],
      ['contact.unmerged', undefined],
      ['event.created', undefined],
      ['contact.deleted', undefined],
    ]);
    expect(of(second).map(({ type }) => type)).toEqual(['contact.created']);
    expect(of(first).find(({ type }) => type === 'contact.merged')?.data.fromId).toBe(second);
    expect(of(first).find(({ type }) => type === 'event.created')?.data).toMatchObject({
      by: 'api_key',
      apiKey: software.id,
      eventType: 'order',
    });
    const versions = of(first).map(({ data }) => Number(data.version));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  test('hears nothing personal: ids and names of attributes only, in what is sent and in what is kept', async () => {
    const made = create('Very Private', 'very@private.example');
    await owner.push(
      { ...made, args: { ...made.args, fields: { city: typed('Hidden Town') } } },
      {
        name: 'contact.patch',
        args: { id: made.args.id, set: { 'email/key@private.example': typed('v') }, base: {} },
      },
    );
    await until(() => receiver.received.length >= 2);
    const rows = await team.running.server.database.db.selectFrom('delivery').selectAll().execute();
    const all = JSON.stringify([receiver.received, rows]);
    expect(all).toContain(made.args.id);
    expect(['Very Private', 'private.example', 'Hidden Town'].filter((word) => all.includes(word))).toEqual(
      [],
    );
  });

  test('gets requests as Standard Webhooks 1.0.0 signs them', async () => {
    await owner.push(create('Signed'));
    await until(() => receiver.received.length > 0);
    const { headers, body } = receiver.received[0] ?? nothing;
    const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']];
    const key = Buffer.from(hook.secret.replace(/^whsec_/u, ''), 'base64');
    expect(key.length).toBeGreaterThanOrEqual(24);
    const expected = createHmac('sha256', key)
      .update(`${String(id)}.${String(at)}.${body}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(headers['content-type']).toBe('application/json');
    expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(10);
    expect(id).toMatch(/^msg_[\w-]+$/u);
  });

  test('with a new secret is signed with both for a day', async () => {
    const renewed = (await software.ask('POST', `/webhooks/${hook.id}/secret`)).body;
    expect(renewed.secret).not.toBe(hook.secret);
    const verify = () => {
      const { headers, body } = receiver.received.at(-1) ?? nothing;
      const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const signatures = String(headers['webhook-signature']).split(' ');
      return [renewed.secret, hook.secret].map((secret: string) => {
        const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
        return signatures.includes(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
      });
    };
    await owner.push(create('Both Secrets'));
    await until(() => receiver.received.length > 0);
    expect(verify()).toEqual([true, true]);
    await later(25 * HOUR);
    await owner.push(create('New Secret Only'));
    await until(() => receiver.received.length > 1);
    expect(verify()).toEqual([true, false]);
  });
});

describe('a receiver that fails', () => {
  test('is tried again with the same id and body, later contacts are not held up, the same contact’s next change waits', async () => {
    const [bad, good] = [create('Bad Luck'), create('Good Luck')];
    let failing = true;
    receiver.reply = ({ body }) => ({ status: failing && body.includes(bad.args.id) ? 500 : 204 });
    await owner.push(
      bad,
      { name: 'contact.patch', args: { id: bad.args.id, set: { a: typed('1') }, base: {} } },
      good,
    );
    await until(() => told().some(({ data }) => data.contactId === good.args.id));
    expect(
      told()
        .filter(({ data }) => data.contactId === bad.args.id)
        .map(({ type }) => type),
    ).toEqual(['contact.created']);
    expect(await look()).toMatchObject({ enabled: true, waiting: 2, lastError: 'status 500' });
    failing = false;
    await later(10_000);
    await until(async () => (await look()).waiting === 0);
    const mine = receiver.received.filter(({ body }) => body.includes(bad.args.id));
    expect(mine.map(({ body }) => (JSON.parse(body) as Told).type)).toEqual([
      'contact.created',
      'contact.created',
      'contact.updated',
    ]);
    expect(mine[1]?.headers['webhook-id']).toBe(mine[0]?.headers['webhook-id']);
    expect(mine[1]?.body).toBe(mine[0]?.body);
    expect(mine[1]?.headers['webhook-timestamp']).not.toBe(mine[0]?.headers['webhook-timestamp']);
    expect(await log()).toEqual(
      expect.arrayContaining([expect.objectContaining({ state: 'delivered', attempts: 2, lastStatus: 204 })]),
    );
  });

  test('waits as long as Retry-After says', async () => {
    receiver.reply = () => ({ status: 503, headers: { 'retry-after': '3600' } });
    await owner.push(create('Not Now'));
    await until(() => receiver.received.length > 0);
    await until(async () => (await log())[0]?.attempts === 1);
    const [delivery] = await log();
    expect(Date.parse(delivery.nextAt) - Date.parse(delivery.lastAt)).toBeGreaterThanOrEqual(HOUR);
  });

  test('is never followed to another place', async () => {
    const other = await startReceiver();
    receiver.reply = () => ({ status: 307, headers: { location: other.url } });
    await owner.push(create('Redirected'));
    await until(async () => (await log())[0]?.lastStatus === 307);
    expect(other.received).toEqual([]);
    await other.stop();
  });

  test('after three days of nothing but failure is turned off and says why; on again, it gets what it missed', async () => {
    receiver.reply = () => ({ status: 500 });
    await owner.push(create('Long Gone'));
    await until(() => receiver.received.length === 1);
    for (let hours = 0; hours < 72; hours += 12) {
      await until(async () => (await look()).failingSince !== null);
      expect((await look()).enabled).toBe(true);
      const count = receiver.received.length;
      await later(12 * HOUR);
      // The tries further apart than that wait for another round.
      await until(() => receiver.received.length > count, 3).catch(() => undefined);
    }
    await later(24 * HOUR);
    await until(async () => !(await look()).enabled);
    expect(await look()).toMatchObject({ enabled: false, offReason: 'failing', lastError: 'status 500' });
    await owner.push(create('Missed'));
    receiver.reply = () => ({ status: 204 });
    receiver.received.length = 0;
    await software.ask('PATCH', `/webhooks/${hook.id}`, { enabled: true });
    await until(() => receiver.received.length === 2);
    expect(await look()).toMatchObject({ enabled: true, offReason: null, failingSince: null });
  });

  test('that says 410 is turned off at once', async () => {
    receiver.reply = () => ({ status: 410 });
    await owner.push(create('Gone'));
    await until(async () => (await look()).offReason === 'gone');
    expect(receiver.received).toHaveLength(1);
  });

  test('that is down is left alone more and more, not knocked at for each contact', async () => {
    receiver.reply = () => ({ status: 500 });
    await owner.push(...Array.from({ length: 60 }, (_, at) => create(`Knock ${at}`)));
    await until(() => receiver.received.length >= 8);
    await new Promise((wake) => setTimeout(wake, 2500));
    expect(receiver.received.length).toBeLessThan(12);
  });
});
