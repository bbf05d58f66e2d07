import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Frame } from 'playwright-core';
import { Client, create } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { word } from './harness/words.ts';

let club: Club;
let olga: Agent;
let marek: Agent;
let camille: string;

const w = (key: string, ...values: string[]) => word('en', key, ...values);
const p = (key: string, ...values: string[]) => word('pl', key, ...values);
const record = (kind: string, contactId: string, values: Record<string, string>) => ({
  name: 'record.put',
  args: {
    kind,
    id: randomUUID(),
    contactId,
    set: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { value, origin: 'typed' as const }]),
    ),
    base: {},
  },
});

/** The event of a minute; every fifth is a chat. */
function eventAt(minute: number) {
  const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return record('event', camille, {
    at,
    type: minute % 5 === 0 ? 'chat' : 'web-session',
    title: `Visit ${minute}`,
  });
}

beforeAll(async () => {
  club = await startClub();
  const member = await join(club, 'Marek', 'agent');
  const [known, busy] = [
    create('Maja Zielińska', 'maja.zielinska@poczta.example'),
    create('Camille Roussel', 'camille.roussel@courriel.example'),
  ];
  camille = busy.args.id;
  const client = new Client(club.team, club.owner);
  await client.push(known, busy);
  for (let start = 0; start < 3000; start += 500)
    await client.push(...Array.from({ length: 500 }, (_, i) => eventAt(start + i)));
  await client.push(
    ...Array.from({ length: 200 }, (_, i) => record('note', camille, { text: `Remark ${i}` })),
    ...Array.from({ length: 100 }, (_, i) =>
      record('ticket', camille, { subject: `Matter ${i}`, delivery: 'sent', state: 'closed' }),
    ),
  );
  [olga, marek] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, member, 'pl')]);
});
afterAll(async () => {
  await Promise.all([olga?.close(), marek?.close()]);
  await club?.server.end();
});

/** What the toolbar says of the tab in front, as its badge and its title. */
async function toolbarOf(agent: Agent): Promise<[string, string]> {
  const worker = await agent.worker();
  const told = await worker.evaluate(`(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const where = { tabId: tab?.id ?? -1 };
    return [await chrome.action.getBadgeText(where), await chrome.action.getTitle(where)];
  })()`);
  return told as [string, string];
}

const edgeOf = (frame: Frame) =>
  frame.evaluate(
    () => getComputedStyle(document.querySelector('main')?.parentElement ?? document.body).borderLeftWidth,
  );

test('R2, G29, E32, E33, E46, E47: a colleague’s warning colours chip, toolbar and sidebar at once; edited, it says who wrote it and what it said before', async () => {
  const mine = await openBeside(olga, club.server.url, 'abazur');
  const his = await openBeside(marek, club.server.url, 'abazur');
  const [frame, theirs] = [frameOf(mine), frameOf(his)];
  await expectChip(his, 'Maja Zielińska');
  await frame.getByRole('button', { name: w('sidebar_note'), exact: true }).click();
  const field = frame.getByPlaceholder(w('contact_note_placeholder'));
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  await mine.keyboard.type('Pays late');
  await frame.getByText(w('note_warning')).click();
  await frame.getByRole('button', { name: w('contact_note_add'), exact: true }).click();

  await expectChip(his, p('chip_warning', 'Pays late'));
  await expectSidebar(his, 'Pays late');
  // The note and the warning are asked for one by one: whichever is told first stands first.
  await expect.poll(() => edgeOf(theirs)).toBe('4px');
  await his.bringToFront();
  await expect.poll(() => toolbarOf(marek)).toEqual(['!', p('badge_warning', 'Maja Zielińska', 'Pays late')]);
  expect(await wrongs(theirs)).toEqual([]);

  const rail = frame.getByRole('navigation');
  await rail.getByRole('button', { name: w('notes'), exact: true }).click();
  const note = frame.getByRole('article').filter({ hasText: 'Pays late' });
  await note.hover();
  await note.getByRole('button', { name: w('contact_note_edit') }).click();
  await mine.keyboard.press('ControlOrMeta+A');
  await mine.keyboard.type('Pays very late');
  await mine.keyboard.press('ControlOrMeta+Enter');
  await expectChip(his, p('chip_warning', 'Pays very late'));
  await theirs
    .getByRole('navigation')
    .getByRole('button', { name: p('rail_timeline') })
    .click();
  await theirs.getByText(p('timeline_filter_notes')).click();
  const read = theirs.getByRole('article').filter({ hasText: 'Pays very late' });
  await read.getByText(p('note_before')).click();
  await read.getByText('Pays late', { exact: true }).waitFor();
  await read.getByText(club.owner.name).first().waitFor();
  await mine.close();
  await his.close();
});

test('R6, G18, G24, E45, E48: the order a message quotes becomes the buyer’s, on the timeline and in the search; the conversation is kept by a click', async () => {
  const page = await openBeside(olga, club.server.url, 'ampoule');
  const frame = frameOf(page);
  await expectSidebar(page, '20417');
  await frame
    .getByRole('navigation')
    .getByRole('button', { name: w('rail_timeline') })
    .click();
  await frame.getByRole('button', { name: w('timeline_capture') }).click();
  await frame.getByText(w('timeline_captured_one', '1')).waitFor();
  await frame.getByText(w('timeline_filter_orders')).click();
  const list = frame.getByRole('list', { name: w('timeline_title') });
  await list.getByText(w('timeline_order', '20417')).waitFor();
  await frame.getByText(w('timeline_filter_conversations')).click();
  await list.getByText('Ampoule grillée à l’arrivée').waitFor();
  await list.getByText(/elle est superbe/u).waitFor();
  await page.close();
  const popup = await olga.openOwn('popup.html');
  await popup.getByRole('combobox').fill('20417');
  await popup.getByRole('option', { name: /Camille Roussel/u }).waitFor();
  await expect.poll(() => popup.getByRole('option').count()).toBe(1);
  await popup.close();
});

test('E44, E49: of somebody with three thousand events the newest are there at once, with how many there are and the way to the rest', async () => {
  const page = await olga.openOwn(`contacts.html#/profile/${camille}`);
  const list = page.getByRole('list', { name: w('timeline_title') });
  await list.waitFor();
  const items = page.locator('ol > li', { has: page.locator('[aria-hidden]') });
  await items.nth(39).waitFor();
  expect(await items.count()).toBe(40);
  await page.getByText(/^40 of 3,3\d\d shown$/u).waitFor();
  await page.getByText('20 of 200 shown').waitFor();
  await page.getByRole('button', { name: w('notes_more') }).click();
  await page.getByText('70 of 200 shown').waitFor();
  await page.getByText(w('timeline_filter_tickets')).click();
  await page.getByText('40 of 100 shown').waitFor();
  await page.getByRole('button', { name: w('timeline_earlier') }).click();
  await items.nth(99).waitFor();
  expect(await items.count()).toBe(100);
  await page.getByText(w('timeline_filter_conversations')).click();
  await list.getByText('Visit 2995').waitFor();
  expect(await list.getByText('Visit 2996').count()).toBe(0);
  expect(await wrongs(page)).toEqual([]);
  await page.close();
});
