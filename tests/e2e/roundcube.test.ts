import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { Agent, type Language } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, partsOf, sidebarText } from './harness/on-page.ts';
import { openFolder, openFully, openMail, preview } from './harness/roundcube.ts';
import { word } from './harness/words.ts';
import type { mailboxes } from './webmail/mailbox.ts';
import { messages } from './webmail/messages.ts';

let agent: Agent;

async function mail(language: Language, mailbox: keyof typeof mailboxes): Promise<Page> {
  agent = await Agent.open(language);
  return openMail(agent, mailbox);
}

afterEach(() => agent?.close());

describe('the main job in a real Roundcube', () => {
  test('A8, A30, G1: the writer of a previewed message is unknown, one click adds them, and a reload still knows them', async () => {
    const page = await mail('pl', 'polish');
    await preview(page, 'polish');
    await expectChip(page, word('pl', 'chip_add'));
    await clickPart(page, 'chip', word('pl', 'chip_add'));
    await expectChip(page, 'Bożena Źdźbło');
    await page.reload();
    await preview(page, 'polish');
    await expectChip(page, 'Bożena Źdźbło');
  });

  test('A8, A30: the same in the full view, in French', async () => {
    const page = await mail('fr', 'french');
    await openFully(page, 'french');
    await expectChip(page, word('fr', 'chip_add'));
    await clickPart(page, 'chip', word('fr', 'chip_add'));
    await expectChip(page, 'Héloïse Bâtard-Çelik');
    await page.reload();
    await expectChip(page, 'Héloïse Bâtard-Çelik');
  });

  test('A8: the same in the skin larry, where the writer has a comma in the name', async () => {
    const page = await mail('en', 'larry');
    await preview(page, 'german');
    await expectChip(page, word('en', 'chip_add'));
    await clickPart(page, 'chip', word('en', 'chip_add'));
    await expectChip(page, 'Groß-Öhringen, Jörg (Vertrieb)');
  });
});

/** Whose address a careful person would take down from each message. */
const WRITERS: Record<string, string> = {
  'no-name': 'zamowienia@pasmanteria.example',
  list: 'h.wrona@woskownia.example',
  form: 'maelle+sklep@boite.example',
  allegro: 'b7c1d9e2f4+10ab2@allegromail.pl',
  hostile: 'n.klamka@lewy.example',
  'name-is-an-address': 'ktokolwiek@lewy.example',
  'thread-customer': 'm.zrebiecka@skrzynka.example',
  'thread-husband': 'wieslaw@tartak-los.example',
  emoji: 'ahoj@świeczka.example',
};

describe('who wrote it', () => {
  test('A8, law 8: each message of the inbox offers its writer, in sidebar and chip, and nobody else', async () => {
    const page = await mail('en', 'polish');
    await preview(page, 'polish');
    await openSidebar(page);
    for (const [key, writer] of Object.entries(WRITERS)) {
      await preview(page, key);
      await expectChip(page, word('en', 'chip_add'));
      await expectSidebar(page, writer);
      const text = await sidebarText(page);
      const strangers = messages.flatMap(({ key: other, from }) =>
        other === key || other.startsWith('thread') || from.address === writer ? [] : [from.address],
      );
      for (const address of [...strangers, 'ofiara@uczciwa.example']) expect(text).not.toContain(address);
    }
  });

  test('law 8: a body that plays the header is not believed, in the preview and in the full view', async () => {
    const page = await mail('pl', 'polish');
    await preview(page, 'hostile');
    await clickPart(page, 'chip', word('pl', 'chip_add'));
    await expectChip(page, 'Norbert Klamka');
    await openFolder(page, 'INBOX');
    await openFully(page, 'hostile');
    await expectChip(page, 'Norbert Klamka');
    expect(JSON.stringify(await partsOf(page))).not.toMatch(/ofiara/iu);
  });

  test('law 8: own mail in the Sent folder offers nobody', async () => {
    const page = await mail('pl', 'polish');
    await openFolder(page, 'Sent');
    await preview(page, 'own-sent');
    // Long enough for a chip to come up where it would: the same message's header is read within 200 ms elsewhere.
    await page.waitForTimeout(1500);
    expect(await chipText(page)).toBeNull();
  });

  test('R1: an Allegro buyer whose address carries another order is the same sender', async () => {
    const page = await mail('pl', 'polish');
    await preview(page, 'allegro');
    await expectChip(page, word('pl', 'chip_add'));
    await clickPart(page, 'chip', word('pl', 'chip_add'));
    await expectChip(page, 'świeczka_77');
    await preview(page, 'allegro-again');
    await expectChip(page, 'świeczka_77');
  });
});
