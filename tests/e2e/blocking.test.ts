import { afterEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { Agent } from './harness/agent.ts';
import { expectChip } from './harness/expect.ts';
import { clickPart, partsOf } from './harness/on-page.ts';
import { word } from './harness/words.ts';
import { nextMail, openGmail } from './page-mail.ts';

const spam = { name: 'Tanie Żarówki', address: 'oferta@tanie.example' };
const jan = { name: 'Jan Żółw', address: 'jan@poczta.example' };

let agent: Agent;
afterEach(() => agent?.close());

const isMessageSeen = (page: Page) =>
  page.evaluate(() => document.querySelector('.ii')?.checkVisibility() ?? false);
const cover = async (page: Page) => (await partsOf(page)).find(({ name }) => name === 'cover') ?? null;

/** Adds the requester of an open mail, and blocks them on the contacts page, as a person does. */
async function blocked(page: Page, reason: string): Promise<void> {
  await clickPart(page, 'chip', word('en', 'chip_add'));
  await expectChip(page, spam.name);
  const contacts = await agent.openOwn('contacts.html');
  await contacts.getByText(spam.name).first().click();
  await contacts
    .getByRole('complementary')
    .getByRole('button', { name: /^Actions for/u })
    .click();
  await contacts.getByRole('menuitem', { name: word('en', 'block') }).click();
  await contacts.getByRole('textbox', { name: word('en', 'block_reason') }).fill(reason);
  await contacts.getByRole('button', { name: word('en', 'block_confirm'), exact: true }).click();
  await contacts.getByRole('alertdialog').waitFor({ state: 'detached' });
  await contacts.close();
}

describe('a blocked requester', () => {
  test('B48, B52, W18: their message is covered with the reason, shown anyway by a click, and the next one is covered again', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, spam);
    await expectChip(page, word('en', 'chip_add'));
    expect(await isMessageSeen(page)).toBe(true);
    await blocked(page, 'Advertises lamps');
    await expectChip(page, 'Blocked');
    expect(await isMessageSeen(page)).toBe(false);
    expect((await cover(page))?.text).toContain('Advertises lamps');
    await clickPart(page, 'cover', word('en', 'cover_show'));
    await expect.poll(() => isMessageSeen(page)).toBe(true);
    await nextMail(page, jan);
    await expectChip(page, word('en', 'chip_add'));
    expect([await isMessageSeen(page), await cover(page)]).toEqual([true, null]);
    await nextMail(page, spam);
    await expectChip(page, 'Blocked');
    expect(await isMessageSeen(page)).toBe(false);
  });

  test('law 9: a page that takes the cover away has its message back, and nothing of it is lost', async () => {
    agent = await Agent.open();
    const page = await openGmail(agent.context, spam);
    await expectChip(page, word('en', 'chip_add'));
    await blocked(page, '');
    await expect.poll(() => isMessageSeen(page)).toBe(false);
    await page.evaluate(() => document.querySelector('[data-carnet=cover]')?.remove());
    expect(await isMessageSeen(page)).toBe(true);
    expect(await page.evaluate(() => document.querySelector('.ii')?.getAttribute('style'))).toBeNull();
  });
});
