import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { clickPart, sidebarOf, sidebarText } from './harness/on-page.ts';
import { ROOT } from './harness/processes.ts';
import { TeamServer } from './harness/server.ts';
import { word } from './harness/words.ts';

let server: TeamServer;
let agent: Agent;

beforeAll(async () => {
  server = await TeamServer.start();
  agent = await Agent.open('en');
});
afterAll(async () => {
  await agent?.close();
  await server?.end();
});

/** Opens the demo inbox at the conversation with the subject. */
async function openDemo(subject: string): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(`${server.url}/demo/`);
  await page.getByText(subject).first().click();
  await page.locator('[data-demo="subject"]', { hasText: subject }).waitFor();
  return page;
}

describe('the demo inbox, as a new user tries it', () => {
  test("A30 to A32, B3, B4: a message, one click, a contact with a name of the team's own", async () => {
    const page = await openDemo('Abażur „Mgła” w innym kolorze');
    await expectChip(page, word('en', 'chip_add'));
    await openSidebar(page);
    await expectSidebar(page, word('en', 'sidebar_will_be_saved'));
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, 'Maja Zielińska');
    await expectSidebar(page, word('en', 'senders'));
    await expect.poll(() => sidebarText(page)).toMatch(/C-[0-9A-F]{6}/u);
    if (process.env.CARNET_PICTURE === '1') await takePicture(page);
    await page.close();
  });

  test('G1: the next message of the one page is read without a reload, and the former person is gone', async () => {
    const page = await openDemo('Ampoule grillée à l’arrivée');
    await openSidebar(page);
    await expectSidebar(page, 'camille.roussel@courriel.example');
    await page.getByText('Forty lamps for a terrace').first().click();
    await expectSidebar(page, 'oliver@harbour-house.example');
    expect(await sidebarText(page)).not.toContain('camille.roussel');
    await page.close();
  });
});

/** The README's picture: what a newcomer sees a minute after the clone. */
async function takePicture(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1520, height: 820 });
  const note = sidebarOf(page)?.getByPlaceholder(word('en', 'contact_note_placeholder'));
  await note?.fill('Asked for “Mgła” in sage: the mill promises the linen for Friday.');
  await note?.press('ControlOrMeta+Enter');
  await expectSidebar(page, 'the mill promises');
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(ROOT, 'docs/picture.png') });
}
