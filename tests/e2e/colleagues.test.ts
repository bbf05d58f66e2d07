import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submit } from '#tests/server/team.ts';
import type { Agent } from './harness/agent.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { clickPart, sidebarOf } from './harness/on-page.ts';
import { word } from './harness/words.ts';

const SUBJECT = 'Ampoule grillée à l’arrivée';

let club: Club;
let olga: Agent;
let marek: Agent;

beforeAll(async () => {
  club = await startClub();
  const member = await join(club, 'Marek', 'agent');
  [olga, marek] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, member, 'pl')]);
});
afterAll(async () => {
  await Promise.all([olga?.close(), marek?.close()]);
  await club?.server.end();
});

async function openMessage(agent: Agent): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(`${club.server.url}/demo/`);
  await page.getByText(SUBJECT).first().click();
  await page.locator('[data-demo="subject"]', { hasText: SUBJECT }).waitFor();
  return page;
}

test('R12: the second of two who read one message sees who is adding its writer, and then the contact', async () => {
  const [mine, theirs] = [await openMessage(olga), await openMessage(marek)];
  await expectChip(mine, word('en', 'chip_add'));
  await expectChip(theirs, word('pl', 'chip_add'));
  await openSidebar(mine);
  await openSidebar(theirs);
  const add = sidebarOf(mine)?.getByRole('button', { name: word('en', 'add_sender') });
  await add?.focus();
  await expectChip(theirs, word('pl', 'chip_added_by', club.owner.name));
  await expectSidebar(theirs, word('pl', 'sidebar_added_by', club.owner.name));
  await clickPart(mine, 'chip', word('en', 'chip_add'));
  await expectChip(theirs, 'Camille Roussel');
  await mine.close();
  await theirs.close();
});

test('E3: who is in two workspaces changes from one to the other on every surface', async () => {
  await submit(`${club.server.url}/workspaces/new`, { name: 'Świece' }, club.owner.cookie);
  const page = await olga.openOwn('contacts.html#/team');
  const change = page.getByRole('button', { name: word('en', 'workspace_switch', 'Lampka') });
  // The surface that was open before asks a moment later.
  const isThere = () =>
    change.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  await expect.poll(async () => (await page.reload()) && isThere(), { timeout: 30_000 }).toBe(true);
  await change.click();
  await page.getByRole('menuitem', { name: 'Świece' }).click();
  await page.getByText(word('en', 'workspace_switched', 'Świece')).waitFor();
  const popup = await olga.openOwn('popup.html');
  await popup.getByText(word('en', 'popup_empty')).waitFor();
  await popup.getByRole('button', { name: word('en', 'workspace_switch', 'Świece') }).click();
  await popup.getByRole('menuitem', { name: 'Lampka' }).click();
  await popup.getByRole('option').first().waitFor();
  await page.close();
  await popup.close();
});
