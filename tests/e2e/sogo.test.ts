import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, partsOf, sidebarText } from './harness/on-page.ts';
import { addRecipient, answer, openRow, openSogo, openSogoFolder, openWindow } from './harness/sogo.ts';
import { stage } from './harness/stage.ts';
import { word } from './harness/words.ts';
import { startSogo } from './webmail/sogo.ts';
import type { Webmail } from './webmail/webmail.ts';

let sogo: Webmail;
let agent: Agent;
let page: Page;

// One browser, signed in once, as for a morning's work: these tests come after one another.
beforeAll(async () => {
  stage();
  sogo = await startSogo();
  agent = await Agent.open('pl');
  page = await openSogo(agent, sogo.url);
});
afterAll(async () => {
  await agent?.close();
  await sogo?.stop();
});

/** Long enough for a chip to come up where it would: a message's header is read within 200 ms elsewhere. */
async function expectNobody(): Promise<void> {
  await page.waitForTimeout(1200);
  expect(await chipText(page)).toBeNull();
}

/** Whose address a careful person would take down; SOGo's page holds no Reply-To. */
const WRITERS: Record<string, string> = {
  german: 'J.Gross@Kerzenhaus.Example',
  'no-name': 'zamowienia@pasmanteria.example',
  allegro: 'b7c1d9e2f4+10ab2@allegromail.pl',
  hostile: 'n.klamka@lewy.example',
  'name-is-an-address': 'ktokolwiek@lewy.example',
  'thread-husband': 'wieslaw@tartak-los.example',
};

describe('a real SOGo', () => {
  test('law 8: the list of messages offers nobody', async () => {
    await expectNobody();
    expect((await partsOf(page)).filter(({ name }) => name === 'mark')).toEqual([]);
  });

  test('A8, A30, G1: a writer is added by one click, known after a reload and in a window of the message', async () => {
    await openRow(page, 'polish');
    await expectChip(page, word('pl', 'chip_add'));
    await clickPart(page, 'chip', word('pl', 'chip_add'));
    await expectChip(page, 'Bożena Źdźbło');
    await page.reload();
    await page.waitForSelector('.sg-mail-part');
    await expectChip(page, 'Bożena Źdźbło');
    const window = await openWindow(page);
    await expectChip(window, 'Bożena Źdźbło');
    await window.close();
  });

  test('A8, law 8: each message offers its writer, in sidebar and chip, and nobody else; nor does a body that plays the header', async () => {
    await openSidebar(page);
    for (const [key, writer] of Object.entries(WRITERS)) {
      await openRow(page, key);
      await expectSidebar(page, writer);
      // A name that poses as an address is shown, and asked about.
      await expectChip(page, word('pl', key === 'name-is-an-address' ? 'chip_who' : 'chip_add'));
      const shown = (await sidebarText(page)) + JSON.stringify(await partsOf(page));
      const others = Object.values(WRITERS).filter((address) => address !== writer);
      for (const address of [...others, 'ofiara@uczciwa.example']) expect(shown).not.toContain(address);
    }
    await openRow(page, 'polish');
    await expectChip(page, 'Bożena Źdźbło');
  });

  test('R11: while an answer is written nobody is offered but whom SOGo addressed it to, and not once others were typed in', async () => {
    await openRow(page, 'polish');
    await openSidebar(page);
    await expectSidebar(page, 'bozena.zdzblo@skrzynka.example');
    await answer(page);
    await expect.poll(() => chipText(page)).toBeNull();
    await expectSidebar(page, 'bozena.zdzblo@skrzynka.example');
    await addRecipient(page, 'kto.inny@skrzynka.example');
    await expect.poll(() => sidebarText(page)).not.toContain('bozena.zdzblo@skrzynka.example');
    expect(await sidebarText(page)).not.toContain('kto.inny@skrzynka.example');
  });

  test('law 8: own mail in the Sent folder offers nobody', async () => {
    await openSogoFolder(page, 'Sent');
    await page.locator('md-list-item.sg-message-list-item').first().click();
    await page.locator('.msg-body').getByText('wysyłamy nowy klosz').waitFor();
    await expectNobody();
  });
});
