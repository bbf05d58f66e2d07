import { describe, expect, test } from 'vitest';
import type { Role } from '#lib/model/role.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { someRecipe } from '../teach/some-recipe.ts';
import { freshLocal, memoryShelf, openBook, problem } from './open-book.ts';
import { ownClock, pass } from './working.ts';

freshLocal();
ownClock();

const TEAM = 'taught-team';
const HOUR = 3_600_000;
const text = (path?: string) => JSON.stringify(someRecipe(path));
const teach = { name: 'Desk', again: null };
const only = async (book: ReturnType<typeof openBook>) => {
  const { sites } = await book.taughtSites();
  if (!sites[0] || sites.length > 1) throw new Error(`There are ${sites.length} taught sites.`);
  return sites[0];
};

/** A book of somebody in a team, with a recipe that a colleague taught. No server answers. */
async function inTeam(role: Role) {
  await (await openWorkspace(TEAM)).delete();
  const membership = {
    serverUrl: 'https://team.example',
    user: { id: 'me', name: 'Ada', email: 'ada@team.example' },
    workspace: { id: TEAM, name: 'Lampka', role, adopting: false },
    others: [],
  };
  const { shelf } = memoryShelf({ state: 'connected', membership });
  await shelf.keepToken('token');
  const book = openBook({ shelf });
  await book.status();
  const alone = openBook();
  const { id } = await alone.putTaught({ ...teach, text: text() });
  const [local, team] = [await openWorkspace(LOCAL_WORKSPACE), await openWorkspace(TEAM)];
  const row = (await local.records.get(['recipe', id])) as RecordRow;
  await team.records.put({ ...row, createdBy: 'zoe', version: 7 });
  local.close();
  return { book, id, team };
}

