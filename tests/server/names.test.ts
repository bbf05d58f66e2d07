import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

/** Pairs that are one name to a person, whatever bytes they are made of. */
const SAME: [string, string, string][] = [
  ['composed and decomposed', 'Ren\u00E9e', 'Rene\u0301e'],
  ['case', 'ŻANETA', 'żaneta'],
  ['accents', 'Łukasz Żółw', 'Lukasz Zolw'],
  ['full width', 'Ａｎｎａ', 'Anna'],
  ['a ligature', 'Sophie Griﬃn', 'Sophie Griffin'],
  ['zero width characters', 'Jo\u200Bhn', 'John'],
  ['a soft hyphen and a direction mark', '\u200Eco\u00ADop', 'coop'],
  ['spaces of all kinds', 'Two\u00A0 \u2003Words', 'two words'],
  ['a Turkish dotless i', 'Işık Yılmaz', 'Isik Yilmaz'],
  ['a Turkish dotted I', 'İpek', 'ipek'],
  ['a sharp s', 'Groß', 'GROSS'],
];

describe('names', () => {
  test.each(SAME)('A20: %s: one name, so the second is refused', async (_what, one, other) => {
    const client = new Client(team, team.owner);
    const { rejected } = await client.push(create(one), create(other));
    expect(rejected).toMatchObject([{ id: 2, code: 'name_taken' }]);
  });

  test('A6: emoji, right-to-left and mixed scripts are names, and come back as they were written', async () => {
    const client = new Client(team, team.owner);
    const names = [
      '👩‍👩‍👧 Family',
      'שלום כהן',
      'محمد علي',
      'Ivan Иванов 伊万',
      'न्या',
      "O'Brien; DROP TABLE contact",
    ];
    expect((await client.push(...names.map((name) => create(name)))).rejected).toEqual([]);
    const seen = (await client.pull()).contact.map(({ name }) => name);
    expect(seen).toEqual(expect.arrayContaining(names));
  });

  test('different marks make different names where a mark makes another word', async () => {
    const client = new Client(team, team.owner);
    expect((await client.push(create('कि'), create('की'), create('は'), create('ば'))).rejected).toEqual([]);
  });

  test('a name is cleaned before it is stored', async () => {
    const client = new Client(team, team.owner);
    const made = create('  Clean \u0000\u0007 \u202EMe\u200B ');
    await client.push(made);
    expect((await client.pull()).contact.find(({ id }) => id === made.args.id)?.name).toBe('Clean Me');
  });

  test('senders: an international domain is one, written either way; a case is none', async () => {
    const client = new Client(team, team.owner);
    const pairs = [
      ['biuro@żółw.example', 'BIURO@xn--w-uga1v8h.example'],
      ['Ｊａｎ@wide.example', 'jan@wide.example'],
    ] as const;
    for (const [one, other] of pairs) {
      const push = await client.push(create(`Domain ${one}`, one), create(`Domain again ${other}`, other));
      expect(push.rejected).toMatchObject([{ code: 'sender_taken' }]);
    }
  });
});
