import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { clickPart, partsOf, sidebarOf, sidebarText } from './harness/on-page.ts';
import { EXTENSION_ID } from './harness/stage.ts';
import { word } from './harness/words.ts';
import { nextMail, openGmail } from './page-mail.ts';

const zaneta = { name: 'Żaneta Gżegżółka', address: 'zaneta@poczta.example' };
const jan = { name: 'Jan Żółw', address: 'jan@poczta.example' };

let agent: Agent;
afterEach(() => agent?.close());

describe('the sidebar on a page', () => {
  test('B1, W10: the edge tab opens it and pushes the page aside, a reload finds it open, the tab closes it', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    const width = () => page.evaluate(() => document.body.getBoundingClientRect().width);
    await expectChip(page, word('en', 'chip_add'));
    const whole = await width();
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    expect(await width()).toBe(whole - 372);
    await page.reload();
    await expectSidebar(page, zaneta.address);
    await clickPart(page, 'sidebar', word('en', 'page_close_sidebar'));
    expect(await width()).toBe(whole);
  });

  test('W14: what is typed in it is not heard by the page, and Esc closes it', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await expectChip(page, word('en', 'chip_add'));
    const whole = await page.evaluate(() => document.body.getBoundingClientRect().width);
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      window.addEventListener('keydown', ({ key }) => heard.push(key), true);
    });
    await page.keyboard.type('c#e');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.body.getBoundingClientRect().width)).toBe(whole);
    expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
  });

  test('A8: it follows to the next message, and shows nothing of the former person', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    await nextMail(page, jan);
    await expectSidebar(page, jan.address);
    expect(await sidebarText(page)).not.toContain(zaneta.address);
    expect(JSON.stringify(await partsOf(page))).not.toContain(zaneta.name);
  });
});

describe('law 9: a page that puts the sidebar into a frame of its own', () => {
  test('sees it empty, whatever words it makes up', async () => {
    agent = await Agent.open();
    const mail = await openGmail(agent.context, zaneta);
    await openSidebar(mail);
    await expectSidebar(mail, zaneta.address);
    const worker = await agent.worker();
    const address = await worker.evaluate<string>(`chrome.runtime.getURL('sidebar.html')`);

    await agent.context.route('http://localhost:9/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>A page' }),
    );
    const page = await agent.context.newPage();
    await page.goto('http://localhost:9/');
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
      const guess = () =>
        frame.contentWindow?.postMessage({ carnet: 'frame-word', word: crypto.randomUUID() }, '*');
      setInterval(guess, 50);
    }, address);
    await expect
      .poll(() => page.frames().filter((frame) => frame.url().includes(EXTENSION_ID)).length)
      .toBeGreaterThan(0);
    const evil = page
      .frames()
      .find((frame) => frame.parentFrame() === page.mainFrame() && frame.url().includes('sidebar.html'));
    const asked = await evil?.evaluate(`chrome.runtime.sendMessage({ to: 'book', call: 'here', args: [] })`);
    expect(asked).toEqual({ problem: { reason: 'not_permitted' } });
    expect(await evil?.evaluate(() => document.body.innerText.trim())).toBe('');
  });

  test('learns neither the word nor the address of the true one', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, zaneta);
    await openSidebar(page);
    await expectSidebar(page, zaneta.address);
    const seen = await page.evaluate(() => ({
      windows: window.length,
      resources: performance.getEntries().map(({ name }) => name),
      markup: document.documentElement.outerHTML,
      root: document.querySelector('[data-carnet=sidebar]')?.shadowRoot,
    }));
    expect(seen).toMatchObject({ windows: 0, root: null });
    expect(JSON.stringify(seen)).not.toMatch(/chrome-extension|sidebar\.html/u);
    expect(sidebarOf(page)).not.toBeNull();
  });
});
