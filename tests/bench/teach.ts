import { openBrowser } from '#tools/detect/saved-pages.ts';
import { allFixtures } from '#tests/unit/detect/fixtures.ts';
import { countOf, measureBlind } from '#tests/unit/teach/blind.ts';
import type { Measure } from './measure.ts';

/**
 * Teaches every saved page by pointing at one, and reads all others of its application by what came of it (R15): how many
 * of them show whom they should, and which show a stranger. With the customer's text pointed at, and without.
 */
export async function teachMeasures(say: (line: string) => void): Promise<Measure[]> {
  const browser = await openBrowser();
  const measures: Measure[] = [];
  try {
    for (const withBody of [true, false]) {
      say(`Teaching ${allFixtures.length} pages${withBody ? '' : ', with no zone for the text'} ...`);
      const { outcomes, troubles } = await measureBlind(browser, allFixtures, withBody);
      for (const { came, taught, page, shown } of outcomes)
        if (came === 'WRONG') say(`${taught} taught, ${page} shows ${shown}`);
      say(`Not taught: ${JSON.stringify(troubles)}`);
      const how = withBody ? 'taught' : 'taught without zone';
      for (const [came, value] of Object.entries(countOf(outcomes)))
        measures.push({ name: `${how}: ${came}`, value, unit: 'pages', limit: null });
    }
  } finally {
    await browser.close();
  }
  return measures;
}
