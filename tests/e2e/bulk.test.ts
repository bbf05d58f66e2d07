import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#lib/model/role.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { browserOf, fill, join, startClub, type Club } from './harness/club.ts';
import { word } from './harness/words.ts';

const MANY = 2000;
/** Milliseconds: two thousand are worked through and sent. */
const LONG = { timeout: 150_000 };
const names = Array.from({ length: MANY }, (_, i) => `Klient ${String(i).padStart(4, '0')}`);
const en = (key: string, ...values: string[]) => word('en', key, ...values);

let club: Club;
let agent: Agent | null = null;

beforeAll(async () => {
  club = await startClub();
  await fill(club, club.owner, names);
});
afterEach(() => agent?.close());
afterAll(() => club?.server.end());

/** The list in a browser of somebody's own, with everybody of the team's in it. */
async function openList(role: Role | null): Promise<Page> {
  const person = role === null ? club.owner : await join(club, `Anna ${role}`, role);
  agent = await browserOf(club, person, 'en');
  const page = await agent.openOwn('contacts.html');
  await page.getByText(en('list_total_other', '2,000')).waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tickPage = (page: Page) => page.getByRole('checkbox', { name: en('list_select_page') }).click();
const tickAll = async (page: Page) => {
  await tickPage(page);
  await button(page, en('bulk_select_all_other', '2,000')).click();
};
const jobs = (page: Page) => page.getByRole('region', { name: en('job_label') });

describe('roles', () => {
  test('B66, B67, X6: an agent tags and exports a hundred; beyond that the buttons stay and say why', async () => {
    const page = await openList('agent');
    await tickPage(page);
    await page.getByText(en('bulk_selected_other', '100')).waitFor();
    expect(await button(page, en('bulk_tag')).isDisabled()).toBe(false);
    await button(page, en('bulk_select_all_other', '2,000')).click();
    await page.getByText(en('bulk_limit', '100')).waitFor();
    for (const act of ['bulk_tag', 'bulk_untag', 'bulk_export'])
      expect(await button(page, en(act)).isDisabled()).toBe(true);
    expect(await button(page, en('delete')).count()).toBe(0);
    expect(await wrongs(page)).toEqual([]);
  });

  test(
    'B57, B68: a restricted manager tags all of them, takes it back, and cannot delete one',
    LONG,
    async () => {
      const page = await openList('restricted-manager');
      await tickAll(page);
      expect(await button(page, en('delete')).count()).toBe(0);
      await button(page, en('bulk_tag')).click();
      await page.getByRole('combobox', { name: en('attribute_tags') }).fill('Hurt');
      await page.getByRole('option', { name: en('bulk_create_tag', 'Hurt') }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: en('bulk_tag'), exact: true })
        .click();
      await jobs(page).getByText(en('job_changed_other', '2,000')).waitFor({ timeout: 90_000 });
      const tagged = () =>
        club.server.rows("SELECT id FROM contact WHERE deleted = 0 AND fields LIKE '%tag/%'").length;
      await expect.poll(tagged, { timeout: 60_000 }).toBe(MANY);
      await jobs(page)
        .getByRole('button', { name: en('job_undo'), exact: true })
        .click();
      await expect.poll(tagged, { timeout: 60_000 }).toBe(0);
      await page
        .getByRole('button', { name: new RegExp(`^${en('list_actions', 'Klient')}`, 'u') })
        .first()
        .click();
      await page.getByRole('menuitem', { name: en('show_details') }).waitFor();
      expect(await page.getByRole('menuitem', { name: en('delete') }).count()).toBe(0);
    },
  );
});

describe('all of the workspace at once', () => {
  test(
    'B61, B62, B63, B64, B65, X10: deleted after the number is typed, with the worker killed half-way: it goes on, ends and is told',
    LONG,
    async () => {
      const page = await openList(null);
      await tickAll(page);
      await button(page, en('delete')).click();
      const question = page.getByRole('alertdialog', { name: en('bulk_delete_title_other', '2,000') });
      const confirm = question.getByRole('button', { name: en('delete'), exact: true });
      expect(await confirm.isDisabled()).toBe(true);
      expect(await wrongs(page)).toEqual([]);
      await question.getByLabel(en('bulk_delete_type', '2,000')).fill('2000');
      await confirm.click();
      await jobs(page)
        .getByRole('button', { name: en('job_undo') })
        .waitFor();
      const bar = jobs(page).getByRole('progressbar');
      const done = async () => Number((await bar.getAttribute('value', { timeout: 60_000 })) ?? 0);
      await expect.poll(done, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
      await agent?.killWorker();
      const left = club.server.contactNames().length;
      await jobs(page).getByText(en('job_deleted_other', '2,000')).waitFor({ timeout: 90_000 });
      expect(left).toBeGreaterThan(0);
      await page.getByText(en('list_empty'), { exact: true }).waitFor();
      await expect.poll(() => club.server.contactNames(), { timeout: 60_000 }).toEqual([]);
      expect(await wrongs(page)).toEqual([]);
    },
  );
});
