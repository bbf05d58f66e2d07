import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { word } from './harness/words.ts';

/** A slow machine takes its time over what is looked for again and again. */
const SLOW = { timeout: 15_000 };
const en = (key: string, ...values: string[]) => word('en', key, ...values);
const pl = (key: string, ...values: string[]) => word('pl', key, ...values);
const jan = create('Jan Kowalski', 'jan@kowalscy.example');

let club: Club;
let olga: Agent;
let marek: Agent;
/** The owner's page and an agent's, each in a browser of their own. */
let mine: Page;
let theirs: Page;

beforeAll(async () => {
  club = await startClub();
  await new Client(club.team, club.owner).push(jan);
  const member = await join(club, 'Marek', 'agent');
  [olga, marek] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, member, 'pl')]);
  [mine, theirs] = [await olga.openOwn('contacts.html'), await marek.openOwn('contacts.html')];
  for (const page of [mine, theirs]) await page.getByText('Jan Kowalski').first().waitFor();
});
afterAll(async () => {
  await Promise.all([olga?.close(), marek?.close()]);
  await club?.server.end();
});

/** Goes to a view by the link on the left. */
const to = (page: Page, name: string) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}( \\d+)?$`, 'u') })
    .click();
const items = (page: Page, label: string) =>
  page.getByRole('list', { name: label, exact: true }).getByRole('listitem');
const texts = async (page: Page, label: string) =>
  (await items(page, label).allInnerTexts()).map((text) => text.split('\n')[0]);
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

describe('attributes', () => {
  const attributes = en('nav_attributes');

  test('E4, E18, E19, E20, E21: made and renamed by an owner; a colleague sees it at once, and may not', async () => {
    await to(mine, attributes);
    await to(theirs, pl('nav_attributes'));
    await theirs.getByText(pl('attributes_needs_role')).waitFor();
    await mine.getByRole('button', { name: en('attributes_add') }).click();
    await dialogOf(mine, en('attributes_add')).getByLabel(en('name'), { exact: true }).fill('Kolor lampy');
    await dialogOf(mine, en('attributes_add'))
      .getByRole('button', { name: en('attributes_create') })
      .click();
    await expect.poll(() => texts(theirs, pl('nav_attributes')), SLOW).toContain('Kolor lampy');
    expect(await theirs.getByRole('button', { name: pl('definition_delete', 'Kolor lampy') }).count()).toBe(
      0,
    );
    await mine.getByRole('button', { name: en('definition_edit', 'Kolor lampy') }).click();
    const renaming = dialogOf(mine, en('definition_edit', 'Kolor lampy'));
    await renaming.getByLabel(en('name'), { exact: true }).fill('Barwa');
    await renaming.getByRole('button', { name: en('attributes_update') }).click();
    await expect.poll(() => texts(theirs, pl('nav_attributes')), SLOW).toContain('Barwa');
  });

  test('D8, D9, D10, D11: order by the keyboard and visibility hold for everybody at once', async () => {
    const first = () => texts(theirs, pl('nav_attributes')).then(([one]) => one);
    const handle = mine.getByRole('button', { name: en('order_move', 'Barwa') });
    const before = await texts(mine, attributes);
    await handle.focus();
    await mine.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => texts(mine, attributes), SLOW).not.toEqual(before);
    await items(mine, attributes)
      .filter({ hasText: en('attribute_firstName') })
      .getByRole('button', { name: en('order_move', en('attribute_firstName')) })
      .focus();
    await mine.keyboard.press('Alt+ArrowDown');
    await expect.poll(first, SLOW).toBe(pl('attribute_lastName'));
    const shows = (page: Page, name: string) => page.getByRole('switch', { name });
    await shows(mine, en('attributes_show', 'Barwa')).click({ force: true });
    await expect.poll(() => shows(theirs, pl('attributes_show', 'Barwa')).isChecked(), SLOW).toBe(false);
    expect(await shows(theirs, pl('attributes_show', 'Barwa')).isDisabled()).toBe(true);
    expect(await wrongs(mine)).toEqual([]);
    expect(await wrongs(theirs)).toEqual([]);
  });

  test('E12, E22, E26: one that a segment asks for is deleted: told before and after, and nothing is lost', async () => {
    await to(theirs, pl('contacts'));
    await theirs.getByRole('button', { name: pl('filter_add') }).click();
    const panel = theirs.getByRole('dialog', { name: pl('filter_add') });
    await panel.getByRole('combobox', { name: pl('filter_attribute') }).fill('Barwa');
    await theirs.getByRole('option', { name: 'Barwa', exact: true }).click();
    await panel.getByLabel(pl('filter_value'), { exact: true }).fill('ciepła');
    await panel.getByRole('button', { name: pl('filter_apply') }).click();
    await theirs.getByRole('button', { name: pl('segment_save'), exact: true }).click();
    await theirs.getByRole('dialog').getByLabel(pl('segment_name')).fill('Ciepłe');
    await theirs.keyboard.press('Enter');
    const link = mine.getByRole('navigation').getByRole('link', { name: /^Ciepłe/u });
    await link.waitFor();
    await mine.getByRole('button', { name: en('definition_delete', 'Barwa') }).click();
    const question = mine.getByRole('alertdialog');
    await question.getByText(en('definition_used_segments', 'Ciepłe')).waitFor();
    await question.getByRole('button', { name: en('delete'), exact: true }).click();
    await theirs.getByText(pl('filter_problem_attribute')).waitFor();
    await theirs.getByText(pl('list_none_match')).waitFor();
    await link.click();
    await mine.getByText(en('filter_problem_attribute')).waitFor();
    expect(await wrongs(mine)).toEqual([]);
    expect(club.server.contactNames()).toEqual(['Jan Kowalski']);
  });
});

describe('every view', () => {
  test.each(['light', 'dark'] as const)('has nothing wrong with it for an owner, %s', async (colorScheme) => {
    await mine.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const views = ['nav_home', 'nav_organisations', 'nav_tags', 'nav_attributes', 'nav_team', 'integrations'];
    for (const view of [...views, 'sites_title', 'nav_appearance']) {
      await to(mine, en(view));
      await mine.getByRole('heading', { level: 1, name: en(view) }).waitFor();
      expect([view, ...(await wrongs(mine))]).toEqual([view]);
    }
  });

  test('E1, E31, B43, X6: an agent makes organisations and tags; what is not theirs is not on the left', async () => {
    const links = await theirs.getByRole('navigation').getByRole('link').allInnerTexts();
    for (const key of ['nav_merges', 'nav_deleted']) expect(links.join()).not.toContain(pl(key));
    for (const [view, add, name] of [
      ['nav_organisations', 'organisations_add', 'Dom i Światło'],
      ['nav_tags', 'tags_add', 'Stały klient'],
    ] as const) {
      await to(theirs, pl(view));
      await to(mine, en(view));
      await theirs
        .getByRole('button', { name: pl(add), exact: true })
        .first()
        .click();
      await theirs.getByRole('dialog').getByLabel(pl('name'), { exact: true }).fill(name);
      await theirs.keyboard.press('Enter');
      await mine.getByRole('main').getByText(name).first().waitFor();
    }
  });

  test('Z: everybody sees who works here, and as what', async () => {
    await to(theirs, pl('nav_team'));
    const people = theirs.getByRole('region', { name: pl('members_title') }).getByRole('listitem');
    await expect.poll(() => people.count(), SLOW).toBe(2);
    await people.filter({ hasText: club.owner.name }).getByText(pl('team_role_owner')).waitFor();
    await people
      .filter({ hasText: 'Marek' })
      .getByText(`${pl('team_you')} · ${pl('team_role_agent')}`)
      .waitFor();
    expect(await wrongs(theirs)).toEqual([]);
  });
});
