import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSoftware, type Software } from './api-client.ts';
import { Client, create, typed } from './client.ts';
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
const table = (name: 'conflict' | 'sender') =>
  team.running.server.database.db.selectFrom(name).selectAll().execute();

describe('D5: a CRM fills in contacts by their senders', () => {
  test('an unknown sender makes a contact, which replicas get by their next pull', async () => {
    const made = await put({
      senders: [email('Ana@Silva.example')],
      name: 'Ana Silva',
      fields: { accountId: 'A-17', vip: true, orders: 3, tags: ['a', 'b'] },
    });
    expect([made.status, made.body]).toEqual([
      201,
      { status: 'created', id: made.body.id, kept: [], taken: [] },
    ]);
    const { contact, sender, member } = await owner.pull();
    expect(contact.find(({ id }) => id === made.body.id)).toMatchObject({
      name: 'Ana Silva',
      fields: { accountId: { value: 'A-17', origin: 'api' }, orders: { value: 3, origin: 'api' } },
      createdBy: `key:${crm.id}`,
    });
    expect(sender.find(({ contactId }) => contactId === made.body.id)).toMatchObject({
      channel: 'email',
      key: 'ana@silva.example',
      value: 'Ana@Silva.example',
    });
    // Whoever reads who made it finds the key's name, as that of a member who is not one any more.
    expect(member.find(({ userId }) => userId === `key:${crm.id}`)).toMatchObject({
      name: 'Shop CRM',
      email: '',
      role: '',
      deleted: true,
    });
  });

  test('the same again changes nothing, and moves no version', async () => {
    const body = { senders: [email('again@silva.example')], name: 'Again', fields: { a: '1' } };
    const first = await put(body);
    const { version } = await owner.push();
    const second = await put(body);
    expect([second.status, second.body]).toEqual([
      200,
      { status: 'unchanged', id: first.body.id, kept: [], taken: [] },
    ]);
    expect((await owner.push()).version).toBe(version);
  });

  test('G27: what a person typed stays, and is named; a null takes away only what nobody typed', async () => {
    const made = await put({
      senders: [email('typed@g27.example')],
      fields: { city: 'Lisboa', job: 'x', old: 'y' },
    });
    const { id } = made.body;
    await owner.push({
      name: 'contact.patch',
      args: { id, set: { city: typed('Porto'), job: typed('Baker') }, base: {} },
    });
    const again = await put({
      senders: [email('typed@g27.example')],
      fields: { city: 'Lisboa', job: null, old: null, size: 'M' },
    });
    expect(again.body).toMatchObject({ status: 'updated', kept: ['city', 'job'] });
    const { body } = await crm.ask('GET', `/contacts/${id}`);
    expect(body.fields).toEqual({
      city: { value: 'Porto', origin: 'typed' },
      job: { value: 'Baker', origin: 'typed' },
      size: { value: 'M', origin: 'api' },
    });
    const kept = (await table('conflict')).filter(
      ({ subject_id, code }) => subject_id === id && code === 'field_overwritten',
    );
    // The owner typed over two values of the CRM without having seen them; the CRM itself overwrote nobody.
    expect(kept.map(({ user_id }) => user_id)).toEqual([team.owner.userId, team.owner.userId]);
  });

  test('A31: a name is given to a new contact, and to one that no person has named', async () => {
    const one = { senders: [email('unnamed@a31.example')] };
    const { id } = (await put(one)).body;
    const nameOf = async () => (await crm.ask('GET', `/contacts/${id}`)).body.name;
    expect(await nameOf()).toBe('unnamed');
    expect((await put({ ...one, name: 'Nadia' })).body).toMatchObject({ status: 'updated', kept: [] });
    expect(await nameOf()).toBe('Nadia');
    await owner.push({ name: 'contact.patch', args: { id, name: 'Nadia K.', set: {}, base: {} } });
    expect((await put({ ...one, name: 'NADIA' })).body).toMatchObject({
      status: 'unchanged',
      kept: ['name'],
    });
    expect(await nameOf()).toBe('Nadia K.');
    const made = create('By Hand', 'hand@a31.example');
    await owner.push(made);
    expect((await put({ senders: [email('hand@a31.example')], name: 'Other' })).body.kept).toEqual(['name']);
  });

  test('A20: a name that somebody has is told apart by the address, without a conflict for nobody to see', async () => {
    await owner.push(create('Jan Kowalski'));
    const { body } = await put({ senders: [email('jan@two.example')], name: 'Jan Kowalski' });
    const found = await crm.ask('GET', `/contacts/${body.id}`);
    expect(found.body.name).toBe('Jan Kowalski (jan@two.example)');
    const third = await put({ senders: [email('jan@three.example')], name: 'jan  KOWALSKI' });
    expect((await crm.ask('GET', `/contacts/${third.body.id}`)).body.name).toBe(
      'jan KOWALSKI (jan@three.example)',
    );
    expect((await put({ senders: [email('jan@three.example')], name: 'Jan Kowalski' })).body.kept).toEqual([
      'name',
    ]);
    expect((await table('conflict')).filter(({ user_id }) => user_id.startsWith('key:'))).toEqual([]);
  });

  test('A33: a sender of another contact is never moved; free ones are attached', async () => {
    const other = create('Other One', 'other@a33.example');
    await owner.push(other);
    const senders = [
      email('new@a33.example'),
      email('other@a33.example'),
      { channel: 'phone', value: '601 202 303', country: 'PL' },
    ];
    const known = await put({ senders, fields: { a: 'b' } });
    // The first of them that is known says who it is.
    expect(known.body).toMatchObject({ status: 'updated', id: other.args.id, taken: [] });
    const second = create('Second One', 'second@a33.example');
    await owner.push(second);
    const clash = await put({ senders: [email('second@a33.example'), email('other@a33.example')] });
    expect(clash.body).toEqual({
      status: 'unchanged',
      id: second.args.id,
      kept: [],
      taken: [{ sender: 1, contactId: other.args.id }],
    });
    const keys = (await crm.ask('GET', `/contacts/${other.args.id}`)).body.senders.map(
      ({ key }: { key: string }) => key,
    );
    expect(keys.toSorted()).toEqual(['+48601202303', 'new@a33.example', 'other@a33.example']);
  });

  test('G9: a merged contact means its survivor, in reading and in writing', async () => {
    const [from, into] = [create('Merged Away', 'from@g9.example'), create('Survivor', 'into@g9.example')];
    await owner.push(from, into, {
      name: 'contact.merge',
      args: { id: randomUUID(), from: from.args.id, into: into.args.id, set: {}, base: {} },
    });
    const done = await put({ senders: [email('from@g9.example')], fields: { plan: 'gold' } });
    expect(done.body.id).toBe(into.args.id);
    const { body } = await crm.ask('GET', `/contacts/${from.args.id}`);
    expect(body).toMatchObject({ id: into.args.id, name: 'Survivor', fields: { plan: { value: 'gold' } } });
    expect(body.senders.map(({ key }: { key: string }) => key).toSorted()).toEqual([
      'from@g9.example',
      'into@g9.example',
    ]);
  });

  test('history says that it was the key, by its name', async () => {
    const { id } = (await put({ senders: [email('trail@g10.example')] })).body;
    const answer = await fetch(
      `${team.url}/v1/workspaces/${team.workspace}/contacts/${id}/history?limit=10`,
      {
        headers: { authorization: `Bearer ${team.owner.token}` },
      },
    );
    const { entries } = (await answer.json()) as { entries: { userName: string }[] };
    expect(entries.map(({ userName }) => userName)).toEqual(['Shop CRM']);
  });

  test('create: false only fills', async () => {
    const { status, body } = await put({ senders: [email('nobody@create.example')], create: false });
    expect([status, body.code]).toEqual([404, 'unknown_contact']);
    expect(await table('sender')).not.toContainEqual(
      expect.objectContaining({ sender_key: 'nobody@create.example' }),
    );
  });
});
