import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sender } from '#lib/model/sender.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let marek: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  marek = await addMember(team, 'Marek Manager', 'manager');
});
afterAll(() => team.running.stop());

const sender = (channel: string, value: string, key = value): Sender => ({
  channel,
  key,
  value,
  details: {},
});

describe('senders', () => {
  test('law 2: keys are the server’s own, whatever the client says they are', async () => {
    const client = new Client(team, anna);
    const made = create('Key Kate');
    const senders = [
      sender('email', 'Kate@Key.example', 'somebody@else.example'),
      sender('allegro', 'KATE_84', 'nonsense'),
      sender('phone', '501 222 333', '+48501222333'),
    ];
    await client.push({ ...made, args: { ...made.args, senders } });
    const { sender: seen } = await client.pull();
    const keys = seen.filter(({ contactId }) => contactId === made.args.id).map(({ key }) => key);
    expect(keys.toSorted()).toEqual(['+48501222333', 'kate@key.example', 'kate_84']);
  });

  test('a sender that is none on its channel refuses the contact', async () => {
    const client = new Client(team, anna);
    const made = create('Bad Bob');
    const wrong = [sender('email', 'not an address'), sender('phone', '12', '+4812'), sender('phone', 'abc')];
    for (const one of wrong) {
      const push = await client.push({ ...made, args: { ...made.args, id: randomUUID(), senders: [one] } });
      expect(push.rejected).toMatchObject([{ code: 'invalid' }]);
    }
  });

  test('B15: attached to one contact, a sender can be attached to no other', async () => {
    const client = new Client(team, anna);
    const [a, b] = [create('Holder', 'held@one.example'), create('Wants It')];
    await client.push(a, b);
    const attach = { contactId: b.args.id, sender: emailSender('held@one.example') };
    const { rejected } = await client.push({ name: 'sender.attach', args: attach });
    expect(rejected).toMatchObject([{ code: 'sender_taken' }]);
  });

  test('B16: detached by a manager, a sender is free for another contact', async () => {
    const client = new Client(team, marek);
    const [a, b] = [create('Had It', 'moves@one.example'), create('Gets It')];
    await client.push(a, b);
    const { rejected } = await client.push(
      { name: 'sender.detach', args: { contactId: a.args.id, channel: 'email', key: 'moves@one.example' } },
      { name: 'sender.attach', args: { contactId: b.args.id, sender: emailSender('moves@one.example') } },
    );
    expect(rejected).toEqual([]);
    const { sender: seen } = await client.pull();
    expect(seen.find(({ key }) => key === 'moves@one.example')?.contactId).toBe(b.args.id);
  });

  test('a contact has at most 500 senders, and the 501st is refused with its data', async () => {
    const client = new Client(team, anna);
    const made = create('Five Hundred', ...Array.from({ length: 500 }, (_, at) => `n${at}@many.example`));
    expect((await client.push(made)).rejected).toEqual([]);
    await client.pull();
    const attach = { contactId: made.args.id, sender: emailSender('n500@many.example') };
    const { rejected } = await client.push({ name: 'sender.attach', args: attach });
    expect(rejected).toMatchObject([{ code: 'invalid' }]);
    const { conflict } = await client.pull();
    expect(conflict.find(({ change }) => change.name === 'sender.attach')?.change.args).toEqual(attach);
  });
});

describe('records of other kinds', () => {
  test('B14: a note is made, edited and deleted; of a kind nobody knows yet alike', async () => {
    const client = new Client(team, anna);
    const made = create('Noted Nora');
    await client.push(made);
    for (const kind of ['note', 'horoscope']) {
      const id = randomUUID();
      const put = (text: string, base: object) => ({
        name: 'record.put' as const,
        args: { kind, id, contactId: made.args.id, set: { text: typed(text) }, base: { ...base } },
      });
      await client.push(put('first', {}), put('second', { text: typed('first') }));
      const seen = (await client.pull()).record.find((record) => record.id === id);
      expect(seen).toMatchObject({ kind, fields: { text: typed('second') }, createdBy: anna.userId });
      await client.push({ name: 'record.delete', args: { kind, id } });
      const gone = (await client.pull()).record.find((record) => record.id === id);
      expect(gone).toMatchObject({ deleted: true, fields: {}, contactId: null, createdBy: '' });
    }
  });

  test('R12: two people who edit one note at once: the last wins, the other is kept', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    const made = create('Both Note');
    const id = randomUUID();
    const put = (text: string, base: Record<string, ReturnType<typeof typed>>) => ({
      name: 'record.put' as const,
      args: { kind: 'note', id, contactId: made.args.id, set: { text: typed(text) }, base },
    });
    await mine.push(made, put('start', {}));
    await mine.pull();
    await theirs.push(put('theirs', { text: typed('start') }));
    await mine.push(put('mine', { text: typed('start') }));
    const kept = (await mine.pull()).conflict.find(({ code }) => code === 'field_overwritten');
    expect(kept?.other).toMatchObject({ field: 'text', value: 'theirs', userName: 'Marek Manager' });
  });
});
