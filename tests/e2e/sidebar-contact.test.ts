import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#tests/server/team.ts';
import { Client } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { define } from './harness/define.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { clickPart } from './harness/on-page.ts';
import { word } from './harness/words.ts';

const en = (key: string, ...values: string[]) => word('en', key, ...values);
/** Within the time a slow machine takes. */
const SOON = { timeout: 10_000 };
const label = (key: string) => en(`attribute_${key}`);

let club: Club;
let marek: Person;
let agent: Agent;
let page: Page;
let frame: Frame;

beforeAll(async () => {
  club = await startClub();
  marek = await join(club, 'Marek', 'agent');
  for (const name of ['Wholesale', 'Complaint'])
    await define(club, club.owner, 'tag', { name, color: 'blue' });
  await define(club, club.owner, 'integration', {
    name: 'Office',
    channel: 'email',
    address: 'biuro@lampka.example',
  });
  await define(club, club.owner, 'integration', { name: 'Shop', channel: 'allegro', address: 'lampka' });
  await define(club, club.owner, 'integration', {
    name: 'Line',
    channel: 'whatsapp',
    address: '+48600100200',
  });
  agent = await browserOf(club, marek, 'en');
});
afterAll(async () => {
  await agent?.close();
  await club?.server.end();
});

const row = (key: string) =>
  frame.locator('dl > div').filter({ has: frame.getByRole('term').filter({ hasText: label(key) }) });
const press = (name: string) => frame.getByRole('button', { name, exact: true }).click();
const part = (words: string) => frame.getByRole('navigation').getByRole('button', { name: words }).click();
const portrait = () => frame.locator('header img').getAttribute('src');
const fields = async () => {
  const rows = await new Client(club.team, club.owner).pull();
  return rows.contact.find(({ name }) => name === 'Camille Roussel')?.fields ?? {};
};

describe('details', () => {
  test('B3, B30, B34, B39, A10: name, ID, the page’s picture and the language of the message are there, from the page', async () => {
    page = await openBeside(agent, club.server.url, 'ampoule');
    await clickPart(page, 'chip', en('chip_add'));
    await expectChip(page, 'Camille Roussel');
    frame = frameOf(page);
    await expect
      .poll(() => row('language').innerText(), SOON)
      .toMatch(new RegExp(`French\\s.*${en('origin_page')}`, 'su'));
    await expect.poll(portrait, SOON).toMatch(/^data:image\//u);
    await expectSidebar(page, 'C-');
    await frame.getByRole('heading', { name: 'Camille Roussel' }).waitFor();
    await expect
      .poll(async () => (await fields())['language'], SOON)
      .toEqual({ value: 'fr', origin: 'page' });
  });

  test('X8, E28: a picture of the team’s own lies on top of the page’s, which comes back when it is taken away', async () => {
    const before = await portrait();
    await press(en('picture_change'));
    const png = await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 60 } });
    await frame
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
    await press(en('picture_save'));
    await expect.poll(async () => [await portrait(), null].includes(before), SOON).toBe(false);
    expect(await portrait()).toMatch(/^data:image\//u);
    await press(en('picture_change'));
    await press(en('picture_reset'));
    await expect.poll(portrait, SOON).toBe(before);
  });

  test('B36, G5, G17, R4, B33: a national number shows how it will be saved, and the second is made the primary', async () => {
    // How many there are may change meanwhile: an organisation is offered once it is found.
    await frame.getByRole('button', { name: /^Show \d+ empty$/u }).click();
    await press(en('value_add', label('phones')));
    const number = frame.getByRole('textbox', { name: en('phone_new') });
    await number.fill('06 12 34 56 78');
    await press(en('value_save', en('phone_new')));
    await frame.getByText(en('phone_needs_country')).waitFor();
    await number.fill('+33 6 12 34 56 78');
    await frame.getByRole('status').filter({ hasText: '+33 6 12 34 56 78' }).waitFor();
    await number.press('Enter');
    await expect.poll(() => row('country').innerText(), SOON).toContain(`France ${en('origin_derived')}`);
    await press(en('value_add', label('phones')));
    await number.fill('07 98 76 54 32'); // read for France, which is seen beside it
    await number.press('Enter');
    await press(en('value_make_primary', '07 98 76 54 32'));
    await expect.poll(async () => (await fields())['primaryPhone']?.value, SOON).toBe('+33798765432');
    await expect.poll(() => frame.getByText(/\d\d:\d\d there/u).count(), SOON).toBe(1);
  });

  test('B31, B32, B4, D4: an agent fills in what the name offers, and changes it in its place', async () => {
    await press(en('value_use', 'Camille'));
    await expect.poll(() => row('firstName').innerText(), SOON).toContain(en('origin_page'));
    await press(en('value_edit', label('firstName')));
    await frame.getByRole('textbox', { name: label('firstName') }).fill('Camille-Rose');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await fields())['firstName'])
      .toEqual({ value: 'Camille-Rose', origin: 'typed' });
  });

  test('B37, E31: the assignee is one of the team, and an organisation is made from the domain of the address', async () => {
    await press(en('value_add', label('assignee')));
    await page.keyboard.type('Mar');
    await frame.getByRole('option', { name: /Marek/u }).click();
    await expect.poll(() => row('assignee').innerText(), SOON).toContain('Marek');
    await press(en('organisation_create', 'Courriel'));
    await expect.poll(() => row('organisation').innerText(), SOON).toContain('Courriel');
  });

  test('G27, B39: what a colleague types wins over the page, also when the message is opened again', async () => {
    const id = await contactId();
    await new Client(club.team, club.owner).push({
      name: 'contact.patch',
      args: {
        id,
        set: { language: { value: 'nl', origin: 'typed' } },
        base: { language: { value: 'fr', origin: 'page' } },
      },
    });
    await expect.poll(() => row('language').innerText(), SOON).toContain('Dutch');
    await page.reload();
    await expectSidebar(page, 'Dutch');
    frame = frameOf(page);
    expect(await row('language').innerText()).not.toContain(en('origin_page'));
  });
});

