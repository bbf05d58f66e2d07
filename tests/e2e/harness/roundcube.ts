import type { FrameLocator, Page } from 'playwright-core';
import { PASSWORD } from '#tests/e2e/webmail/dovecot.ts';
import { mailboxes } from '#tests/e2e/webmail/mailbox.ts';
import { messageOf, messages } from '#tests/e2e/webmail/messages.ts';
import type { Agent } from './agent.ts';
import { stage } from './stage.ts';

/** Opens the webmail, in the mailbox's own language and skin; signs in where the agent is not yet. */
export async function openMail(agent: Agent, mailbox: keyof typeof mailboxes = 'polish'): Promise<Page> {
  const page = await agent.context.newPage();
  // Roundcube asks for its list once: where that, or the sign-in, is lost, a person loads the page again.
  for (const again of ['; once more', '']) {
    if (await showsMail(page, mailbox)) return page;
    const shown = (await page.innerText('body')).replaceAll(/\s+/gu, ' ').slice(0, 500);
    process.stderr.write(`The webmail at ${page.url()} shows no messages${again}: ${shown}\n`);
  }
  throw new Error('The webmail shows no messages: its own words are above.');
}

async function showsMail(page: Page, mailbox: keyof typeof mailboxes): Promise<boolean> {
  await page.goto(`${stage().webmail}?_task=mail`);
  if (await page.locator('#rcmloginuser').count()) {
    await page.fill('#rcmloginuser', mailboxes[mailbox].user);
    await page.fill('#rcmloginpwd', PASSWORD);
    await page.click('#rcmloginsubmit');
  }
  const rows = page.locator('#messagelist tbody tr').first().waitFor();
  return rows.then(
    () => true,
    () => false,
  );
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

/** How Roundcube may look, and the languages it may speak: as its own settings name them. */
export type Dress = {
  skin: 'elastic' | 'larry' | 'classic';
  language: 'pl_PL' | 'fr_FR' | 'en_US';
};

/** Changes skin and language as Roundcube's own settings page does, and opens the inbox in them. */
export async function dress(page: Page, { skin, language }: Dress): Promise<void> {
  const saved = await page.request.post(stage().webmail, {
    form: {
      _task: 'settings',
      _action: 'save-prefs',
      _section: 'general',
      _token: String(await ownWord(page, 'request_token')),
      _skin: skin,
      _language: language,
      _timezone: 'Europe/Warsaw',
    },
  });
  if (!saved.ok()) throw new Error(`Roundcube keeps its looks: ${saved.status()}`);
  await openFolder(page, 'INBOX');
  const worn = [await ownWord(page, 'skin'), await ownWord(page, 'locale')].join(' ');
  if (worn !== `${skin} ${language}`) throw new Error(`Roundcube still wears ${worn}.`);
}

/** What Roundcube's page says of itself to its own scripts. */
function ownWord(page: Page, name: string): Promise<unknown> {
  return page.evaluate((name) => {
    const application = Reflect.get(window, 'rcmail') as { env: Record<string, unknown> };
    return application.env[name];
  }, name);
}
