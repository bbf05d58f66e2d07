import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { deletionsPage, type DeletionsPage } from '#lib/protocol/history.ts';
import { deletionHint } from '#server/apply/deletion-hint.ts';
import { Client, create } from './client.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
let restricted: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
  restricted = await addMember(team, 'Renata Restricted', 'restricted-manager');
});
afterAll(() => team.running.stop());

const db = () => team.running.server.database.db;
const get = (who: Person, path: string): Promise<Response> =>
  fetch(`${team.url}/v1/workspaces/${team.workspace}/${path}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
const deletions = async (query = ''): Promise<DeletionsPage> =>
  deletionsPage.parse(await (await get(team.owner, `deletions${query}`)).json());
const remove = (id: string): NewChange => ({ name: 'contact.delete', args: { id } });

describe('the log of deletions', () => {
  test('X12: keeps who, when and a hint, newest first; for whoever administers', async () => {
    const client = new Client(team, team.owner);
    const made = create('Ana Silva Costa', 'ana.silva@gmail.example');
    await client.push(made);
    await client.push(remove(made.args.id));
    const { entries } = await deletions('?limit=1');
    expect(entries).toMatchObject([
      {
        userName: 'Olga Owner',
        contactId: made.args.id,
        hint: { initials: 'A. S.', handle: 'a•••@g•••.example', channel: 'email' },
      },
    ]);
    for (const who of [anna, restricted]) {
      const answer = await get(who, 'deletions');
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        403,
        'not_permitted',
      ]);
    }
  });

  test('D16: those of a span of time, whose end is not in it; what is no time is refused', async () => {
    const client = new Client(team, team.owner);
    const gone = [create('Early Ewa'), create('Middle Max'), create('Late Lena')];
    await client.push(...gone, ...gone.map(({ args }) => remove(args.id)));
    const times = ['2025-03-01T22:30:00.000Z', '2025-03-01T23:00:00.000Z', '2025-03-02T23:00:00.000Z'];
    for (const [at, time] of times.entries())
      await db()
        .updateTable('deletion')
        .set({ at: time })
        .where('contact_id', '=', gone[at]?.args.id ?? '')
        .execute();
    const initials = async (query: string) =>
      (await deletions(query)).entries.map(({ hint }) => hint.initials);
    expect(await initials('?from=2025-03-01T23:00:00Z&until=2025-03-02T23:00:00.000Z')).toEqual(['M. M.']);
    expect(await initials('?until=2025-03-02T00:00:00Z')).toEqual(['M. M.', 'E. E.']);
    expect((await get(team.owner, 'deletions?from=yesterday')).status).toBe(422);
  });

  test('X12: hints at people who write in any script, and at those without a sender', () => {
    const sender = (channel: string, key: string, createdAt = '1') => ({
      channel,
      key,
      createdAt,
      value: key,
      contactId: '',
      details: {},
      lost: 0,
      version: 1,
      deleted: false,
    });
    expect(deletionHint('Żaneta', [])).toEqual({ initials: 'Ż.', handle: null, channel: null });
    expect(deletionHint('王小明', [sender('phone', '+48600100200')])).toMatchObject({
      initials: '王.',
      handle: '+48•••',
    });
    expect(deletionHint('👩‍👩‍👧 & (co)', [sender('allegro', 'jank84', '2'), sender('ebay', 'zed', '1')])).toEqual(
      {
        initials: 'C.',
        handle: 'z•••',
        channel: 'ebay',
      },
    );
  });
});
