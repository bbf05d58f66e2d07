import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#lib/model/role.ts';
import { Client, create, typed } from '#tests/server/client.ts';
import { submit, type Person } from '#tests/server/team.ts';
import type { Agent } from './harness/agent.ts';
import { wrongsInBoth } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { word } from './harness/words.ts';

/** A write goes to the server, and back, on a machine that may be busy. */
const SOON = { timeout: 10_000 };
const en = (key: string, ...values: string[]) => word('en', key, ...values);
const put = (kind: string, contactId: string, set: object) => ({
  name: 'record.put',
  args: { kind, id: randomUUID(), contactId, set, base: {} },
});
const merge = (from: string, into: string) => ({
  name: 'contact.merge',
  args: { id: randomUUID(), from, into, set: {}, base: {} },
});

let club: Club;
let anna: Person;
let agent: Agent;
let page: Page;
let owner: Client;
const bruno = create('Bruno Keller', 'bruno@keller-licht.example');
bruno.args.senders.push({ channel: 'ebay', key: 'keller-licht', value: 'keller-licht', details: {} });
const gone = create('Żaneta Gżegżółka', 'zaneta@poczta.example');
const [a, b] = [create('Ola Maj'), create('Aleksandra Maj')];

beforeAll(async () => {
  club = await startClub();
  owner = new Client(club.team, club.owner);
  await owner.push(bruno, gone, a, b, merge(a.args.id, b.args.id));
  await owner.push(
    { name: 'contact.delete', args: { id: gone.args.id } },
    put('note', bruno.args.id, { text: typed('Wants lanterns') }),
    put('ticket', bruno.args.id, { subject: typed('Lanterns'), state: typed('open') }),
  );
  anna = await join(club, 'Anna Agent', 'agent');
  agent = await browserOf(club, anna, 'en');
  page = await agent.openOwn('contacts.html');
});
afterAll(async () => {
  await agent?.close();
  await club?.server.end();
});

const goTo = (hash: string) => page.goto(new URL(hash, page.url()).href);
const count = (kind: string, more = '') =>
  club.server.rows(`SELECT id FROM record WHERE kind = '${kind}' AND deleted = 0 ${more}`).length;

async function become(role: Role): Promise<void> {
  const form = { user: anna.userId, role };
  await submit(`${club.team.url}/members/${club.team.workspace}/role`, form, club.owner.cookie);
}

/** What the contacts page shows of the three things that are not everybody's, and what the server answers. */
async function seen() {
  const nav = page.getByRole('navigation', { name: en('app_name') });
  const has = async (key: string) =>
    (await nav.getByRole('link', { name: en(key), exact: true }).count()) === 1;
  const made = create(`Deleted by a test ${randomUUID()}`);
  const { rejected } = await new Client(club.team, anna).push(made, {
    name: 'contact.delete',
    args: { id: made.args.id },
  });
  const url = `${club.team.url}/v1/workspaces/${club.team.workspace}/deletions`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${anna.token}` } });
  return {
    nav: [await has('nav_merges'), await has('nav_deleted')],
    server: [answer.status, rejected[0]?.code ?? 'deleted'],
  };
}

test('B25, B57, X4, D16, Z: merge history, deletion and its log are each for whom they are, on the page and on the server', async () => {
  const heading = (key: string) => page.getByRole('heading', { name: en(key) }).waitFor();
  await page.getByText('Bruno Keller').first().waitFor();
  expect(await seen()).toEqual({ nav: [false, false], server: [403, 'role'] });
  await goTo('#/merges');
  await heading('merges_role');
  await goTo('#/deleted');
  await heading('deleted_role');
  await goTo(`#/contact/${bruno.args.id}/delete`);
  await page.getByText(en('delete_needs_role')).waitFor();

  await become('restricted-manager');
  await page.getByRole('link', { name: en('nav_merges') }).waitFor();
  expect(await seen()).toEqual({ nav: [true, false], server: [403, 'role'] });
  await goTo('#/deleted');
  await heading('deleted_role');
  await goTo('#/merges');
  const row = page.getByRole('listitem').filter({ hasText: 'Ola Maj' });
  expect((await row.innerText()).replaceAll(/\s+/gu, ' ')).toMatch(
    /Ola Maj into Aleksandra Maj Olga Owner · today/u,
  );
  expect(await wrongsInBoth(page)).toEqual([]);
  await row.getByRole('button', { name: en('merge_undo') }).click();
  await row.getByText(/undone today/u).waitFor();
  await expect.poll(() => club.server.contactNames(), SOON).toEqual(expect.arrayContaining(['Ola Maj']));

  for (const role of ['manager', 'owner'] as const) {
    await become(role);
    await page.getByRole('link', { name: en('nav_deleted') }).waitFor();
    expect([role, await seen()]).toEqual([role, { nav: [true, true], server: [200, 'deleted'] }]);
  }
});

