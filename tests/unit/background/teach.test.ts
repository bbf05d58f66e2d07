import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PageCaller } from '#lib/messages/caller.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { switchedOn } from '#lib/settings/settings.ts';
import { setUpTaught, taughtAt, taughtId } from '../../../entrypoints/background/taught.ts';
import { keepTeacher } from '../../../entrypoints/background/teach.ts';
import { keepTabs } from '../../../entrypoints/background/tabs.ts';
import { someRecipe } from '../teach/some-recipe.ts';

const DESK = 'https://desk.lampka.example';
const recipe = JSON.stringify(someRecipe());
const inject = vi.fn<(what: { target: { tabId: number } }) => Promise<unknown[]>>(async () => []);
const putTaught = vi.fn<(taught: object) => Promise<{ id: string; name: string }>>(async () => ({
  id: 'x',
  name: 'Desk',
}));
let tabId = 0;

beforeEach(async () => {
  fakeBrowser.reset();
  inject.mockClear();
  putTaught.mockClear();
  Object.assign(fakeBrowser, { scripting: { executeScript: inject } });
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ host_permissions: [] }) });
  const { id = 0 } = await fakeBrowser.tabs.create({ url: `${DESK}/cases/1` });
  tabId = id;
  await switchedOn.setValue([{ site: '', pattern: `${DESK}/*` }]);
});

const newTeacher = () =>
  keepTeacher(
    keepTabs(() => undefined),
    { putTaught, own: async () => ['biuro@lampka.example'] },
  );
const caller = (url: string, tab = tabId) => ({ tabId: tab, frameId: 0, sender: { url } }) as PageCaller;
const reason = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => problemOf(error).reason,
  );

describe('a lesson', () => {
  test('law 10: is not begun on a page where Carnet is not switched on', async () => {
    await switchedOn.setValue([]);
    expect(await reason(newTeacher().begin(tabId, null))).toBe('no_host_permission');
    expect(inject).not.toHaveBeenCalled();
  });

  test('R15, law 9: a page that nobody teaches may ask nothing, and keep nothing', async () => {
    const page = newTeacher().page(caller(`${DESK}/cases/1`));
    for (const asked of [page.lesson(), page.keepLesson('x'), page.endLesson(), page.keepTaught(recipe, 'x')])
      expect(await reason(asked)).toBe('not_permitted');
    expect(putTaught).not.toHaveBeenCalled();
  });

  test('R15: goes on from page to page of the application, also when the worker was started anew', async () => {
    await newTeacher().begin(tabId, null);
    await newTeacher()
      .page(caller(`${DESK}/cases/1`))
      .keepLesson('what was taught so far');
    const later = newTeacher();
    await later.goOn(tabId, `${DESK}/cases/2`);
    expect(inject).toHaveBeenCalledTimes(2);
    const { draft, own } = await later.page(caller(`${DESK}/cases/2`)).lesson();
    expect([draft, own]).toEqual(['what was taught so far', ['biuro@lampka.example']]);
  });

  test('R15, law 9: is over on a page of another origin, which hears nothing of it', async () => {
    const teacher = newTeacher();
    await teacher.begin(tabId, null);
    await teacher.page(caller(`${DESK}/cases/1`)).keepLesson('secret');
    expect(await reason(teacher.page(caller('https://evil.example/')).lesson())).toBe('not_permitted');
    expect(await reason(teacher.page(caller(`${DESK}/cases/1`, tabId + 1)).lesson())).toBe('not_permitted');
    await teacher.goOn(tabId, 'https://evil.example/');
    await teacher.goOn(tabId, `${DESK}/cases/1`);
    expect(inject).toHaveBeenCalledTimes(1);
  });

  test('R15, law 9: keeps recipes of its own host alone, and bad ones never', async () => {
    const teacher = newTeacher();
    await teacher.begin(tabId, 'again');
    const page = teacher.page(caller(`${DESK}/cases/1`));
    const other = JSON.stringify(someRecipe('cases', 'mail\\.google\\.com'));
    expect(await reason(page.keepTaught(other, ''))).toBe('not_permitted');
    expect(await reason(page.keepTaught(recipe.replace('"grade":"taught"', '"grade":"proven"'), ''))).toBe(
      'recipe_bad',
    );
    expect(await reason(page.keepTaught(recipe.replace('"format":1', '"format":2'), ''))).toBe(
      'recipe_newer',
    );
    expect(putTaught).not.toHaveBeenCalled();
    expect(await page.keepTaught(recipe, '')).toBe('Desk');
    expect(putTaught).toHaveBeenCalledWith({ text: recipe, name: '', again: 'again' });
    expect(await reason(page.lesson())).toBe('not_permitted');
  });
});

describe('taught recipes on their way to a page', () => {
  test('R15: come to pages of their own host alone; bad and newer ones to none', async () => {
    setUpTaught(async () => [
      { id: 'good', text: recipe },
      { id: 'bad', text: recipe.replace('@a[href', '@a:has(b c)[href') },
      { id: 'newer', text: recipe.replace('"format":1', '"format":7') },
    ]);
    const sites = async (url: string) => (await taughtAt(url)).map(({ site }) => taughtId(site));
    expect(await sites(`${DESK}/cases/7`)).toEqual(['good']);
    for (const url of [
      'https://lampka.example/cases/7',
      'http://desk.lampka.example/',
      `${DESK}:8443/`,
      'about:blank',
    ])
      expect(await sites(url)).toEqual([]);
    setUpTaught(() => Promise.reject(new Error('no book')));
    expect(await sites(`${DESK}/cases/7`)).toEqual([]);
    expect(taughtId('gmail')).toBeNull();
  });
});
