import type { Agent } from '#tests/e2e/harness/agent.ts';
import { chipText, clickPart, onButton } from '#tests/e2e/harness/on-page.ts';
import { answerWith, savedPage } from '#tests/e2e/harness/saved-page.ts';
import { median, type Measure } from './measure.ts';

const RUNS = 9;

// From the browser's click event to the change of the button's words, both read off the page's own clock.
const CLOCK = `function () {
  return new Promise((done) => {
    const root = this.getRootNode();
    let clicked = 0;
    root.addEventListener('click', () => { clicked = performance.now(); }, { capture: true, once: true });
    new MutationObserver(() => {
      if (clicked > 0 && this.textContent.includes('Knotowska')) done(performance.now() - clicked);
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}`;

/** How long a person waits after the one click until the chip names the new contact. Somebody new each time. */
export async function clickToKnown(agent: Agent): Promise<Measure> {
  const saved = savedPage('gmail/2023-08-one-message');
  const [shown] = saved.requesters;
  if (!shown) throw new Error(`${saved.file} shows nobody.`);
  const page = await agent.context.newPage();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const html = saved.html
      .replaceAll(shown.address, `kasia${run}@bench.example`)
      .replaceAll(shown.name, `Kasia Knotowska ${run}`);
    await answerWith(page, saved.url, html);
    await page.goto('about:blank');
    await page.goto(saved.url);
    for (let tries = 0; tries < 100 && (await chipText(page)) === null; tries += 1)
      await page.waitForTimeout(20);
    const clock = onButton(page, 'chip', CLOCK);
    await page.waitForTimeout(100);
    await clickPart(page, 'chip');
    times.push(Number(await clock));
  }
  await page.close();
  return { name: 'click to the contact known (chip)', value: median(times), unit: 'ms', limit: 50 };
}