test('B49, B50, B51, W18, X5: blocked from the sidebar, on the contacts page; who, when and why stand beside the message', async () => {
  const mail = await openBeside(agent, club.server.url, 'makers');
  await expectChip(mail, 'Bruno Keller');
  const frame = frameOf(mail);
  await frame.getByRole('button', { name: en('ui_more') }).click();
  // The contacts page that is open already comes to the front.
  await frame.getByRole('menuitem', { name: en('sidebar_block') }).click();
  const dialog = page.getByRole('alertdialog', { name: en('block_title', 'Bruno Keller') });
  await dialog.waitFor();
  expect(await wrongsInBoth(page)).toEqual([]);
  await page.keyboard.type('Sells lamps, not ours');
  expect(count('block')).toBe(0);
  await dialog.getByRole('button', { name: en('block_confirm'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await expectChip(mail, en('blocked_title'));
  // The cover stands where the message stood, as wide as it was.
  const cover = await mail.locator('carnet-cover').boundingBox();
  expect(cover?.width).toBeGreaterThan(500);
  expect(cover?.height).toBeLessThan(200);
  await expectSidebar(mail, en('blocked_by', 'Anna Agent'));
  await expectSidebar(mail, 'Sells lamps, not ours');
  const list = frame.getByRole('link', { name: en('blocked_platform', 'eBay') });
  expect(await list.getAttribute('href')).toBe('https://www.ebay.com/bmgt/BuyerBlock');
  expect(await wrongsInBoth(mail, frame)).toEqual([]);
  await expect
    .poll(() => [count('block'), count('ticket', `AND fields LIKE '%"open"%'`)], SOON)
    .toEqual([1, 0]);
  await mail.close();
});

test('B53, B55, B56: home counts them no more, and the view of blocked contacts unblocks', async () => {
  await goTo('#/home');
  const week = page.getByRole('region', { name: new RegExp(en('home_week'), 'u') });
  await week.getByText('Aleksandra Maj').waitFor();
  expect(await week.getByText('Bruno Keller').count()).toBe(0);
  await goTo('#/blocked');
  const row = page.getByRole('listitem').filter({ hasText: 'Sells lamps, not ours' });
  await row.getByText(/Anna Agent · today/u).waitFor();
  expect(await wrongsInBoth(page)).toEqual([]);
  await row.getByRole('button', { name: en('blocked_actions', 'Bruno Keller') }).click();
  await page.getByRole('menuitem', { name: en('unblock') }).click();
  await page.getByRole('button', { name: en('unblock_confirm'), exact: true }).click();
  await page.getByRole('heading', { name: en('blocked_none') }).waitFor();
  // The row that had the focus is gone: a keyboard goes on from the list, not from the top of the page.
  const isKept = () => page.evaluate(() => document.activeElement?.closest('main') !== null);
  await expect.poll(isKept, SOON).toBe(true);
  await expect.poll(() => count('block'), SOON).toBe(0);
});

test('A17, B58, B59, B60, D12, D13, D14, D15, X11, X12: deleted from the sidebar on the contacts page: all of it, for everybody, and the log keeps a hint', async () => {
  const colleague = new Client(club.team, club.owner);
  await colleague.pull();
  const mail = await openBeside(agent, club.server.url, 'makers');
  await expectChip(mail, 'Bruno Keller');
  const frame = frameOf(mail);
  await frame.getByRole('button', { name: en('ui_more') }).click();
  await frame.getByRole('menuitem', { name: en('sidebar_delete') }).click();
  const dialog = page.getByRole('alertdialog', { name: en('delete_title', 'Bruno Keller') });
  await dialog.getByText(en('delete_what')).waitFor();
  // Enter alone destroys nothing: the focus is on Cancel.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), SOON).toBe(en('cancel'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(club.server.contactNames()).toContain('Bruno Keller');
  await goTo(`#/contact/${bruno.args.id}/delete`);
  await dialog.getByRole('button', { name: en('delete_confirm') }).click();
  await expectChip(mail, en('chip_add'));
  await expect.poll(() => club.server.contactNames(), SOON).not.toContain('Bruno Keller');
  expect([count('note'), count('ticket')]).toEqual([0, 0]);
  const { contact, record } = await colleague.pull();
  expect(contact.find(({ id }) => id === bruno.args.id)).toMatchObject({ deleted: true, name: '' });
  expect(record.filter(({ deleted }) => deleted)).toHaveLength(2);
  // Whoever writes again is a new contact, with nothing of the former (D13).
  await mail.bringToFront();
  await frame.getByRole('button', { name: en('add_sender') }).click();
  await expectChip(mail, 'Bruno Keller');
  await expect.poll(() => club.server.contactNames(), SOON).toContain('Bruno Keller');
  expect([count('note'), count('ticket')]).toEqual([0, 0]);
  await mail.close();
});

test('D15, D16, D17: under privacy and security the log tells who deleted whom, of the days asked for, and gives it out', async () => {
  await goTo('#/deleted');
  const rows = page.getByRole('row').filter({ hasText: en('channel_email') });
  await rows.filter({ hasText: 'Ż. G.' }).filter({ hasText: 'Olga Owner' }).waitFor();
  await rows.filter({ hasText: 'B. K.' }).filter({ hasText: 'Anna Agent' }).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/Gżegżółka|Keller/u);
  expect(await wrongsInBoth(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: en('deleted_export') }).click(),
  ]);
  const file = await readFile((await download.path()) ?? '', 'utf8');
  expect(file).toMatch(/"B\. K\.","b•••@k•••\.example","E-mail","Anna Agent","20/u);
  await page.getByLabel(en('deleted_to'), { exact: true }).fill('2020-01-01');
  await page.getByRole('heading', { name: en('deleted_none_span') }).waitFor();
  await page.getByRole('button', { name: en('deleted_all_days') }).click();
  await rows.first().waitFor();
});
