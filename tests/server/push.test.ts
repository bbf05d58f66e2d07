import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('contacts', () => {
  test('A33: a contact is there for a colleague, with its senders and who made it', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, team.owner)];
    const made = create('Żaneta Gżegżółka', 'Zaneta@Poczta.example');
    expect((await mine.push(made)).rejected).toEqual([]);
    const seen = await theirs.pull();
    const contact = seen.contact.find(({ id }) => id === made.args.id);
    expect(contact).toMatchObject({ name: 'Żaneta Gżegżółka', createdBy: anna.userId, deleted: false });
    expect(seen.sender.find(({ contactId }) => contactId === made.args.id)?.key).toBe(
      'zaneta@poczta.example',
    );
  });

  test('A20: a name that a colleague has refuses the contact and keeps all of it, with theirs', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    const first = create('Jan Nowak', 'jan1@nowak.example');
    await theirs.push(first);
    const second = create('  JAN  nowak ', 'jan2@nowak.example');
    const { rejected } = await mine.push(second, create('Somebody Else'));
    expect(rejected).toMatchObject([{ id: 1, code: 'name_taken' }]);
    const { conflict, contact } = await mine.pull();
    expect(conflict).toMatchObject([
      {
        id: rejected[0]?.conflictId,
        code: 'name_taken',
        change: { name: 'contact.create', args: second.args },
        other: { contactId: first.args.id, contactName: 'Jan Nowak', userName: 'Marek Manager' },
      },
    ]);
    expect(contact.some(({ id }) => id === second.args.id)).toBe(false);
    expect(contact.some(({ name }) => name === 'Somebody Else')).toBe(true);
  });

  test('X1: a taken name gives way to the one proposed instead, and its author is told', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    await theirs.push(create('Ewa Lis'));
    const made = create('Ewa Lis', 'ewa@lis.example');
    const nameIfTaken = 'Ewa Lis (email: ewa@lis.example)';
    const push = await mine.push({ ...made, args: { ...made.args, nameIfTaken } });
    expect(push.rejected).toEqual([]);
    const { contact, conflict } = await mine.pull();
    expect(contact.find(({ id }) => id === made.args.id)?.name).toBe(nameIfTaken);
    const notice = conflict.find(({ code }) => code === 'renamed');
    expect(notice?.other).toMatchObject({
      contactName: 'Ewa Lis',
      value: nameIfTaken,
      userName: 'Marek Manager',
    });
  });

  test('A33: a taken sender refuses the whole contact, and both are told, once', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    const first = create('Piotr Zając', 'piotr@zajac.example');
    await theirs.push(first);
    const second = create('P. Zajac', 'other@zajac.example', 'PIOTR@zajac.example');
    expect((await mine.push(second)).rejected).toMatchObject([{ code: 'sender_taken' }]);
    await mine.push(create('Piotr Z.', 'piotr@zajac.example'));
    const seen = await mine.pull();
    expect(seen.contact.some(({ name }) => name === 'P. Zajac')).toBe(false);
    expect(seen.sender.some(({ key }) => key === 'other@zajac.example')).toBe(false);
    const kept = seen.conflict.find(({ change }) => (change.args as { id: string }).id === second.args.id);
    expect(kept).toMatchObject({ code: 'sender_taken', other: { contactName: 'Piotr Zając' } });
    const told = (await theirs.pull()).conflict.filter(({ code }) => code === 'also_added');
    expect(told).toHaveLength(1);
    expect(told[0]?.other).toMatchObject({ contactId: first.args.id, userName: 'Anna Agent' });
  });

  test('the same contact sent again under its id is no change; another under the same id is refused', async () => {
    const client = new Client(team, anna);
    const made = create('Iga Wilk', 'iga@wilk.example');
    const withFields = {
      ...made,
      args: { ...made.args, fields: { country: typed('PL'), language: typed('pl') } },
    };
    await client.push(withFields);
    const before = await new Client(team, anna).pull();
    const other = new Client(team, anna);
    expect((await other.push(withFields)).rejected).toEqual([]);
    const after = await new Client(team, anna).pull();
    const versionIn = (rows: typeof before) => rows.contact.find(({ id }) => id === made.args.id)?.version;
    expect(versionIn(after)).toBe(versionIn(before));
    const stolen = { ...made, args: { ...made.args, name: 'Somebody With Her Id' } };
    expect((await other.push(stolen)).rejected).toMatchObject([{ code: 'id_exists' }]);
  });

  test('A20: names can be swapped in one batch', async () => {
    const client = new Client(team, anna);
    const [a, b] = [create('Swap A'), create('Swap B')];
    await client.push(a, b);
    const patch = (id: string, name: string) => ({
      name: 'contact.patch' as const,
      args: { id, name, set: {}, base: {} },
    });
    const { rejected } = await client.push(
      patch(a.args.id, 'Swap for a moment'),
      patch(b.args.id, 'Swap A'),
      patch(a.args.id, 'Swap B'),
    );
    expect(rejected).toEqual([]);
    const { contact } = await new Client(team, marek).pull();
    expect(contact.find(({ id }) => id === a.args.id)?.name).toBe('Swap B');
    expect(contact.find(({ id }) => id === b.args.id)?.name).toBe('Swap A');
  });

  test('R12: different fields merge; the same field goes to the last, and what it replaced is kept', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    const made = create('Merge Me');
    await mine.push(made);
    const { id } = made.args;
    const patch = (field: string, value: string, base: Record<string, ReturnType<typeof typed>> = {}) => ({
      name: 'contact.patch' as const,
      args: { id, set: { [field]: typed(value) }, base },
    });
    await theirs.push(patch('country', 'FR'));
    await mine.push(patch('language', 'pl'));
    expect((await mine.pull()).conflict.filter(({ code }) => code === 'field_overwritten')).toEqual([]);
    await mine.push(patch('country', 'PL'));
    const seen = await mine.pull();
    expect(seen.contact.at(-1)?.fields).toMatchObject({
      country: { value: 'PL' },
      language: { value: 'pl' },
    });
    const kept = seen.conflict.find(({ code }) => code === 'field_overwritten');
    expect(kept?.other).toMatchObject({
      field: 'country',
      value: 'FR',
      contactName: 'Merge Me',
      // Not Anna, who touched the contact last, but whoever wrote this value.
      userName: 'Marek Manager',
    });
    expect((await theirs.pull()).conflict.filter(({ code }) => code === 'field_overwritten')).toEqual([]);
  });

  test('G27: what a page says never replaces what a person typed', async () => {
    const client = new Client(team, anna);
    const made = create('Typed Tess');
    await client.push({ ...made, args: { ...made.args, fields: { country: typed('PL') } } });
    await client.push({
      name: 'contact.patch',
      args: { id: made.args.id, set: { country: { value: 'DE', origin: 'page' } }, base: {} },
    });
    const { contact } = await new Client(team, anna).pull();
    expect(contact.find(({ id }) => id === made.args.id)?.fields.country).toEqual(typed('PL'));
  });

  test('fields that this version does not know are carried as they came', async () => {
    const client = new Client(team, anna);
    const made = create('Newer Nina');
    const fields = { 'constellation/7': { value: ['a'], origin: 'typed', since: 'v9' } };
    await client.push({ name: 'contact.create', args: { ...made.args, fields } });
    const { contact } = await new Client(team, anna).pull();
    expect(contact.find(({ id }) => id === made.args.id)?.fields).toEqual(fields);
  });
});