describe('tags', () => {
  const choices = () => frame.getByRole('list', { name: en('tag_all') });

  test('B43, B44, B47: several are ticked, a new one is made, and a nearly equal one is pointed out', async () => {
    await press(en('tag_add'));
    const search = frame.getByRole('textbox', { name: en('tag_search') });
    for (const name of ['Wholesale', 'Complaint']) await choices().getByText(name, { exact: true }).click();
    await search.fill('Wholesales');
    await frame.getByText(en('tag_near', 'Wholesale')).waitFor();
    await search.fill('Regular');
    await press(en('tag_create', 'Regular'));
    await frame.getByRole('checkbox', { name: 'Regular', checked: true }).waitFor();
    expect(await wrongs(frame)).toEqual([]);
    await press(en('tag_done'));
  });

  test('B45, B46: the x takes a tag off the contact, and leaves it to the team', async () => {
    await press(en('tag_remove', 'Complaint'));
    await expect
      .poll(async () => Object.keys(await fields()).filter((key) => key.startsWith('tag/')).length)
      .toBe(2);
    await press(en('tag_add'));
    await frame.getByRole('checkbox', { name: 'Complaint', checked: false }).waitFor();
    await press(en('tag_done'));
  });
});

describe('channels', () => {
  test('B5, B6, B7, B8, B10, B12, B13: every integration of the team stands under how it can be used', async () => {
    await part(en('rail_channels'));
    const group = (key: string) => frame.getByRole('region', { name: en(key), exact: true });
    await group('channels_active').getByText('Office').waitFor();
    await group('channels_active')
      .getByText(/Connected since .*\d\d:\d\d/u)
      .first()
      .waitFor();
    await group('channels_inactive').getByText('Line').first().waitFor();
    await group('channels_unavailable').getByText('Shop').first().waitFor();
    expect(await wrongs(frame)).toEqual([]);
  });

  test('B11: the first message is begun in WhatsApp, to the primary number', async () => {
    const asked: string[] = [];
    await agent.context.route('https://wa.me/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<p>wa' });
    });
    const [opened] = await Promise.all([
      agent.context.waitForEvent('page'),
      press(en('channels_first_to', 'Line')).then(() => frame.getByRole('menuitem').first().click()),
    ]);
    await expect.poll(() => asked, SOON).toEqual(['https://wa.me/33798765432']);
    await opened.close();
  });

  test('B14: nobody removes a channel here', async () => {
    const names = await frame.getByRole('button').evaluateAll((all) => all.map((one) => one.textContent));
    expect(names.join(' ')).not.toMatch(/remove|delete/iu);
    await part(en('sidebar_details'));
  });
});

async function contactId(): Promise<string> {
  const rows = await new Client(club.team, club.owner).pull();
  return rows.contact.find(({ name }) => name === 'Camille Roussel')?.id ?? '';
}
