import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, sidebarText } from './harness/on-page.ts';
import { answerWith, openSaved, savedPage, savedPages } from './harness/saved-page.ts';
import { word } from './harness/words.ts';

let agent: Agent;

beforeAll(async () => {
  agent = await Agent.open('fr');
});
afterAll(() => agent?.close());

describe('Gmail, its pages answered under their own address', () => {
  test.each(savedPages('gmail').map((page) => [page.file, page] as const))(
    'A8: %s shows its writer and nobody else',
    async (_, saved) => {
      const page = await openSaved(agent.context, saved);
      await openSidebar(page);
      await expectSidebar(page, saved.requesters[0]?.address ?? '');
      const text = await sidebarText(page);
      const [, mailbox] = new RegExp(`${word('fr', 'sidebar_integration')}\\s+(\\S+)`, 'iu').exec(text) ?? [];
      const written = saved.requesters.flatMap(({ name, address }) => [name, address]);
      const expected = [...written, ...saved.optional, mailbox ?? ''].join('\n');
      const shown = text.match(/[^\s<>]+@[^\s<>]+/gu) ?? [];
      expect(shown.filter((address) => !expected.includes(address))).toEqual([]);
      await page.close();
    },
  );

  test.each([
    'gmail/2026-11-label-list',
    'gmail/2026-11-compose',
    'gmail/2026-11-settings',
    'gmail/2026-11-thread-own-only',
  ])('law 8: %s offers nobody', async (file) => {
    const page = await openSaved(agent.context, savedPage(file));
    await openSidebar(page);
    await page.waitForTimeout(700);
    expect(await chipText(page)).toBeNull();
    expect(await sidebarText(page)).not.toContain(word('fr', 'add_sender'));
    await page.close();
  });

  test('A30, G1: one click adds the writer, a reload knows them, and the next conversation begins anew', async () => {
    const saved = savedPage('gmail/2023-08-one-message');
    const [writer] = saved.requesters;
    const page = await openSaved(agent.context, saved);
    await expectChip(page, word('fr', 'chip_add'));
    await clickPart(page, 'chip', word('fr', 'chip_add'));
    await expectChip(page, writer?.name ?? '');
    await page.reload();
    await expectChip(page, writer?.name ?? '');

    const next = savedPage('gmail/2026-11-thread-two-customers');
    await answerWith(page, next.url, next.html);
    await page.goto('about:blank');
    await page.goto(next.url);
    await expectChip(page, word('fr', 'chip_add'));
    expect(await sidebarText(page)).not.toContain(writer?.address);
    await page.close();
  });
});