describe('what comes after a refused create', () => {
  test('edits, senders and notes wait in its conflict, also from a later push', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    await theirs.push(create('Olek Bąk'));
    const made = create('Olek Bąk', 'olek@bak.example');
    const { id } = made.args;
    const note = {
      kind: 'note',
      id: randomUUID(),
      contactId: id,
      set: { text: typed('pays late') },
      base: {},
    };
    const first = await mine.push(
      made,
      { name: 'contact.patch', args: { id, set: { country: typed('PL') }, base: {} } },
      { name: 'sender.attach', args: { contactId: id, sender: emailSender('olek2@bak.example') } },
    );
    const second = await mine.push({ name: 'record.put', args: note });
    expect([...first.rejected, ...second.rejected]).toMatchObject([{ id: 1, code: 'name_taken' }]);
    const { conflict } = await mine.pull();
    const kept = conflict.find((one) => one.id === first.rejected[0]?.conflictId);
    expect(kept?.change).toMatchObject({
      name: 'contact.create',
      args: {
        fields: { country: typed('PL') },
        senders: [{ value: 'olek@bak.example' }, { value: 'olek2@bak.example' }],
      },
      followed: [{ name: 'record.put', args: note }],
    });
  });

  test('once it is settled, a later edit is a conflict of its own, with its data', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, marek)];
    await theirs.push(create('Gone Greta'));
    const made = create('Gone Greta');
    const { rejected } = await mine.push(made);
    await mine.push({ name: 'conflict.resolve', args: { id: rejected[0]?.conflictId ?? '' } });
    const patch = { id: made.args.id, set: { country: typed('PL') }, base: {} };
    const later = await mine.push({ name: 'contact.patch', args: patch });
    expect(later.rejected).toMatchObject([{ code: 'not_found' }]);
    const { conflict } = await mine.pull();
    expect(conflict.find(({ code }) => code === 'not_found')?.change.args).toEqual(patch);
  });
});
