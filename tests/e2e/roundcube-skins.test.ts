import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip } from './harness/expect.ts';
import { chipText, clickPart, partsOf } from './harness/on-page.ts';
import { dress, openFolder, openFully, openMail, preview, type Dress } from './harness/roundcube.ts';
import { word } from './harness/words.ts';

let agent: Agent;
let page: Page;

// One browser for all: what changes from test to test is how the same mail looks.
beforeAll(async () => {
  agent = await Agent.open('en');
  page = await openMail(agent, 'fitting');
});
afterAll(() => agent?.close());

test('A30: one click adds who is then known in every skin and language', async () => {
  await preview(page, 'polish');
  await clickPart(page, 'chip', word('en', 'chip_add'));
  await expectChip(page, 'Bożena Źdźbło');
});

const SKINS = ['elastic', 'larry', 'classic'] as const;
const LANGUAGES = ['pl_PL', 'fr_FR', 'en_US'] as const;
const looks: Dress[] = SKINS.flatMap((skin) => LANGUAGES.map((language) => ({ skin, language })));

test.each(looks)(
  'A8, R8, law 8: Roundcube in $skin and $language marks its list, knows a writer, offers another, and believes no body',
  async (look) => {
    await dress(page, look);
    await expect.poll(marks).toBeGreaterThan(5);
    await preview(page, 'polish');
    await expectChip(page, 'Bożena Źdźbło');
    await preview(page, 'hostile');
    await expectChip(page, word('en', 'chip_add'));
    await openFolder(page, 'INBOX');
    await openFully(page, 'hostile');
    await expectChip(page, word('en', 'chip_add'));
    expect(JSON.stringify(await partsOf(page))).not.toMatch(/ofiara/iu);
  },
);

test.each(SKINS)('law 8: in $0 own mail in the folder of what was sent offers nobody', async (skin) => {
  await dress(page, { skin, language: 'pl_PL' });
  await openFolder(page, 'Sent');
  await preview(page, 'own-sent');
  await page.waitForTimeout(800);
  expect(await chipText(page)).toBeNull();
  expect(await marks()).toBe(0);
});

/** How many rows of the list bear a mark. */
async function marks(): Promise<number> {
  return (await partsOf(page)).filter(({ name }) => name === 'mark').length;
}
