import type { FrameLocator, Page } from 'playwright-core';
import { PASSWORD } from '#tests/e2e/webmail/dovecot.ts';
import { mailboxes } from '#tests/e2e/webmail/mailbox.ts';
import { messageOf, messages } from '#tests/e2e/webmail/messages.ts';
import type { Agent } from './agent.ts';
import { stage } from './stage.ts';

/** Opens the webmail, in the mailbox's own language and skin; signs in where the agent is not yet. */
export async function openMail(agent: Agent, mailbox: keyof typeof mailboxes = 'polish'): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(`${stage().webmail}?_task=mail`);
  if (await page.locator('#rcmloginuser').count()) {
    await page.fill('#rcmloginuser', mailboxes[mailbox].user);
    await page.fill('#rcmloginpwd', PASSWORD);
    await page.click('#rcmloginsubmit');
  }
  await page.waitForSelector('#messagelist tbody tr');
  return page;
}

/** Opens a message in the preview pane by a click on its row, and waits until its text is there. */
export async function preview(page: Page, key: string): Promise<void> {
  await rowOf(page, key).click();
  await previewPane(page).locator('#messagebody').getByText(firstWords(key)).waitFor();
}

/** The pane is a frame of its own within the page. */
export function previewPane(page: Page): FrameLocator {
  return page.frameLocator('#messagecontframe');
}

/** Opens a message in the whole window. */
export async function openFully(page: Page, key: string): Promise<void> {
  await rowOf(page, key).dblclick();
  await page.locator('#messagebody').getByText(firstWords(key)).waitFor();
}

export async function openFolder(page: Page, name: 'INBOX' | 'Sent'): Promise<void> {
  await page.goto(`${stage().webmail}?_task=mail&_mbox=${name}`);
  await page.waitForSelector('#messagelist tbody tr');
}

function rowOf(page: Page, key: string) {
  const { subject, from, folder } = messageOf(key);
  const row = page.locator('#messagelist tbody tr').filter({ hasText: subject });
  // A thread's messages bear one subject: in the inbox the sender tells them apart.
  const isThread = messages.filter((one) => one.subject.includes(subject.replace('Re: ', ''))).length > 1;
  const named = isThread && !folder ? row.filter({ hasText: from.name }) : row;
  return named.first().locator('.subject').last();
}

function firstWords(key: string): string {
  return (
    messageOf(key)
      .text.split('\n')
      .find((line) => line.length > 8) ?? ''
  );
}