describe('what was taught', () => {
  test('R15: is read by at once, and another lesson of its pages is another version of it', async () => {
    const book = openBook();
    const { id, name } = await book.putTaught({ ...teach, text: text() });
    expect(name).toBe('Desk');
    expect(await book.usedRecipes()).toEqual([{ id, text: text() }]);
    pass(HOUR);
    expect(await book.putTaught({ name: '', again: id, text: text('tickets') })).toEqual({
      id,
      name: 'Desk',
    });
    expect(await book.usedRecipes()).toEqual([{ id, text: text('tickets') }]);
    expect(await only(book)).toMatchObject({
      name: 'Desk',
      origin: 'https://desk.lampka.example',
      reads: ['orders'],
      isMine: true,
      mayEdit: true,
      version: 2,
      versions: [{ number: 2, from: null }, { number: 1 }],
      state: 'read',
      lost: null,
    });
  });

  test('R15: pages of another host are never another version, whatever is said', async () => {
    const book = openBook();
    const { id } = await book.putTaught({ ...teach, text: text() });
    const elsewhere = JSON.stringify(someRecipe('cases', 'shop\\.lampka\\.example'));
    const other = await book.putTaught({ name: '', again: id, text: elsewhere });
    expect(other.id).not.toBe(id);
    expect(other.name).toBe('shop.lampka.example');
  });

  test('R15: a former version holds again as a new one; ten are kept', async () => {
    const book = openBook();
    const { id } = await book.putTaught({ ...teach, text: text('one') });
    await book.putTaught({ ...teach, again: id, text: text('two') });
    await book.revertTaught(id, 1);
    expect(await book.usedRecipes()).toEqual([{ id, text: text('one') }]);
    expect((await only(book)).versions[0]).toMatchObject({ number: 3, from: 1 });
    for (let time = 0; time < 10; time += 1)
      await book.putTaught({ ...teach, again: id, text: text(`again-${time}`) });
    const { versions } = await only(book);
    expect(versions.map(({ number }) => number)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
    expect(await problem(book.revertTaught(id, 1))).toMatchObject({ reason: 'definition_gone' });
  });

  test('R15: goes out as a file and comes in as one of its own; a bad file is refused with its reason', async () => {
    const book = openBook();
    const { id } = await book.putTaught({ ...teach, text: text() });
    const file = await book.exportTaught(id);
    const taken = await book.importTaught(file);
    expect(taken).toEqual({ id: expect.not.stringMatching(id) as string, name: 'Desk' });
    const refused = async (given: string) => (await problem(book.importTaught(given)))?.reason;
    expect(await refused(file.replace('"grade": "taught"', '"grade": "proven"'))).toBe('recipe_bad');
    expect(await refused(file.replaceAll('"format": 1', '"format": 2'))).toBe('recipe_newer');
    expect(await refused(' '.repeat(200_000))).toBe('recipe_large');
    expect((await book.taughtSites()).sites).toHaveLength(2);
  });

  test('R15: its author is told when it reads no more, and that it does again', async () => {
    const book = openBook();
    const { id } = await book.putTaught({ ...teach, text: text() });
    await book.tellLost(id);
    const { lost } = await only(book);
    expect(lost?.at).toBe(new Date().toISOString());
    pass(HOUR);
    await book.tellLost(id);
    expect((await only(book)).lost).toEqual(lost);
    await book.tellRead(id);
    expect((await only(book)).lost).toBeNull();
    await book.tellLost(id);
    pass(HOUR);
    await book.putTaught({ ...teach, again: id, text: text('anew') });
    expect((await only(book)).lost).toBeNull();
  });

  test('R15: deleted, nothing of it is left and nothing is read by it', async () => {
    const book = openBook();
    const { id } = await book.putTaught({ ...teach, text: text() });
    await book.tellLost(id);
    await book.renameTaught(id, '  Help   desk ');
    expect((await only(book)).name).toBe('Help desk');
    await book.deleteTaught(id);
    expect(await book.usedRecipes()).toEqual([]);
    expect(await problem(book.exportTaught(id))).toMatchObject({ reason: 'definition_gone' });
  });

  test('R15: what a newer version of Carnet made is shown as such, and its text is no part of what is read', async () => {
    const { book, id, team } = await inTeam('agent');
    const row = (await team.records.get(['recipe', id])) as RecordRow;
    const version = JSON.stringify({ at: row.createdAt, by: 'zoe', from: null, recipe: { format: 9 } });
    const fields = { ...row.fields, 'version/1': { value: version, origin: 'typed' as const } };
    await team.records.put({ ...row, fields });
    expect(await only(book)).toMatchObject({ state: 'recipe_newer', origin: '' });
  });
});

describe('in a team', () => {
  test('R15: a colleague’s recipe is read by; only its author and managers may change it', async () => {
    const { book, id } = await inTeam('agent');
    expect(await book.usedRecipes()).toEqual([{ id, text: text() }]);
    expect(await only(book)).toMatchObject({ isMine: false, mayEdit: false });
    for (const refused of [
      () => book.revertTaught(id, 1),
      () => book.renameTaught(id, 'Mine'),
      () => book.deleteTaught(id),
      () => book.approveTaught(id, 1),
      () => book.putReviewing(true),
    ])
      expect(await problem(refused())).toMatchObject({ reason: 'not_permitted' });
    const own = await book.putTaught({ name: 'Anew', again: id, text: text('anew') });
    expect(own.id).not.toBe(id);
  });

  test('R15: where the team asks for it, a manager looks before the team reads by it; what comes later waits', async () => {
    const { book, id, team } = await inTeam('manager');
    await book.putReviewing(true);
    expect(await book.usedRecipes()).toEqual([]);
    expect(await book.taughtSites()).toMatchObject({ isReviewing: true, mayReview: true });
    expect(await only(book)).toMatchObject({ state: 'waiting', approved: null });
    await book.approveTaught(id, 1);
    expect(await only(book)).toMatchObject({ state: 'read', approved: 1 });
    expect(await book.usedRecipes()).toEqual([{ id, text: text() }]);
    // Its author teaches another version: the team goes on with the one that was looked at.
    const row = (await team.records.get(['recipe', id])) as RecordRow;
    const later = JSON.stringify({ at: row.createdAt, by: 'zoe', from: null, recipe: someRecipe('other') });
    const fields = {
      ...row.fields,
      version: { value: 2, origin: 'typed' as const },
      'version/2': { value: later, origin: 'typed' as const },
    };
    await team.records.put({ ...row, fields });
    expect(await only(book)).toMatchObject({ state: 'waiting', version: 2, approved: 1 });
    expect(await book.usedRecipes()).toEqual([{ id, text: text() }]);
    expect(await problem(book.approveTaught(id, 1))).toMatchObject({ reason: 'definition_gone' });
    await book.approveTaught(id, 2);
    expect(await book.usedRecipes()).toEqual([{ id, text: text('other') }]);
    // Its own it always reads by.
    const { id: own } = await book.putTaught({ ...teach, text: text('mine') });
    expect((await book.usedRecipes()).map((one) => one.id)).toContain(own);
  });
});
