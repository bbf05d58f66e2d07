import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { demoRoutes } from '#server/demo/routes.ts';
import { bundle } from '../../../tools/detect/bundle.ts';
import { openBrowser } from '../../../tools/detect/saved-pages.ts';
import type { Said } from './in-page/follow.ts';

const demo = demoRoutes();
const MAJA = 'maja.zielinska@poczta.example';
const CAMILLE = 'camille.roussel@courriel.example';
// A browser starts, and waits are part of what is tested.
vi.setConfig({ testTimeout: 30_000 });
let browser: Browser;
let script: string;

beforeAll(async () => {
  script = await bundle('tests/unit/detect/in-page/follow.ts');
  browser = await openBrowser();
}, 120_000);
afterAll(async () => await browser?.close());
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

type Told = { said: Said[]; looks: number };
type Followed = { page: Page; told: () => Promise<Told>; end: () => Promise<void> };

/** Opens a page answered by `answer` and follows it from a world of its own, as a content script does. */
async function follow(
  url: string,
  site: string,
  answer: (path: string) => Promise<Response>,
): Promise<Followed> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const answered = await answer(pathname);
    const headers = Object.fromEntries(answered.headers);
    await route.fulfill({
      status: answered.status,
      headers,
      body: Buffer.from(await answered.arrayBuffer()),
    });
  });
  await page.goto(url);
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const run = async (expression: string) => {
    const options = { contextId: executionContextId, expression, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return String(result.value);
  };
  await run(`${script};carnet.follow(document,${JSON.stringify(site)},['biuro@lampka.example'])`);
  return {
    page,
    told: async () => JSON.parse(await run('carnet.told()')) as Told,
    end: async () => void (await run('carnet.end()')),
  };
}

const settle = async (page: Page, milliseconds = 400) => await page.waitForTimeout(milliseconds);

/** When, on the page's clock, it was first told that these people are shown. */
const when = (said: Said[], ...addresses: string[]) =>
  said.find((each) => JSON.stringify(each.addresses) === JSON.stringify(addresses))?.at ?? Number.NaN;

describe('in the demo inbox', () => {
  const open = async (path: string) =>
    await follow(`http://127.0.0.1:8787${path}`, 'demo', async (at) => await demo.request(at));

  test('A8: tells of the next person within 200 ms, and says at once that the last one is over', async () => {
    const { page, told } = await open('/demo/inbox/abazur');
    expect((await told()).said.map(({ addresses }) => addresses)).toEqual([[MAJA]]);
    const clicked = await page.evaluate(() => {
      const row = document.querySelector<HTMLElement>('a[href="/demo/inbox/ampoule"]');
      const now = performance.now();
      row?.click();
      return now;
    });
    await settle(page);
    const { said } = await told();
    expect(said.map(({ addresses }) => addresses)).toEqual([[MAJA], 'reading', [CAMILLE]]);
    expect(when(said, CAMILLE) - clicked).toBeLessThan(200);
    expect((said[1]?.at ?? Number.NaN) - clicked).toBeLessThan(50);
  });

  test('A8: walking back and forth never tells of a person under another one’s address', async () => {
    const { page, told } = await open('/demo/');
    for (const key of ['j', 'j', 'j', 'k', 'j', 'Escape', 'j']) {
      await page.keyboard.press(key);
      await settle(page, 90);
    }
    await page.goBack();
    await settle(page);
    const { said } = await told();
    const unannounced = said.filter(
      ({ addresses }, index) =>
        index > 1 && addresses !== 'reading' && said[index - 1]?.addresses !== 'reading',
    );
    expect(unannounced).toEqual([]);
    expect(said.at(-1)?.addresses).toEqual([]);
  });

  test('Sent, a composer and the list tell of nobody', async () => {
    const { page, told } = await open('/demo/inbox/abazur');
    for (const place of ['/demo/sent', '/demo/compose']) {
      await page.click(`a[href="${place}"]`);
      await settle(page, 250);
      expect((await told()).said.at(-1)?.addresses).toEqual([]);
    }
  });

  test('nothing runs while nothing changes, nor for what Carnet itself puts into the page', async () => {
    const { page, told } = await open('/demo/inbox/abazur');
    await settle(page);
    const before = await told();
    await page.evaluate(() => {
      const chip = document.createElement('span');
      chip.setAttribute('data-carnet', '');
      document.querySelector('[data-demo="from"]')?.after(chip);
      chip.append('known');
      chip.className = 'open';
      chip.remove();
    });
    await settle(page, 600);
    expect(await told()).toEqual(before);
  });

  test('what is written into a list is no reason to look at the page again, and what stands beside it is', async () => {
    const { page, told } = await open('/demo/inbox/abazur');
    await settle(page);
    const before = await told();
    const append = async (where: string) =>
      await page.evaluate((selector) => {
        const at = document.querySelector(selector);
        for (let row = 0; row < 50; row += 1) at?.append(document.createElement('p'));
      }, where);
    await append('[data-demo="list"]');
    await settle(page, 600);
    expect(await told()).toEqual(before);
    await append('[data-demo="message"]');
    await settle(page, 600);
    expect((await told()).looks).toBeGreaterThan(before.looks);
  });

  test('ends by its signal', async () => {
    const { page, told, end } = await open('/demo/inbox/abazur');
    await end();
    await page.click('a[href="/demo/inbox/ampoule"]');
    await settle(page);
    expect((await told()).said).toHaveLength(1);
  });
});

