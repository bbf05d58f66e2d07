import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember, startTeam, type Person, type Team } from './team.ts';
import { Client, create } from './client.ts';

let team: Team;
let anna: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
});
afterAll(() => team.running.stop());

describe('a push', () => {
  test('A33: makes a contact that a colleague pulls, with its senders', async () => {
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
});
