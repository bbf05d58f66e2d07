import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client, create, typed } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { expectSidebar } from './harness/expect.ts';
import { partsOf } from './harness/on-page.ts';
import { word } from './harness/words.ts';

const en = (key: string, ...values: string[]) => word('en', key, ...values);
/** Within the time a slow machine takes. */
const SOON = { timeout: 10_000 };

let club: Club;
let agent: Agent;
let page: Page;
let frame: Frame;

beforeAll(async () => {
  club = await startClub();
  const camille = create('Camille Roussel', 'camille.roussel@courriel.example');
  const set = { firstName: typed('Camille-Rose'), language: typed('nl'), country: typed('FR') };
  await new Client(club.team, club.owner).push(camille, {
    name: 'contact.patch',
    args: { id: camille.args.id, set, base: {} },
  });
  agent = await browserOf(club, await join(club, 'Marek', 'agent'), 'en');
});
afterAll(async () => {
  await agent?.close();
  await club?.server.end();
});

const press = (name: string) => frame.getByRole('button', { name, exact: true }).click();

describe('sections', () => {
  const order = () =>
    frame
      .locator('[data-moves]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['moves']));

  test('G4: folded and put in another order, by drag and by keyboard, they stay so for this agent', async () => {
    page = await openBeside(agent, club.server.url, 'ampoule');
    await expectSidebar(page, 'Camille-Rose');
    frame = frameOf(page);
    await frame
      .getByRole('heading')
      .getByRole('button', { name: en('rail_tags') })
      .click();
    await frame.locator('[data-moves=tags]').dragTo(frame.getByRole('region', { name: en('senders') }));
    await expect.poll(order, SOON).toEqual(['tags', 'senders', 'details', 'notes']);
    await frame.locator('[data-moves=notes]').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(order, SOON).toEqual(['tags', 'senders', 'notes', 'details']);
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('data-moves'));
    await expect.poll(focused, SOON).toBe('notes');
    await page.reload();
    await expectSidebar(page, en('senders'));
    frame = frameOf(page);
    await expect.poll(order, SOON).toEqual(['tags', 'senders', 'notes', 'details']);
    expect(await frame.getByRole('button', { name: en('tag_add') }).count()).toBe(0);
  });
});

describe('the answer', () => {
  test('D2, R11: on the composer’s page it is still known who is answered; a greeting goes in, is taken back, nothing is sent', async () => {
    await page.locator('.reply').click();
    await expectSidebar(page, en('read_from_recipient'));
    await expectSidebar(page, 'Camille Roussel');
    const box = page.locator('textarea[name=body]');
    await box.fill('Seen: ');
    await press(en('insert_menu'));
    await frame.getByRole('menuitem').first().click();
    await expect.poll(() => box.inputValue(), SOON).toMatch(/^Seen: Goedendag Camille-Rose,/u);
    await press(en('ui_undo'));
    await expect.poll(() => box.inputValue(), SOON).toBe('Seen: ');
    expect(new URL(page.url()).pathname).toBe('/demo/compose');
  });
});

test('A3, B2, C3, E2: the notebook stands in the toolbar and on the page’s edge; in the list a click opens the same contact', async () => {
  const icons = await (
    await agent.worker()
  ).evaluate<Record<string, string>>('chrome.runtime.getManifest().action.default_icon');
  expect(Object.keys(icons)).toEqual(['16', '32']);
  const edge = (await partsOf(page)).find(({ name }) => name === 'sidebar');
  expect(edge?.buttons[0]?.attributes['aria-label']).toBe(en('page_close_sidebar'));
  const contacts = await agent.openOwn('contacts.html');
  await contacts
    .getByRole('navigation')
    .getByRole('link', { name: en('contacts') })
    .first()
    .click();
  await contacts.getByRole('grid').getByText('Camille Roussel').click();
  const drawer = contacts.getByRole('complementary', { name: en('details_label', 'Camille Roussel') });
  await drawer.getByText('Camille-Rose').first().waitFor();
  await drawer.getByText('Dutch').first().waitFor();
  await contacts.close();
});

describe('law 12', () => {
  test.each(['light', 'dark'] as const)(
    'G3, WCAG 2.2 AA: all of the details are right, %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${club.server.url}/demo/inbox/ampoule`);
      await expectSidebar(page, 'Camille-Rose');
      frame = frameOf(page);
      expect(await wrongs(frame)).toEqual([]);
      await press(en('picture_change'));
      await frame.getByRole('dialog').waitFor();
      expect(await wrongs(frame)).toEqual([]);
      await press(en('ui_cancel'));
    },
  );
});
