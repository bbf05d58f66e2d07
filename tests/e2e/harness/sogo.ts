import type { Page } from 'playwright-core';
import { PASSWORD } from '#tests/e2e/webmail/dovecot.ts';
import { mailboxes } from '#tests/e2e/webmail/mailbox.ts';
import { messageOf } from '#tests/e2e/webmail/messages.ts';
import type { Agent } from './agent.ts';

const ROW = 'md-list-item.sg-message-list-item';

/** Signs in to SOGo; the window is tall, since the list draws only rows that are in sight. */
export async function openSogo(agent: Agent, url: string): Promise<Page> {
  const page = await agent.context.newPage();
  await page.setViewportSize({ width: 1440, height: 1500 });
  await page.goto(url);
  await page.fill('[ng-model="app.creds.username"]', mailboxes.polish.user);
  await page.fill('[type="password"]', PASSWORD);
  await page.click('[type="submit"]');
  await page.waitForSelector(ROW);
  return page;
}

/** Opens a message by a click on its row, and waits until its text is there. */
export async function openRow(page: Page, key: string): Promise<void> {
  const { subject, from } = messageOf(key);
  const row = page.locator(ROW).filter({ hasText: subject });
  const named = from.name === '' ? row : row.filter({ hasText: from.name });
  await named.first().click();
  await page.locator('.msg-body').getByText(firstWords(key)).first().waitFor();
}

/** Loads SOGo anew at a folder of the mailbox. */
export async function openSogoFolder(page: Page, name: 'INBOX' | 'Sent'): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#!/Mail/0/${name}`);
  await page.reload();
  await page.waitForSelector(ROW);
}

/** Takes the message that is open into a window of its own. */
export async function openWindow(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.click('[ng-click="viewer.openInPopup()"]');
  const window = await opened;
  await window.waitForSelector('.sg-mail-part');
  return window;
}

/** Begins an answer to the message that is open, in the dialog over it. */
export async function answer(page: Page): Promise<void> {
  await page.click('[ng-click="viewer.reply($event)"]');
  await page.waitForSelector('#mailEditor md-chip-template');
}

/** Types one more person to whom an answer goes. */
export async function addRecipient(page: Page, address: string): Promise<void> {
  await page.click('#mailEditor [ng-model="editor.message.editable.to"] input');
  // A comma ends an address; Enter may be taken by the suggestions below.
  await page.keyboard.type(`${address},`);
  await page.locator('#mailEditor md-chip-template').getByText(address).waitFor();
}

function firstWords(key: string): string {
  return (
    messageOf(key)
      .text.split('\n')
      .find((line) => line.length > 8) ?? ''
  );
}
