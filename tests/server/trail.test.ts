import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { deletionsPage, historyPage, type DeletionsPage, type HistoryPage } from '#lib/protocol/history.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

let team: Team;
let anna: Person;
beforeAll(async () => {
  team = await startTeam();
  anna = await addMember(team, 'Anna Agent');
});
afterAll(() => team.running.stop());

const db = () => team.running.server.database.db;
const get = (who: Person, path: string): Promise<Response> =>
  fetch(`${team.url}/v1/workspaces/${team.workspace}/${path}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
const history = async (contactId: string, query = '', who = anna): Promise<HistoryPage> =>
  historyPage.parse(await (await get(who, `contacts/${contactId}/history${query}`)).json());
const deletions = async (query = ''): Promise<DeletionsPage> =>
  deletionsPage.parse(await (await get(team.owner, `deletions${query}`)).json());
const merge = (from: string, into: string, set = {}): Extract<NewChange, { name: 'contact.merge' }> => ({
  name: 'contact.merge',
  args: { id: randomUUID(), from, into, set, base: {} },
});
const noteOn = (contactId: string, text: string): Extract<NewChange, { name: 'record.put' }> => ({
  name: 'record.put',
  args: { kind: 'note', id: randomUUID(), contactId, set: { text: typed(text) }, base: {} },
});
const remove = (id: string): NewChange => ({ name: 'contact.delete', args: { id } });

/** Everything the tables hold, as one text to look for traces in. */
async function everything(): Promise<string> {
  const tables = ['contact', 'sender', 'record', 'conflict', 'history', 'deletion'] as const;
  const rows = await Promise.all(tables.map((table) => db().selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

describe('the history of a contact', () => {
  test('G10: says who did what, when and from which device, newest first, in pages', async () => {
    const [mine, theirs] = [new Client(team, anna), new Client(team, team.owner)];
    const made = create('History Hanna', 'hanna@history.example');
    const { id } = made.args;
    await mine.push(made);
    await theirs.push(
      { name: 'contact.patch', args: { id, set: { city: typed('Łódź') }, base: {} } },
      noteOn(id, 'called back'),
    );
    const all = await history(id);
    expect(all.entries.map(({ op }) => op.name)).toEqual(['record.put', 'contact.patch', 'contact.create']);
    expect(all.entries.map(({ userName }) => userName)).toEqual(['Olga Owner', 'Olga Owner', 'Anna Agent']);
    expect(all.entries.every(({ device, at }) => device !== '' && Date.parse(at) > 0)).toBe(true);
    expect(all.more).toBe(false);
    const first = await history(id, '?limit=2');
    const last = first.entries.at(-1);
    const rest = await history(id, `?limit=2&before=${last?.version}.${last?.seq}`);
    expect([first.more, rest.more]).toEqual([true, false]);
    expect([...first.entries, ...rest.entries]).toEqual(all.entries);
  });

  test('G10: is that of the whole merge group, from whichever of its ids, each step once', async () => {
    const client = new Client(team, team.owner);
    const [a, b, c] = [create('Group A'), create('Group B'), create('Group C')];
    await client.push(a, b, c, merge(a.args.id, b.args.id), merge(b.args.id, c.args.id));
    const names = async (id: string) => (await history(id)).entries.map(({ op }) => op.name);
    const expected = ['contact.merge', 'contact.merge', 'contact.create', 'contact.create', 'contact.create'];
    for (const { args } of [a, b, c]) expect(await names(args.id)).toEqual(expected);
  });

  test('after an undone merge each keeps its own, and both the merge and its undoing', async () => {
    const client = new Client(team, team.owner);
    const [a, b] = [create('Apart A'), create('Apart B')];
    const one = merge(a.args.id, b.args.id);
    await client.push(a, b, one, { name: 'contact.unmerge', args: { id: one.args.id } });
    for (const { args } of [a, b]) {
      const { entries } = await history(args.id);
      expect(entries.map(({ op }) => op.name)).toEqual([
        'contact.unmerge',
        'contact.merge',
        'contact.create',
      ]);
      expect(entries.at(-1)?.op.args).toMatchObject({ id: args.id });
    }
  });

  test('is gone with the contact, nobody else’s, and refuses nonsense', async () => {
    const client = new Client(team, team.owner);
    const made = create('Gone Gustav');
    await client.push(made, remove(made.args.id));
    expect(await history(made.args.id)).toEqual({ entries: [], more: false });
    expect(await history(randomUUID())).toEqual({ entries: [], more: false });
    expect((await get(anna, 'contacts/nonsense/history')).status).toBe(422);
    expect((await get(anna, `contacts/${made.args.id}/history?before=x`)).status).toBe(422);
    expect((await get(anna, `contacts/${made.args.id}/history?limit=1000`)).status).toBe(422);
    const url = `${team.url}/v1/workspaces/not-mine/contacts/${made.args.id}/history`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${anna.token}` } });
    expect(answer.status).toBe(403);
  });
});