/** A conversation as Gmail draws it, bare. */
const thread = (address: string, subject: string) =>
  `<div class="thread"><h2 class="hP">${subject}</h2><div role="list"><div role="listitem"><div class="adn ads">
  <table><tr><td class="gF"><span class="gD" email="${address}" name="Ktoś">Ktoś</span></td></tr></table>
  <div class="ii"><div class="a3s">Dzień dobry</div></div></div></div></div></div>`;

describe('in Gmail', () => {
  const open = async () =>
    await follow('https://mail.google.com/mail/u/0/#inbox/FMfcgzOne', 'gmail', async () => {
      const page = `<!doctype html><title>Gmail</title><div role="main">${thread(MAJA, 'Abażur')}</div>`;
      return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    });

  test('A8: while the address is ahead of the page, nobody is told of', async () => {
    const { page, told } = await open();
    await page.evaluate(() => {
      location.hash = '#inbox/FMfcgzTwo';
      // The page goes on changing while it waits for the message.
      setTimeout(() => document.body.append(document.createElement('hr')), 100);
    });
    await settle(page, 700);
    expect((await told()).said.map(({ addresses }) => addresses)).toEqual([[MAJA], 'reading']);
    const drawn = await page.evaluate(
      (html) => {
        document.querySelector('.thread')?.setAttribute('style', 'display: none');
        document.querySelector('[role="main"]')?.insertAdjacentHTML('beforeend', html);
        return performance.now();
      },
      thread(CAMILLE, 'Ampoule'),
    );
    await settle(page);
    const { said } = await told();
    expect(said.map(({ addresses }) => addresses)).toEqual([[MAJA], 'reading', [CAMILLE]]);
    expect(when(said, CAMILLE) - drawn).toBeLessThan(200);
  });

  test('A8: a message hidden by a style sheet alone is over before it is painted', async () => {
    const { page, told } = await open();
    await page.evaluate(() => {
      const sheet = document.createElement('style');
      sheet.textContent = '.list .thread { display: none }';
      document.head.append(sheet);
    });
    await page.evaluate(() => document.querySelector('[role="main"]')?.classList.add('list'));
    await settle(page);
    expect((await told()).said.map(({ addresses }) => addresses)).toEqual([[MAJA], 'reading', []]);
  });

  test('A8: nodes that are used again for another person are told of as that person', async () => {
    const { page, told } = await open();
    await page.evaluate((address) => document.querySelector('.gD')?.setAttribute('email', address), CAMILLE);
    await settle(page);
    expect((await told()).said.map(({ addresses }) => addresses)).toEqual([[MAJA], 'reading', [CAMILLE]]);
  });

  test('a header that is drawn anew with the same person is the same person, in another place', async () => {
    const { page, told } = await open();
    await page.evaluate(() => {
      const header = document.querySelector('table');
      header?.replaceWith(header.cloneNode(true));
    });
    await settle(page);
    expect((await told()).said.map(({ addresses }) => addresses)).toEqual([[MAJA], [MAJA]]);
  });

  test('A8: a page that draws the message before its address names it is believed', async () => {
    const { page, told } = await open();
    await page.evaluate(
      (html) => {
        const main = document.querySelector('[role="main"]');
        if (main) main.innerHTML = html;
        setTimeout(() => (location.hash = '#inbox/FMfcgzTwo'), 200);
      },
      thread(CAMILLE, 'Ampoule'),
    );
    await settle(page);
    expect((await told()).said.at(-1)?.addresses).toEqual([CAMILLE]);
  });

  test('opening a composer over a conversation changes nobody', async () => {
    const { page, told } = await open();
    await page.evaluate(() => (location.hash = '#inbox/FMfcgzOne?compose=new'));
    await settle(page);
    expect((await told()).said.map(({ addresses }) => addresses)).toEqual([[MAJA]]);
  });
});
