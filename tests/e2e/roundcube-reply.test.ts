import { afterEach, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { frameOf } from './harness/beside.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { clickPart, partsOf } from './harness/on-page.ts';
import { openFully, openMail } from './harness/roundcube.ts';
import { word } from './harness/words.ts';

let agent: Agent;
afterEach(() => agent?.close());

test('D2, R11: in a real Roundcube a greeting and a value go into the reply where the agent writes, are taken back, and nothing is sent', async () => {
  agent = await Agent.open('pl');
  const page = await openMail(agent, 'polish');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('_action=send')) sent.push(request.url());
  });
  await openFully(page, 'polish');
  await openSidebar(page);
  await clickPart(page, 'chip', word('pl', 'chip_add'));
  await expectChip(page, 'Bożena Źdźbło');
  await page.locator('a.reply:visible').first().click();
  await page.waitForURL(/_action=compose/u);
  const box = page.locator('#composebody');
  await box.waitFor();
  await expectSidebar(page, word('pl', 'read_from_recipient'));
  await expectSidebar(page, 'Bożena Źdźbło');
  const sidebar = frameOf(page);
  const before = await box.inputValue();
  await box.focus();
  await page.keyboard.press('Control+Home');
  await sidebar.getByRole('button', { name: word('pl', 'insert_menu'), exact: true }).click();
  await sidebar.getByRole('menuitem').first().click();
  await expect.poll(() => box.inputValue()).toBe(`Dzień dobry, ${before}`);
  await sidebar.getByRole('button', { name: word('pl', 'ui_undo'), exact: true }).click();
  await expect.poll(() => box.inputValue()).toBe(before);
  await sidebar.getByRole('button', { name: word('pl', 'insert_menu'), exact: true }).click();
  await sidebar.getByRole('menuitem', { name: 'Bożena Źdźbło' }).click();
  await expect.poll(() => box.inputValue()).toContain('Bożena Źdźbło');
  expect([page.url().includes('_action=compose'), sent]).toEqual([true, []]);
});

test('G20: on reply, whom the answer goes to becomes a contact when it is typed in the editor with bold and lists, too', async () => {
  agent = await Agent.open('pl');
  const contacts = await agent.openOwn('contacts.html');
  await contacts.evaluate(
    `chrome.runtime.sendMessage(${JSON.stringify({ to: 'book', call: 'putCaptureSettings', args: [{ autoCreate: 'reply' }] })})`,
  );
  const page = await openMail(agent, 'editor');
  await openFully(page, 'polish');
  await openSidebar(page);
  await page.locator('a.reply:visible').first().click();
  await page.waitForURL(/_action=compose/u);
  await expectSidebar(page, word('pl', 'read_from_recipient'));
  const editor = page.frameLocator('iframe[id$="_ifr"]').locator('body');
  await editor.click();
  const notice = async () => (await partsOf(page)).find(({ name }) => name === 'adding')?.text ?? '';
  expect(await notice()).toBe('');
  await page.keyboard.type('Dzień dobry');
  await expect.poll(notice, { timeout: 8000 }).toContain('Bożena Źdźbło');
  await expect(editor.innerText()).resolves.toContain('Dzień dobry');
});
