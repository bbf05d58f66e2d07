import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong (WCAG 2.2 A and AA) with a surface as it is shown now, with the true colours of a real browser. */
export async function wrongs(at: Page | Frame): Promise<string[]> {
  await at.evaluate(AXE);
  return at.evaluate(async () => {
    // What is on its way in or out has colours of neither.
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((one) => one.finished));
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const place = { exclude: [['[data-live-announcer]']] };
    const { violations } = await axe.run(place, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

/** The same, in the light and in the dark. @param page the one that the frame stands in */
export async function wrongsInBoth(page: Page, at: Page | Frame = page): Promise<string[]> {
  const found: string[] = [];
  // What lies behind another tab is not drawn, and nothing in it comes to its end.
  await page.bringToFront();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await wrongs(at)).map((wrong) => `${colorScheme}: ${wrong}`));
  }
  return found;
}
