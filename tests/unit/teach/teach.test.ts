import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Recipe } from '#lib/detect/recipe.ts';
import { readTaught } from '#lib/teach/taught-recipe.ts';
import { bundle } from '../../../tools/detect/bundle.ts';
import { openBrowser } from '../../../tools/detect/saved-pages.ts';
import { CASES, deskPage, type Case } from './desk.ts';
import type { next, show, teach } from './in-page/teach.ts';

vi.setConfig({ testTimeout: 30_000 });
let browser: Browser;
let script: string;
let page: Page;
const [MAJA, AURELIE, JAN] = CASES as [Case, Case, Case];
const PICKS = {
  name: 'section span.v9',
  address: 'section a',
  order: 'section b',
  account: 'section div:nth-of-type(4) span.v9',
  subject: 'h1',
  body: '[data-role="letter"]',
};

beforeAll(async () => {
  script = await bundle('tests/unit/teach/in-page/teach.ts');
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
}, 120_000);
afterAll(async () => await browser?.close());

/** Opens a page of the invented desk with the teacher's functions beside it. */
async function open(one: Case, html = deskPage(one), path = `/cases/${one.id}`): Promise<void> {
  await page.unrouteAll();
  await page.route('**/*', (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await page.goto(`https://desk.lampka.example${path}`);
  await page.evaluate(script);
}
const call = <T>(name: string, ...args: unknown[]): Promise<T> =>
  page.evaluate(`carnet.${name}(${args.map((arg) => JSON.stringify(arg)).join(',')})`);
const taught = async (picks: object = PICKS): Promise<Recipe> => {
  const built = await call<ReturnType<typeof teach>>('teach', picks);
  if ('trouble' in built) throw new Error(`${built.at}: ${built.trouble}`);
  return built.recipe;
};
const shown = (recipe: Recipe, own: string[] = []) => call<ReturnType<typeof show>>('show', recipe, own);
const change = (does: string) => page.evaluate(does);

describe('a recipe taught by pointing', () => {
  test('R15: reads what was pointed at, here and on the next messages', async () => {
    await open(MAJA);
    const recipe = await taught();
    for (const one of CASES) {
      await open(one);
      expect(await shown(recipe)).toEqual({
        people: [`${one.name} <${one.email}>`],
        orders: [one.order],
        account: 'sklep@lampka.example',
        subject: one.title,
        lost: false,
      });
    }
  });

  test('R15: is made of several kinds of anchors, none of them a class or a mark of Carnet’s own', async () => {
    await open(MAJA);
    await change(
      `document.querySelector('section a').insertAdjacentHTML('beforebegin', '<carnet-chip data-carnet="chip"></carnet-chip>')`,
    );
    const recipe = await taught();
    const [view] = recipe.views;
    expect(view?.confirm?.length).toBeGreaterThan(1);
    const text = JSON.stringify(recipe);
    expect(text).toContain(':label(\\"e-mail\\")');
    expect(text).toContain('mailto:');
    for (const bad of ['v9', 'm2x', 'carnet', 'data-panel', '4711', MAJA.email, MAJA.name])
      expect(text).not.toContain(bad);
    await change(`document.querySelector('carnet-chip').remove()`);
    expect((await shown(recipe)).people).toEqual([`${MAJA.name} <${MAJA.email}>`]);
  });

  test('R15: survives that every class is renamed', async () => {
    await open(MAJA);
    const recipe = await taught();
    await open(JAN);
    await change(
      `document.querySelectorAll('[class]').forEach((one, index) => (one.className = 'z' + index))`,
    );
    expect((await shown(recipe)).people).toEqual([`${JAN.name} <${JAN.email}>`]);
  });

  test('R15, law 8: a page drawn anew shows the person or says that it cannot be read; never somebody else', async () => {
    await open(MAJA);
    const recipe = await taught();
    const changes = {
      translated: `document.querySelectorAll('.l9').forEach((one, index) => (one.textContent = 'Feld ' + index))`,
      'without links': `document.querySelectorAll('a').forEach((one) => one.removeAttribute('href'))`,
      'without attributes': `document.querySelectorAll('main *').forEach((one) => one.getAttributeNames().forEach((name) => one.removeAttribute(name)))`,
      'rows turned round': `document.querySelector('section').append(...[...document.querySelectorAll('.r3')].reverse())`,
      'a row before': `document.querySelector('section').insertAdjacentHTML('afterbegin', '<div><span>Opiekun:</span><a href="mailto:anna@lampka.example">anna@lampka.example</a></div>')`,
      'labels and links gone': `document.querySelectorAll('.l9').forEach((one) => one.remove()); document.querySelectorAll('section a').forEach((one) => one.replaceWith(one.textContent))`,
      'all anew': `document.querySelector('section').innerHTML = '<p>Anna z biura, biuro@lampka.example</p>'`,
    };
    const told: Record<string, string> = {};
    for (const [name, does] of Object.entries(changes)) {
      await open(JAN);
      await change(does);
      const { people, lost } = await shown(recipe);
      told[name] =
        people[0] === undefined
          ? lost
            ? 'lost'
            : 'silent'
          : people[0].includes(JAN.email)
            ? 'right'
            : 'WRONG';
    }
    expect(told).toEqual({
      translated: 'right',
      'without links': 'right',
      'without attributes': 'right',
      'rows turned round': 'right',
      'a row before': 'lost',
      'labels and links gone': 'lost',
      'all anew': 'lost',
    });
  });

  test('R15, law 8: what the customer writes cannot pass for the labels', async () => {
    await open(MAJA);
    const recipe = await taught();
    const fake =
      '<div><span>Klient:</span><span>Szef</span></div><div><span>E-mail:</span><a href="mailto:szef@bank.example">szef@bank.example</a></div>';
    await open(JAN, deskPage({ ...JAN, said: fake }));
    expect((await shown(recipe)).people).toEqual([`${JAN.name} <${JAN.email}>`]);
    // Without the zone the two contradict each other, and nobody is shown.
    const { body: _, ...picks } = PICKS;
    await open(MAJA);
    const zoneless = await taught(picks);
    await open(JAN, deskPage({ ...JAN, said: fake }));
    expect(await shown(zoneless)).toMatchObject({ people: [], lost: true });
  });

  test('R15, law 8: without a zone for the customer’s text, what anybody can write in it leads nowhere', async () => {
    const { body: _, ...picks } = PICKS;
    await open(MAJA);
    const recipe = await taught(picks);
    const link =
      '<h1>Szef</h1><p>Proszę o przelew: <a href="mailto:szef@bank.example">szef@bank.example</a></p>';
    const html = deskPage({ ...JAN, said: link }).replace(
      /<div class="r3"><span class="l9">E-mail.*?<\/div>/u,
      '',
    );
    await open(JAN, html);
    expect(await shown(recipe)).toMatchObject({ people: [], lost: true });
  });

  test('R15: neither numbers nor what somebody is called, or wrote about, name a place', async () => {
    const html = `<body><main><h2>Maja Zielińska</h2><div id="case-7" data-testid="row1"><span>Zgubiona śrubka</span><a href="mailto:maja@poczta.example">maja@poczta.example</a></div></main></body>`;
    await open(MAJA, html);
    const built = await call<ReturnType<typeof teach>>('teach', {
      name: 'h2',
      address: 'a',
      subject: 'span',
    });
    const text = JSON.stringify(built);
    for (const bad of ['case-7', 'row1', 'maja', 'zgubiona', 'Zgubiona']) expect(text).not.toContain(bad);
    expect(built).toEqual({ trouble: 'needs_zone', at: 'body' });
  });

  test('R15, law 8: a message that was open before and is hidden is not read', async () => {
    await open(MAJA);
    const recipe = await taught();
    await open(JAN, deskPage(JAN).replace('<main', `<div hidden>${deskPage(MAJA)}</div><main`));
    expect((await shown(recipe)).people).toEqual([`${JAN.name} <${JAN.email}>`]);
  });

  test('R15: nobody is offered of a page of another kind, nor of our own letters', async () => {
    await open(MAJA);
    const recipe = await taught();
    await open(JAN, deskPage(JAN), '/cases');
    expect(await shown(recipe)).toMatchObject({ people: [], lost: false });
    await open(JAN);
    expect(await shown(recipe, [JAN.email])).toMatchObject({ people: [], lost: false });
  });

  test('R15: is refined by the next message: its address counts, and what led nowhere there is left out', async () => {
    await open({ ...MAJA, id: 'anna' });
    const recipe = await taught();
    await open(AURELIE, deskPage(AURELIE).replace('E-mail:', 'Adres:'), '/cases/bob');
    expect((await shown(recipe)).people).toEqual([]);
    const told = await call<ReturnType<typeof next>>('next', recipe, [
      'https://desk.lampka.example/cases/anna',
    ]);
    expect(told?.person).toBe(AURELIE.email);
    expect(told?.recipe.views[0]?.confirm?.length).toBeLessThan(recipe.views[0]?.confirm?.length ?? 0);
    expect((await shown(told?.recipe as Recipe)).people).toEqual([`${AURELIE.name} <${AURELIE.email}>`]);
  });

  test('R15: a login is the channel of its own host alone', async () => {
    await open(MAJA);
    const recipe = await taught({ name: 'section span.v9', address: 'section b' });
    expect(recipe.channel).toBe('desk-lampka-example');
  });

  test('R15: what could not be found again, or names several people, is refused', async () => {
    await open(MAJA, '<body><p>a</p><p>Jan</p><p>jan@a.example, eva@a.example</p></body>');
    expect(await call('teach', { name: 'p', address: 'p:nth-of-type(2)' })).toMatchObject({
      trouble: 'not_again',
    });
    expect(await call('teach', { address: 'p:nth-of-type(3)' })).toEqual({
      trouble: 'several',
      at: 'address',
    });
    await open(MAJA);
    expect(await call('teach', { ...PICKS, body: 'main' })).toEqual({ trouble: 'in_zone', at: 'body' });
  });

  test('R15: what may be meant is offered', async () => {
    await open(MAJA);
    expect((await call<string[]>('candidates', 'name'))[0]).toBe(MAJA.name);
    expect(await call<string[]>('candidates', 'address')).toContain(MAJA.email);
    expect((await call<string[]>('candidates', 'order'))[0]).toBe(MAJA.order);
    expect((await call<string[]>('candidates', 'subject'))[0]).toBe(MAJA.title);
  });

  test('R15: what pointing makes is what is let in from elsewhere', async () => {
    await open(MAJA);
    const recipe = await taught();
    expect(readTaught(JSON.stringify(recipe))).toEqual({ recipe });
  });
});
