import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Application } from './desk/application.ts';
import { commentOf, EDITOR } from './desk/comments.ts';
import { PASSWORD } from './desk/tickets.ts';
import { startWordPress } from './desk/wordpress.ts';
import { Agent, type Language } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart, partsOf, sidebarText } from './harness/on-page.ts';
import { stage } from './harness/stage.ts';
import { word } from './harness/words.ts';

let blog: Application;
let agent: Agent;

beforeAll(async () => {
  stage();
  blog = await startWordPress();
});
afterEach(() => agent?.close());
afterAll(() => blog?.stop());

async function signIn(language: Language): Promise<Page> {
  agent = await Agent.open(language);
  const page = await agent.context.newPage();
  await page.goto(`${blog.url}wp-login.php`);
  await page.fill('#user_login', EDITOR.login);
  await page.fill('#user_pass', PASSWORD);
  await page.click('#wp-submit');
  await page.waitForSelector('#wpadminbar');
  return page;
}

async function openComment(page: Page, key: string, action = 'editcomment'): Promise<void> {
  await page.goto(`${blog.url}wp-admin/comment.php?action=${action}&c=${commentOf(key).id}`);
  await page.waitForSelector('#wpfooter', { state: 'attached' });
}

async function openList(page: Page): Promise<void> {
  await page.goto(`${blog.url}wp-admin/edit-comments.php`);
  await page.waitForSelector('#the-comment-list > tr');
}

/** As a person does it: the button comes up under the mouse. */
async function answer(page: Page, key: string): Promise<void> {
  const row = page.locator(`#comment-${commentOf(key).id}`);
  await row.hover();
  await row.locator('.reply button').click();
  await page.locator('#replycontent').waitFor();
}

test('A8, A30, G1: in a real WordPress who wrote a comment is added by one click, and known where it is approved or answered', async () => {
  const page = await signIn('pl');
  await openComment(page, 'polish');
  await expectChip(page, word('pl', 'chip_add'));
  await clickPart(page, 'chip', word('pl', 'chip_add'));
  await expectChip(page, 'Bożena Źdźbło');
  await openComment(page, 'polish', 'approve');
  await expectChip(page, 'Bożena Źdźbło');
  await openList(page);
  await answer(page, 'polish');
  await expectChip(page, 'Bożena Źdźbło');
});

test('A8, law 8: the sidebar follows from comment to comment; names in their text are not believed', async () => {
  const page = await signIn('en');
  await openComment(page, 'polish');
  await openSidebar(page);
  await expectSidebar(page, commentOf('polish').address);
  for (const [key, action] of [
    ['apostrophe', 'editcomment'],
    ['hostile', 'editcomment'],
    ['hostile', 'spam'],
  ] as const) {
    await openComment(page, key, action);
    await expectChip(page, word('en', 'chip_add'));
    await expectSidebar(page, commentOf(key).address);
    const shown = (await sidebarText(page)) + JSON.stringify(await partsOf(page));
    expect(shown).not.toMatch(/ofiara|bozena/iu);
  }
});

test('law 8: in the list whoever is being answered is offered, and nobody before; never who wrote the article', async () => {
  const page = await signIn('fr');
  await openList(page);
  // Long enough for a chip to come up where it would: elsewhere a comment is read within 200 ms.
  await page.waitForTimeout(1200);
  expect(await chipText(page)).toBeNull();
  await answer(page, 'apostrophe');
  await expectChip(page, word('fr', 'chip_add'));
  await clickPart(page, 'chip', word('fr', 'chip_add'));
  await expectChip(page, commentOf('apostrophe').name);
  await answer(page, 'hostile');
  await expectChip(page, word('fr', 'chip_add'));
  await page.locator('#replyrow .cancel').click();
  await expect.poll(() => chipText(page)).toBeNull();
  await answer(page, 'own');
  await page.waitForTimeout(1200);
  expect(await chipText(page)).toBeNull();
});
