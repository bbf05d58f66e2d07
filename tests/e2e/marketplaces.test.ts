import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExtension } from '#tools/build-extension.ts';
import { Family } from '#tools/family.ts';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, sidebarText } from './harness/on-page.ts';
import { openSaved, savedPage } from './harness/saved-page.ts';
import { word } from './harness/words.ts';

const HOSTS = [
  'mail.google.com',
  'salescenter.allegro.com',
  'sellercentral.amazon.de',
  'www.ebay.de',
  'www.etsy.com',
  'adeo-marketplace.mirakl.net',
  'www.vinted.fr',
];
const MASK = '8awgqyk6a5+another4order@allegromail.pl';
const family = new Family();
let folder: string;
let agent: Agent;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-marketplaces-'));
  const grant = HOSTS.map((host) => `https://${host}/*`);
  agent = await Agent.open('pl', undefined, {
    extension: await buildExtension(family, { into: folder, grant }),
  });
}, 120_000);
afterAll(async () => {
  await agent?.close();
  await family.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A mail of the buyer, who is reached by another mask with each order. */
function mailFrom(mask: string) {
  const saved = savedPage('gmail/2023-08-one-message');
  return { ...saved, html: saved.html.replaceAll(saved.requesters[0]?.address ?? '', mask) };
}

describe('marketplaces that are read from facts, their pages answered under their own address', () => {
  test.each([
    'amazon/2026-11-thread',
    'ebay/2026-11-thread',
    'etsy/2026-11-thread',
    'etsy/2026-11-conversation',
    'mirakl/2026-11-thread',
    'vinted/2026-11-thread',
  ])('C22, A8: %s shows its buyer, and nobody else whom the page names', async (file) => {
    const saved = savedPage(file);
    const page = await openSaved(agent.context, saved);
    await openSidebar(page);
    await expectSidebar(page, saved.requesters[0]?.address ?? '');
    await expectChip(page, word('pl', 'chip_add'));
    expect(await sidebarText(page)).not.toMatch(/hostile|someone_else|Papi|Xaver|Uwe Klein/u);
    await page.close();
  });

  test.each([
    'allegro/2026-11-orders',
    'amazon/2026-11-orders',
    'amazon/2026-11-packing-slip',
    'ebay/2026-11-orders',
    'etsy/2026-11-orders',
  ])('law 8: %s is a list, and offers nobody', async (file) => {
    const page = await openSaved(agent.context, savedPage(file));
    await openSidebar(page);
    await page.waitForTimeout(700);
    expect(await chipText(page)).toBeNull();
    expect(await sidebarText(page)).not.toContain(word('pl', 'add_sender'));
    await page.close();
  });

  test('R1: an address that all business buyers share is said to be one, and nobody is added by it', async () => {
    const page = await openSaved(agent.context, savedPage('amazon/2026-11-thread-of-business'));
    await expectChip(page, word('pl', 'chip_shared'));
    await openSidebar(page);
    await expectSidebar(page, word('pl', 'sidebar_shared'));
    expect(await sidebarText(page)).not.toContain(word('pl', 'add_sender'));
    await page.close();
  });

  test('R1, A30: a buyer added on Allegro is known by the next order’s mask in the mail, and by the login', async () => {
    const page = await openSaved(agent.context, savedPage('allegro/2026-11-one-order-with-address'));
    await expectChip(page, word('pl', 'chip_add'));
    await openSidebar(page);
    await expectSidebar(page, '8awgqyk6a5+cub31c122@allegromail.pl');
    await clickPart(page, 'chip', word('pl', 'chip_add'));
    await expectChip(page, 'jank84');
    await page.close();

    const mail = await openSaved(agent.context, mailFrom(MASK));
    await expectChip(mail, 'jank84');
    await mail.close();

    const form = await openSaved(agent.context, savedPage('allegro/2026-11-new-message'));
    await expectChip(form, 'jank84');
    await form.close();
  });
});