describe('what a deletion leaves', () => {
  test('B59: nothing of a deleted group stays: rows, notes, history, conflicts of others that quote it', async () => {
    const [client, other] = [new Client(team, team.owner), new Client(team, anna)];
    const [a, b] = [
      create('Zwxa Secret', 'zwxa@secret.example'),
      create('Zwxb Secret', 'zwxb@secret.example'),
    ];
    const [idA, idB] = [a.args.id, b.args.id];
    await client.push(a, b, noteOn(idA, 'Zwxnote'));
    // Quoted: a value of the survivor and of the merged one, in conflicts of a colleague.
    const set = { city: typed('Zwxcity') };
    await client.push({ name: 'contact.patch', args: { id: idB, set, base: {} } });
    await other.push(
      { name: 'contact.patch', args: { id: idB, set: { city: typed('Zwxother') }, base: {} } },
      { name: 'contact.merge', args: { ...merge(idA, idB, set).args, name: 'History Hanna' } },
      { name: 'contact.delete', args: { id: idA } },
      create('Somebody Zed', 'zwxa@secret.example'),
    );
    await client.push(merge(idA, idB, set), noteOn(idA, 'Zwxsince'));
    const different = { kind: 'different', id: randomUUID(), contactId: idB, base: {} };
    const c = create('Cecylia Stays');
    await client.push(c, { name: 'record.put', args: { ...different, set: { other: typed(c.args.id) } } });
    const before = await everything();
    expect(before.match(/zwx/giu)?.length).toBeGreaterThan(10);
    await client.push(remove(idB));
    const after = await everything();
    // What is left is a colleague's own refused contact, theirs until they settle it.
    // Whole words: three letters stand in some id that is made up at random.
    const left = after.match(/zwx(?:a|b|note|city|other|since)/giu) ?? [];
    expect(new Set(left)).toEqual(new Set(['zwxa']));
    const own = (await other.pull()).conflict.filter(({ deleted }) => !deleted);
    expect(own.map(({ code }) => code)).toContain('sender_taken');
    expect(own.find(({ code }) => code === 'sender_taken')?.other.contactName).toBe(null);
    expect(JSON.stringify(own.filter(({ code }) => code !== 'sender_taken'))).not.toMatch(/zwx/iu);
    const seen = await new Client(team, anna).pull();
    expect(seen.record.some(({ id }) => id === different.id)).toBe(false);
    expect(seen.contact.some(({ id }) => id === c.args.id)).toBe(true);
    expect((await deletions('?limit=1')).entries[0]?.hint.initials).toBe('Z. S.');
  });

  test('B59: a merge undone before leaves only ids in the history of the one that stays', async () => {
    for (const gone of [0, 1]) {
      const client = new Client(team, team.owner);
      const names = [`Qpa${gone} Secret`, `Qpb${gone} Secret`];
      const pair = names.map((name) => create(name));
      const [a = '', b = ''] = pair.map(({ args }) => args.id);
      const choice = {
        name: 'contact.merge' as const,
        args: merge(a, b, { city: typed(`Qpcity${gone}`) }).args,
      };
      await client.push(...pair, choice, {
        name: 'contact.unmerge',
        args: { id: choice.args.id, nameIfTaken: `Qpa${gone} again` },
      });
      const [lost, kept] = gone === 0 ? [a, b] : [b, a];
      await client.push(remove(lost));
      const { entries } = await history(kept);
      expect(entries.map(({ op }) => op.name)).toEqual([
        'contact.unmerge',
        'contact.merge',
        'contact.create',
      ]);
      const mine = gone === 0 ? 'Qpb' : 'Qpa';
      const text = await everything();
      // Whole words: two letters and a digit stand in many an id that is made up at random.
      const traces = (text.match(new RegExp(`Qp(?:a|b|city)${gone}`, 'gu')) ?? []).filter(
        (trace) => !trace.startsWith(mine),
      );
      expect(traces).toEqual([]);
      expect(entries[1]?.op.args).toEqual({ id: choice.args.id, from: a, into: b });
    }
  });

  test('B59: a colleague’s refused merge is emptied with either of its contacts', async () => {
    const [client, other] = [new Client(team, team.owner), new Client(team, anna)];
    for (const gone of [0, 1]) {
      const pair = [create(`Wqa${gone} Secret`), create(`Wqb${gone} Secret`)];
      const [a = '', b = ''] = pair.map(({ args }) => args.id);
      await client.push(...pair);
      const refused = { ...merge(a, b, { city: typed(`Wqcity${gone}`) }).args, name: 'History Hanna' };
      await other.push({ name: 'contact.merge', args: refused });
      expect(await everything()).toContain(`Wqcity${gone}`);
      await client.push(remove(gone === 0 ? a : b));
      expect(await everything()).not.toContain(`Wqcity${gone}`);
    }
  });

  test('D12: contacts merged and deleted in the same push are purged with all they had before', async () => {
    const client = new Client(team, team.owner);
    const [a, b] = [create('Kkza Before', 'kkza@before.example'), create('Kkzb Before')];
    await client.push(a, b, noteOn(a.args.id, 'kkznote'));
    await client.push(merge(a.args.id, b.args.id), remove(b.args.id));
    expect(await everything()).not.toMatch(/kkz(?:[ab]\b|note)/iu);
  });

  test('D12: a group made and deleted in one push leaves nothing either', async () => {
    const client = new Client(team, team.owner);
    const [a, b] = [create('Vvka Once', 'vvka@once.example'), create('Vvkb Once')];
    const attach: NewChange = {
      name: 'sender.attach',
      args: { contactId: a.args.id, sender: emailSender('vvk2@once.example') },
    };
    await client.push(
      a,
      b,
      attach,
      noteOn(a.args.id, 'vvknote'),
      merge(a.args.id, b.args.id),
      remove(b.args.id),
    );
    expect(await everything()).not.toMatch(/vvk(?:[ab]\b|note|2@)/iu);
  });
});
