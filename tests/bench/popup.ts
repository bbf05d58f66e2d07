import type { Page } from 'playwright-core';
import type { Agent } from '#tests/e2e/harness/agent.ts';
import { EXTENSION_ID } from '#tests/e2e/harness/stage.ts';
import { sought } from './people.ts';
import { median, type Measure } from './measure.ts';

const RUNS = 5;

export type PopupTimes = { newest: Measure; found: Measure };

// Runs in the popup itself, from its first moment: types as soon as there is a box, and reads the page's own clock.
const CLOCK = (text: string) => `
  window.times = {};
  const watch = () => {
    const rows = [...document.querySelectorAll('[role=option]')];
    if (rows.length > 0 && times.newest === undefined) times.newest = performance.now();
    if (times.typed !== undefined && rows.length > 0 && rows.every((row) => row.textContent.includes(${JSON.stringify(text)}))) times.found = performance.now();
    const box = document.querySelector('[role=combobox]');
    if (box && times.typed === undefined && (${JSON.stringify(text)} === '' || document.activeElement === box)) {
      times.typed = performance.now();
      if (${JSON.stringify(text)} !== '') document.execCommand('insertText', false, ${JSON.stringify(text)});
    }
    if (times.found === undefined) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
`;

/** From the popup's opening to its first rows, with the background asleep: without a search, and for a middle piece. */
export async function popupTimes(agent: Agent, count: number): Promise<PopupTimes> {
  const newest = await opened(agent, '', 'newest');
  const found = await opened(agent, sought(count).text, 'found');
  return {
    newest: {
      name: `popup open to the newest contacts, ${count.toLocaleString('en')} in the book, cold worker`,
      value: newest,
      unit: 'ms',
      limit: 300,
    },
    found: {
      name: 'popup open to the first match of a middle piece, the same',
      value: found,
      unit: 'ms',
      // Held to the peers below instead: most of it is the browser's own, starting a page and a worker.
      limit: null,
    },
  };
}

async function opened(agent: Agent, text: string, what: 'newest' | 'found'): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await agent.context.newPage();
    await agent.killWorker();
    await page.waitForTimeout(500);
    await page.addInitScript(CLOCK(text));
    await page.goto(`chrome-extension://${EXTENSION_ID}/popup.html`);
    times.push(await clocked(page, what));
    await page.close();
  }
  return median(times);
}

/** Waits for the popup's own clock. It polls from outside: the popup's policy lets no text become code in it. */
async function clocked(page: Page, what: string): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    const time = await page.evaluate<number | null>(`times.${what} ?? null`);
    if (time !== null) return time;
    await page.waitForTimeout(100);
  }
  throw new Error(`The popup never came to ${what}; it shows: ${await page.innerText('body')}`);
}
