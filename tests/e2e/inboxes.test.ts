import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExtension } from '#tools/build-extension.ts';
import { Family } from '#tools/family.ts';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, sidebarText } from './harness/on-page.ts';
import { answerWith, openSaved, savedPage } from './harness/saved-page.ts';
import { word } from './harness/words.ts';

const HOSTS = [
  'mail.yahoo.com',
  'mail.proton.me',
  'web.whatsapp.com',
  'www.facebook.com',
  'web.telegram.org',
  'x.com',
  'app.fastmail.com',
];
const family = new Family();
let folder: string;
let agent: Agent;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-inboxes-'));
  const grant = HOSTS.map((host) => `https://${host}/*`);
  agent = await Agent.open('pl', undefined, {
    extension: await buildExtension(family, { into: folder, grant }),
  });
  // The browser is busy installing until the first page is read.
  const page = await openSaved(agent.context, savedPage('yahoo/2026-11-list'));
  await page.locator('[data-carnet]').first().waitFor({ state: 'attached', timeout: 60_000 });
  await page.close();
}, 240_000);
afterAll(async () => {
  await agent?.close();
  await family.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('inboxes that are read from facts, their pages answered under their own address', () => {
  test.each([
    'yahoo/2026-11-hostile',
    'proton/2026-11-message',
    'whatsapp/2026-11-hostile',
    'messenger/2026-11-hostile',
    'telegram/2026-11-a-hostile',
    'x/2026-11-chat-hostile',
  ])('C22, A8: %s shows its writer, and nobody whom the message plays', async (file) => {
    const saved = savedPage(file);
    const page = await openSaved(agent.context, saved);
    await openSidebar(page);
    await expectSidebar(page, saved.requesters[0]?.address ?? 'nobody');
    expect(await sidebarText(page)).not.toMatch(/maja.podstep|699 ?000 ?111/u);
    await page.close();
  });

  test.each([
    'whatsapp/2026-11-group',
    'messenger/2026-11-two-profiles',
    'telegram/2026-11-k-group',
    'x/2026-11-home',
    'fastmail/2026-11-open',
  ])('law 8: %s offers nobody', async (file) => {
    const page = await openSaved(agent.context, savedPage(file));
    await openSidebar(page);
    await page.waitForTimeout(700);
    expect(await chipText(page)).toBeNull();
    expect(await sidebarText(page)).not.toContain(word('pl', 'add_sender'));
    await page.close();
  });

  test('A30, R1: one click adds who writes by WhatsApp, and their number is known in any form', async () => {
    const saved = savedPage('whatsapp/2026-11-saved-with-number');
    const page = await openSaved(agent.context, saved);
    await expectChip(page, word('pl', 'chip_add'));
    await clickPart(page, 'chip', word('pl', 'chip_add'));
    await expectChip(page, 'Maja abażury');
    const other = savedPage('whatsapp/2026-11-not-saved');
    await answerWith(page, other.url, other.html);
    await page.reload();
    await expectChip(page, 'Maja abażury');
    await page.close();
  });

  test('A8: when the chat changes, nobody of the chat before is shown', async () => {
    const saved = savedPage('telegram/2026-11-a');
    const page = await openSaved(agent.context, saved);
    await openSidebar(page);
    await expectSidebar(page, '600700801');
    await page.evaluate(() => {
      location.hash = '#511222333';
    });
    await expect.poll(() => sidebarText(page), { timeout: 3000 }).not.toContain('600700801');
    expect(await sidebarText(page)).not.toContain('511222333');
    await page.evaluate(() => {
      const name = document.querySelector('#MiddleColumn h3[dir]');
      if (name) name.textContent = 'Olga Wrona';
    });
    await expectSidebar(page, '511222333');
    expect(await sidebarText(page)).not.toContain('Maja Zielińska');
    await page.close();
  });
});
