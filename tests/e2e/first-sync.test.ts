import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { people } from '#tests/bench/people.ts';
import { Agent } from './harness/agent.ts';
import { fill, signIn, startClub, type Club } from './harness/club.ts';
import { connect } from './harness/team.ts';
import { word } from './harness/words.ts';

/** Two pages of contacts, and as many of their senders behind them. */
const COUNT = 20_000;

let club: Club;
let agent: Agent;
beforeAll(async () => {
  club = await startClub({ gated: true });
  const everybody = people(COUNT).map(({ name }) => name);
  await Promise.all([fill(club, club.owner, everybody), Agent.open('en').then((opened) => (agent = opened))]);
  await signIn(agent, club.server.url, club.owner);
});
afterAll(async () => {
  await Promise.all([agent?.close(), club?.server.end()]);
});

const total = (page: Page) =>
  page
    .locator('[role=grid]')
    .getAttribute('aria-rowcount')
    .then((rows) => Number(rows) - 1);

test(
  'sync.md 9: while the first sync brings a large book it says how far it is, finds what is there, takes a new contact, and outlives its worker',
  { timeout: 120_000 },
  async () => {
    const list = await agent.openOwn('contacts.html');
    const team = await agent.openOwn('contacts.html#/team');
    const bar = team.getByRole('progressbar', { name: word('en', 'team_first_sync') });
    // The first page comes, and no other for a while: what is there already is used meanwhile.
    club.server.gate?.holdPullsAfter(1);
    await connect(agent, 'en', club.server.url);
    await bar.waitFor({ timeout: 30_000 });
    const done = async () => Number(await bar.getAttribute('value'));
    await expect.poll(done).toBeGreaterThan(0);
    expect(await done()).toBeLessThan(Number(await bar.getAttribute('max')));

    await expect.poll(() => total(list), { timeout: 10_000 }).toBeGreaterThan(0);
    const there = await total(list);
    expect(there).toBeLessThan(COUNT);
    const first = (await list.locator('[role=grid] [role=row]').nth(1).innerText()).split('\n')[0] ?? '';
    await list.getByLabel(word('en', 'list_search_label')).fill(first.slice(-6));
    await list.locator('[role=grid]').getByText(first).first().waitFor();
    await list.getByLabel(word('en', 'list_search_label')).fill('');
    await add(list, 'Added Meanwhile');

    await agent.killWorker();
    club.server.gate?.letPass();
    await expect.poll(() => total(list), { timeout: 60_000, interval: 100 }).toBe(COUNT + 1);
    await expect.poll(() => club.server.contactNames().length, { timeout: 30_000 }).toBe(COUNT + 1);
    expect(club.server.contactNames()).toContain('Added Meanwhile');
    await bar.waitFor({ state: 'detached' });
  },
);

async function add(page: Page, name: string): Promise<void> {
  await page.goto(page.url().replace(/#.*|$/u, '#/add'));
  await page.getByLabel(word('en', 'name'), { exact: true }).first().fill(name);
  await page.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
  await page.locator('[role=grid]').getByText(name, { exact: true }).first().waitFor();
}
