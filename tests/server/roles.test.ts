import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create, emailSender, typed } from './client.ts';
import { addMember, startTeam, submit, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let rita: Person;
let marek: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  rita = await addMember(team, 'Rita Restricted', 'restricted-manager');
  marek = await addMember(team, 'Marek Manager', 'manager');
});
afterAll(() => team.running.stop());

const table = (name: string) =>
  team.running.server.database.db
    .selectFrom(name as 'contact')
    .selectAll()
    .execute();

describe('C23, X14: section Z, checked for each change', () => {
  test('an agent may not delete a contact: a conflict, and the rest of the batch goes on', async () => {
    const client = new Client(team, anna);
    const made = create('Stays');
    const { rejected } = await client.push(
      made,
      { name: 'contact.delete', args: { id: made.args.id } },
      create('Comes After'),
    );
    expect(rejected).toMatchObject([{ id: 2, code: 'role' }]);
    const names = (await client.pull()).contact.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Stays', 'Comes After']));
  });

  test('who may detach a sender, and who may delete a contact', async () => {
    const rows = [
      { who: anna, detach: 'role', remove: 'role' },
      { who: rita, detach: undefined, remove: 'role' },
      { who: marek, detach: undefined, remove: undefined },
      { who: team.owner, detach: undefined, remove: undefined },
    ];
    for (const { who, detach, remove } of rows) {
      const client = new Client(team, who);
      const address = `${randomUUID()}@roles.example`;
      const made = create(`Roles ${who.name}`, address);
      const push = await client.push(
        made,
        { name: 'sender.detach', args: { contactId: made.args.id, channel: 'email', key: address } },
        { name: 'contact.delete', args: { id: made.args.id } },
      );
      const codeOf = (id: number) => push.rejected.find((one) => one.id === id)?.code;
      expect([who.name, codeOf(2), codeOf(3)]).toEqual([who.name, detach, remove]);
    }
  });

  test('a role lowered while somebody was offline refuses what it no longer allows, and keeps the rest', async () => {
    const nadia = await addMember(team, 'Nadia Lowered', 'manager');
    const client = new Client(team, nadia);
    const made = create('Nearly Deleted');
    await client.push(made);
    const lowered = await submit(
      `${team.url}/members/${team.workspace}/role`,
      { user: nadia.userId, role: 'agent' },
      team.owner.cookie,
    );
    expect(lowered.status).toBe(303);
    const { rejected } = await client.push(
      { name: 'contact.delete', args: { id: made.args.id } },
      { name: 'contact.patch', args: { id: made.args.id, set: { country: typed('PL') }, base: {} } },
    );
    expect(rejected).toMatchObject([{ id: 2, code: 'role' }]);
    const { contact, member } = await client.pull();
    expect(contact.find(({ id }) => id === made.args.id)?.fields).toHaveProperty('country');
    expect(member.find(({ userId }) => userId === nadia.userId)?.role).toBe('agent');
  });

  test('removing somebody is asked once more, and only of those who may', async () => {
    const ask = (cookie: string, user: string) =>
      fetch(`${team.url}/members/${team.workspace}/remove?user=${user}`, {
        headers: { cookie, 'accept-language': 'en' },
      });
    const asked = await ask(marek.cookie, anna.userId);
    expect([asked.status, (await asked.text()).includes('Remove Anna Agent?')]).toEqual([200, true]);
    expect((await ask(anna.cookie, marek.userId)).status).toBe(422);
    expect((await ask(marek.cookie, team.owner.userId)).status).toBe(422);
    expect((await ask(marek.cookie, 'nobody')).status).toBe(422);
  });

  test('a removed member is nobody at their next request, and leaves only a name behind', async () => {
    const zoe = await addMember(team, 'Zoe Leaving');
    const client = new Client(team, zoe);
    await client.push(create('Made By Zoe'));
    await submit(`${team.url}/members/${team.workspace}/remove`, { user: zoe.userId }, marek.cookie);
    const answer = await client.send('push', client.batch(create('Too Late')));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'not_a_member']);
    const row = (await new Client(team, anna).pull()).member.find(({ userId }) => userId === zoe.userId);
    expect(row).toMatchObject({ name: 'Zoe Leaving', email: '', deleted: true });
  });

  test('the last owner cannot go, and a manager cannot touch an owner or make one', async () => {
    const act = (verb: string, form: Record<string, string>, who: Person) =>
      submit(`${team.url}/members/${team.workspace}/${verb}`, form, who.cookie).then(({ status }) => status);
    const owner = { user: team.owner.userId };
    expect(await act('remove', owner, team.owner)).toBe(422);
    expect(await act('role', { ...owner, role: 'agent' }, team.owner)).toBe(422);
    expect(await act('remove', owner, marek)).toBe(422);
    expect(await act('role', { user: marek.userId, role: 'owner' }, marek)).toBe(422);
    expect(await act('invite', { email: 'new@owner.example', role: 'owner' }, marek)).toBe(422);
    expect(await act('invite', { email: 'new@agent.example', role: 'agent' }, anna)).toBe(422);
    expect(await act('role', { user: anna.userId, role: 'manager' }, anna)).toBe(422);
  });
});

