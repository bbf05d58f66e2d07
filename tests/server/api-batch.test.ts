import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSoftware, type Software } from './api-client.ts';
import { Client } from './client.ts';
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
const senders = () => team.running.server.database.db.selectFrom('sender').selectAll().execute();

describe('many at once', () => {
  test('each is answered alone, in its order, and one that cannot be holds up nothing', async () => {
    const { status, body } = await crm.ask('POST', '/contacts/batch', {
      contacts: [
        { senders: [email('one@batch.example')], name: 'Same Name' },
        { senders: [email('not an address')] },
        { senders: [email('two@batch.example')], name: 'Same Name' },
        { senders: [email('ONE@batch.example')], fields: { again: true } },
      ],
    });
    expect(status).toBe(200);
    expect(body.results.map((one: { status: string }) => one.status)).toEqual([
      'created',
      'refused',
      'created',
      'updated',
    ]);
    expect(body.results[1].problem).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/senders/0/value', detail: 'Not an e-mail address.' }],
    });
    expect(body.results[3].id).toBe(body.results[0].id);
    const names = await Promise.all(
      [0, 2].map(async (at) => (await crm.ask('GET', `/contacts/${body.results[at].id}`)).body.name),
    );
    expect(names).toEqual(['Same Name', 'Same Name (two@batch.example)']);
  });

  test('one that the rules refuse is left out of the transaction, the others are made', async () => {
    const big = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at}`, 'x'.repeat(15_000)]));
    const { body } = await crm.ask('POST', '/contacts/batch', {
      contacts: [
        { senders: [email('small@batch.example')] },
        { senders: [email('big@batch.example')], fields: big },
        { senders: [email('last@batch.example')] },
      ],
    });
    expect(body.results.map((one: { status: string }) => one.status)).toEqual([
      'created',
      'refused',
      'created',
    ]);
    expect(body.results[1].problem.code).toBe('invalid');
    const keys = (await senders()).map(({ sender_key }) => sender_key);
    expect(keys).toContain('last@batch.example');
    expect(keys).not.toContain('big@batch.example');
  });

  test('two pieces of software at once make one contact', async () => {
    const other = await makeSoftware(team, 'Second CRM');
    const body = { senders: [email('race@batch.example')], name: 'Race' };
    const answers = await Promise.all(
      [crm, other, crm, other, crm, other].map(({ ask }, at) =>
        ask('PUT', '/contacts/by-sender', { ...body, fields: { [`from${at}`]: at } }),
      ),
    );
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const { fields } = (await crm.ask('GET', `/contacts/${answers[0]?.body.id}`)).body;
    expect(Object.keys(fields)).toHaveLength(6);
  });
});

describe('Idempotency-Key', () => {
  test('the same request again does nothing and is answered the same, also after a person changed the contact', async () => {
    const once = { 'idempotency-key': '"try-1"' };
    const body = { senders: [email('once@idem.example')], fields: { a: '1' } };
    const first = await put(body, once);
    await owner.push({ name: 'contact.patch', args: { id: first.body.id, set: { a: null }, base: {} } });
    const second = await put(body, once);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await crm.ask('GET', `/contacts/${first.body.id}`)).body.fields).toEqual({});
  });

  test('many at the same moment take effect once', async () => {
    const body = { contacts: [{ senders: [email('flood@idem.example')], fields: { n: 1 } }] };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        crm.ask('POST', '/contacts/batch', body, { 'idempotency-key': 'flood' }),
      ),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(7);
  });

  test('another request under the same key is refused, and another key’s is another', async () => {
    const once = { 'idempotency-key': 'mine' };
    await put({ senders: [email('a@idem.example')] }, once);
    const other = await put({ senders: [email('b@idem.example')] }, once);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
    const second = await makeSoftware(team, 'Third CRM');
    const done = await second.ask('PUT', '/contacts/by-sender', { senders: [email('b@idem.example')] }, once);
    expect(done.status).toBe(201);
  });

  test('a refused request is not kept: mended, it may come again under its key', async () => {
    const once = { 'idempotency-key': 'mend' };
    expect((await put({ senders: [email('nonsense')] }, once)).status).toBe(422);
    expect((await put({ senders: [email('sense@idem.example')] }, once)).status).toBe(201);
  });
});
