import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '#server/pages/words.ts';
import { ask, makeSoftware, startReceiver, until } from './api-client.ts';
import { Client, create } from './client.ts';
import { addMember, startTeam, submit, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let rita: Person;
let marek: Person;
beforeAll(async () => {
  team = await startTeam({ privateWebhooks: true });
  anna = await addMember(team, 'Anna Agent');
  rita = await addMember(team, 'Rita Restricted', 'restricted-manager');
  marek = await addMember(team, 'Marek Manager', 'manager');
});
afterAll(() => team.running.stop());

const pageOf = (name: 'api-keys' | 'webhooks') => `${team.url}/${name}/${team.workspace}`;
const see = async (url: string, { cookie }: Person, language = 'en') => {
  const answer = await fetch(url, { headers: { cookie, 'accept-language': language }, redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
};

describe('the page of API keys', () => {
  test('is for the owner and managers: others see nothing of it, nor do strangers', async () => {
    for (const name of ['api-keys', 'webhooks'] as const) {
      const statuses = [];
      for (const who of [team.owner, marek, rita, anna]) statuses.push((await see(pageOf(name), who)).status);
      expect(statuses).toEqual([200, 200, 403, 403]);
      const stranger = await fetch(pageOf(name), { redirect: 'manual' });
      expect(stranger.headers.get('location')).toContain('/sign-in');
    }
    const made = await submit(
      `${pageOf('api-keys')}/make`,
      { id: 'abcdefghij', name: 'Mine', 'contacts:read': 'on' },
      anna.cookie,
    );
    expect([made.status, (await made.text()).includes('carnet_')]).toEqual([403, false]);
  });

  test('shows a new key once, and afterwards what tells it from others', async () => {
    const { key, id } = await makeSoftware(team, 'Shown Once', ['contacts:read']);
    const { text } = await see(pageOf('api-keys'), team.owner);
    expect(text).not.toContain(key);
    expect(text).toContain(`carnet_…_${id}_…`);
    expect(text).toContain('Read contacts');
    expect(text).toContain('never used');
    await ask(team.url, key, 'GET', '/contacts');
    expect((await see(pageOf('api-keys'), marek)).text).toContain('last used');
  });

  test('a form sent twice makes one key', async () => {
    const form = { id: 'twicetwice', name: 'Twice', life: '30', 'contacts:read': 'on' };
    const first = await submit(`${pageOf('api-keys')}/make`, form, team.owner.cookie);
    const second = await submit(`${pageOf('api-keys')}/make`, form, team.owner.cookie);
    expect([first.status, second.status]).toEqual([200, 303]);
    const keys = (await see(pageOf('api-keys'), team.owner)).text.match(/carnet_…_twicetwice_…/gu);
    expect(keys).toHaveLength(1);
  });

  test('a form that lacks something says what', async () => {
    const send = (form: Record<string, string>) =>
      submit(`${pageOf('api-keys')}/make`, { id: 'lackinglac', ...form }, team.owner.cookie);
    const noName = await send({ name: ' ', 'contacts:read': 'on' });
    expect([noName.status, (await noName.text()).includes('Give the key a name.')]).toEqual([422, true]);
    const noScope = await send({ name: 'Idle' });
    expect([noScope.status, (await noScope.text()).includes('at least one thing')]).toEqual([422, true]);
  });

  test('revoking is asked once more, and then holds at once', async () => {
    const { key, id } = await makeSoftware(team, 'To Revoke');
    const asked = await see(`${pageOf('api-keys')}/revoke?key=${id}`, marek);
    expect(asked.text).toContain('Revoke the key To Revoke?');
    expect((await ask(team.url, key, 'GET', '/contacts')).status).toBe(200);
    await submit(`${pageOf('api-keys')}/revoke`, { key: id }, marek.cookie);
    expect((await ask(team.url, key, 'GET', '/contacts')).status).toBe(401);
    expect((await see(pageOf('api-keys'), marek)).text).toContain('revoked');
  });

  test('speaks each language, with no word missing', async () => {
    for (const language of languages)
      for (const name of ['api-keys', 'webhooks'] as const)
        expect((await see(pageOf(name), team.owner, language)).status).toBe(200);
    expect((await see(pageOf('api-keys'), team.owner, 'pl')).text).toContain('Klucze API');
    expect((await see(pageOf('api-keys'), team.owner, 'fr')).text).toContain('Clés API');
  });
});

describe('a webhook', () => {
  test('is tested at once, by the API and by the page, and the log says how it went', async () => {
    const receiver = await startReceiver();
    const software = await makeSoftware(team, 'Robot');
    const { id } = (await software.ask('POST', '/webhooks', { url: receiver.url })).body;
    const sent = await software.ask('POST', `/webhooks/${id}/test`);
    expect(sent.body).toEqual({ delivered: true, status: 204, error: null });
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toMatchObject({ type: 'webhook.test', data: {} });
    receiver.reply = () => ({ status: 401 });
    const shown = await submit(`${pageOf('webhooks')}/test`, { webhook: id }, marek.cookie);
    expect(await shown.text()).toContain('could not be delivered');
    const { deliveries } = (await software.ask('GET', `/webhooks/${id}/deliveries`)).body;
    expect(
      deliveries.map(({ type, state, lastError }: Record<string, string>) => [type, state, lastError]),
    ).toEqual([
      ['webhook.test', 'failed', 'status 401'],
      ['webhook.test', 'delivered', null],
    ]);
    await receiver.stop();
  });

  test('gets only the types it asked for, from its registration on', async () => {
    const receiver = await startReceiver();
    const software = await makeSoftware(team, 'Picky');
    const owner = new Client(team, team.owner);
    const before = create('Deleted Before');
    await owner.push(before, { name: 'contact.delete', args: { id: before.args.id } });
    await software.ask('POST', '/webhooks', { url: receiver.url, events: ['contact.deleted'] });
    const made = create('Only Deleted');
    await owner.push(made);
    await owner.push({ name: 'contact.delete', args: { id: made.args.id } });
    await until(() => receiver.received.length > 0);
    const told = receiver.received.map(
      ({ body }) => JSON.parse(body) as { type: string; data: { contactId: string } },
    );
    expect(told.map(({ type, data }) => [type, data.contactId])).toEqual([['contact.deleted', made.args.id]]);
    await receiver.stop();
  });

  test('that was turned off says why on the page, and is turned on again there', async () => {
    const receiver = await startReceiver();
    const software = await makeSoftware(team, 'Second Robot');
    const { id } = (await software.ask('POST', '/webhooks', { url: `${receiver.url}/two` })).body;
    receiver.reply = () => ({ status: 410 });
    await new Client(team, team.owner).push(create('Told Off'));
    const look = async () => (await software.ask('GET', `/webhooks/${id}`)).body;
    await until(async () => (await look()).offReason === 'gone');
    expect((await see(pageOf('webhooks'), team.owner)).text).toContain(
      'the receiver said that it wants no more',
    );
    receiver.reply = () => ({ status: 204 });
    await submit(`${pageOf('webhooks')}/on`, { webhook: id }, team.owner.cookie);
    await until(() => receiver.received.length > 1);
    expect(await look()).toMatchObject({ enabled: true, offReason: null });
    await receiver.stop();
  });

  test('of another workspace is out of reach', async () => {
    const other = await startTeam({ privateWebhooks: true });
    const theirs = await makeSoftware(other, 'Theirs');
    const { id } = (await theirs.ask('POST', '/webhooks', { url: 'http://127.0.0.1:9/hook' })).body;
    const software = await makeSoftware(team, 'Third Robot');
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['POST', '/secret'],
      ['GET', '/deliveries'],
    ] as const)
      expect((await software.ask(method, `/webhooks/${id}${path}`)).status).toBe(404);
    expect((await theirs.ask('GET', `/webhooks/${id}`)).status).toBe(200);
    await other.running.stop();
  });
});