describe('deletion (B59, D12)', () => {
  test('leaves a tombstone without a word of the person, anywhere in the database', async () => {
    const client = new Client(team, marek);
    const colleague = new Client(team, anna);
    const made = create('Secret Person', 'hidden@private.example');
    const { id } = made.args;
    const noteId = randomUUID();
    await client.push(
      { ...made, args: { ...made.args, fields: { city: typed('Confidentia') } } },
      { name: 'sender.attach', args: { contactId: id, sender: emailSender('second@private.example') } },
      {
        name: 'record.put',
        args: { kind: 'note', id: noteId, contactId: id, set: { text: typed('whispered') }, base: {} },
      },
    );
    // A conflict that quotes the person: a colleague's create of the same sender.
    await colleague.push(create('Somebody', 'hidden@private.example'));
    await colleague.pull();
    expect((await client.push({ name: 'contact.delete', args: { id } })).rejected).toEqual([]);
    const seen = await colleague.pull();
    expect(seen.contact).toMatchObject([
      { id, deleted: true, name: '', fields: {}, createdBy: '', updatedBy: '' },
    ]);
    expect(seen.record).toMatchObject([{ id: noteId, deleted: true, fields: {}, contactId: null }]);
    const dump = JSON.stringify(await Promise.all(['contact', 'sender', 'record', 'history'].map(table)));
    const words = ['Secret Person', 'private.example', 'Confidentia', 'whispered'];
    expect(words.filter((word) => dump.includes(word))).toEqual([]);
    const quoting = JSON.stringify(
      (await table('conflict')).map((row) => (row as unknown as { other: string }).other),
    );
    expect(quoting).not.toContain('Secret Person');
  });

  test('frees the name and the senders, and ends every later edit in a conflict that says so', async () => {
    const client = new Client(team, marek);
    const made = create('Comes Back', 'back@again.example');
    const { id } = made.args;
    await client.push(made, { name: 'contact.delete', args: { id } });
    const again = create('Comes Back', 'back@again.example');
    expect((await client.push(again)).rejected).toEqual([]);
    const { rejected } = await client.push(
      { name: 'contact.patch', args: { id, name: 'Undead', set: {}, base: {} } },
      { name: 'sender.attach', args: { contactId: id, sender: emailSender('x@again.example') } },
      { name: 'record.put', args: { kind: 'note', id: randomUUID(), contactId: id, set: {}, base: {} } },
      made,
      { name: 'contact.delete', args: { id } },
    );
    expect(rejected.map(({ code }) => code)).toEqual(['deleted', 'deleted', 'deleted', 'deleted']);
  });

  test('a contact deleted and made anew in one batch keeps the new one’s senders', async () => {
    const client = new Client(team, marek);
    const made = create('Phoenix', 'phoenix@again.example');
    await client.push(made);
    const again = create('Phoenix', 'phoenix@again.example');
    await client.push({ name: 'contact.delete', args: { id: made.args.id } }, again);
    const { sender } = await new Client(team, anna).pull();
    expect(sender.filter(({ key }) => key === 'phoenix@again.example')).toMatchObject([
      { contactId: again.args.id, deleted: false },
    ]);
  });
});
