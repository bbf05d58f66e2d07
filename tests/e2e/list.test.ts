import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Client, create, typed } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { browserOf, startClub, type Club } from './harness/club.ts';
import { word } from './harness/words.ts';

/** A slow machine takes its time over what is looked for again and again. */
const SLOW = { timeout: 15_000 };
const en = (key: string, ...values: string[]) => word('en', key, ...values);
const [vip, firm] = [randomUUID(), randomUUID()];
type Given = [name: string, address: string, { country: string; phone?: string; tag?: true }];
const PEOPLE = [
  ['Jan Kowalski', 'jan@kowalscy.example', { country: 'PL', phone: '+48600700800', tag: true }],
  ['Aurélie Lefèvre', 'aurelie@poczta.example', { country: 'FR', phone: '+33612345678' }],
  ['Zofia Baran', 'zofia@poczta.example', { country: 'PL' }],
  ['Sean O’Brien', 'sean@obrien.example', { country: 'IE', tag: true }],
] satisfies Given[];

let club: Club;
let agent: Agent;
let page: Page;

beforeAll(async () => {
  club = await startClub();
  await new Client(club.team, club.owner).push(
    put('tag', vip, { name: 'Stały klient', color: 'purple' }),
    put('organisation', firm, { name: 'Dom i Światło', domain: '', site: '' }),
    ...PEOPLE.map(person),
  );
  agent = await browserOf(club, club.owner, 'en');
});
afterAll(async () => {
  await agent?.close();
  await club?.server.end();
});
beforeEach(async () => {
  page = await agent.openOwn('contacts.html');
  await page.getByText('Jan Kowalski').first().waitFor();
});
afterEach(() => page?.close());

function put(kind: string, id: string, values: Record<string, string>) {
  const set = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typed(value)]));
  return { name: 'record.put', args: { kind, id, contactId: null, set, base: {} } };
}

function person([name, address, { country, phone, tag }]: Given) {
  const change = create(name, address);
  // A number is a field of a contact (Jan's), and what somebody writes from.
  if (name.startsWith('Sean'))
    change.args.senders.push({
      channel: 'whatsapp',
      key: '+353851234567',
      value: '+353 85 123 4567',
      details: {},
    });
  change.args.fields = {
    country: typed(country),
    ...(phone !== undefined && { [`phone/${phone}`]: typed(phone) }),
    ...(tag && { [`tag/${vip}`]: { value: true, origin: 'typed' as const } }),
    ...(name === 'Zofia Baran' && { organisation: typed(firm) }),
  };
  return change;
}

/** The names of the rows, from above. */
const names = () => page.locator('[role=rowgroup] [role=row] > :nth-child(2) span[title]').allInnerTexts();
async function expectFound(...these: string[]): Promise<void> {
  await expect.poll(async () => (await names()).toSorted(), SLOW).toEqual(these.toSorted());
}
async function expectCount(count: number): Promise<void> {
  await expect.poll(names, SLOW).toHaveLength(count);
}
const button = (name: string) => page.getByRole('button', { name, exact: true });
const filter = () => page.getByRole('region', { name: en('filter_label') });

/** Builds a condition by hand in the panel that `opener` opens; `value` is typed, and chosen where there is a list. */
async function condition(opener: string, attribute: string, operator: string | null, value: string) {
  await filter().getByRole('button', { name: opener, exact: true }).last().click();
  const panel = page.getByRole('dialog', { name: en('filter_add') });
  await panel.getByRole('combobox', { name: en('filter_attribute') }).fill(attribute);
  await page.getByRole('option', { name: attribute, exact: true }).click();
  if (operator !== null) {
    await panel.getByRole('button', { name: en('filter_operator') }).click();
    await page.getByRole('option', { name: operator, exact: true }).click();
  }
  const list = panel.getByRole('combobox', { name: en('filter_value'), exact: true });
  await panel.getByLabel(en('filter_value'), { exact: true }).first().fill(value);
  if ((await list.count()) > 0) await page.getByRole('option', { name: value, exact: true }).click();
  return { panel, apply: () => panel.getByRole('button', { name: en('filter_apply') }).click() };
}

test('A34, A35, A36, A37, A38, C20, X3: a part of a name, of an address, of a number is enough', async () => {
  const search = page.getByRole('textbox', { name: en('list_search_label') });
  await search.fill('kowal');
  await expectFound('Jan Kowalski');
  await search.fill('poczta.ex');
  await expectFound('Aurélie Lefèvre', 'Zofia Baran');
  await search.fill('600 700');
  await expectFound('Jan Kowalski');
  await search.fill('851 234');
  await expectFound('Sean O’Brien');
  await search.press('Escape');
  await expectCount(PEOPLE.length);
});

test('A5, A7, E5, E6, E7, E8, E9: columns change with Done and not before, and every one of them sorts', async () => {
  const titles = async () => (await page.getByRole('columnheader').allInnerTexts()).slice(1, -1);
  const usual = ['name', 'primaryEmail', 'primaryPhone', 'organisation', 'tags', 'lastSeen'];
  const before = await titles();
  expect(before).toEqual(expect.arrayContaining(usual.map((key) => en(`attribute_${key}`))));
  await page.getByRole('img', { name: 'WhatsApp: +353 85 123 4567' }).waitFor();
  await button(en('list_columns')).click();
  const picker = page.getByRole('dialog', { name: en('list_columns_label') });
  await picker.getByText(en('attribute_createdBy'), { exact: true }).click();
  await button(en('list_remove_column', en('attribute_lastSeen'))).click();
  expect(await titles()).toEqual(before);
  await button(en('list_done')).click();
  const after = [...before.filter((name) => name !== en('attribute_lastSeen')), en('attribute_createdBy')];
  await expect.poll(titles, SLOW).toEqual(after);
  for (const key of ['primaryEmail', 'country']) {
    await page
      .getByRole('columnheader')
      .getByRole('button', { name: en(`attribute_${key}`), exact: true })
      .click();
    await expect
      .poll(() => page.locator('[role=columnheader][aria-sort=ascending]').innerText(), SLOW)
      .toBe(en(`attribute_${key}`));
  }
  await expect
    .poll(async () => (await names()).slice(0, 2), SLOW)
    .toEqual(['Aurélie Lefèvre', 'Sean O’Brien']);
  await page
    .getByRole('columnheader')
    .getByRole('button', { name: en('attribute_country') })
    .click();
  await expect.poll(async () => (await names()).at(-1), SLOW).toBe('Aurélie Lefèvre');
  await page.reload();
  await expect.poll(titles, SLOW).toEqual(after);
});

test('E10, E13, E14, E15, E16, E17, X7: conditions of a group hold together, one group is enough, and a sentence says so', async () => {
  const tags = await condition(
    en('filter_add'),
    en('attribute_tags'),
    en('filter_op_many_contains'),
    'staly',
  );
  await tags.panel.getByText(en('list_total_other', '2')).waitFor();
  await tags.apply();
  await expectFound('Jan Kowalski', 'Sean O’Brien');
  await (await condition(en('filter_add_and'), en('attribute_country'), null, 'Poland')).apply();
  await expectFound('Jan Kowalski');
  const firms = await condition(en('filter_add_group'), en('attribute_organisation'), 'contains', 'swiat');
  await firms.apply();
  await expectFound('Jan Kowalski', 'Zofia Baran');
  const said =
    'Contacts whose Tags contains “staly” and Country is Poland, or whose Organisation contains “swiat”.';
  await filter().getByText(said).waitFor();
  expect(await wrongs(page)).toEqual([]);
  await button(en('filter_remove', en('attribute_organisation'))).click();
  await expectFound('Jan Kowalski');
  await button(en('filter_clear')).click();
  await expectCount(PEOPLE.length);
});

test('E23, E24, E25, E26: what is filtered becomes a segment with a live count, is edited, and deleted', async () => {
  await (await condition(en('filter_add'), en('attribute_country'), null, 'Poland')).apply();
  await expectFound('Jan Kowalski', 'Zofia Baran');
  await button(en('segment_save')).click();
  await page.getByRole('dialog').getByLabel(en('segment_name')).fill('Poland');
  await page.keyboard.press('Enter');
  const link = page.getByRole('navigation').getByRole('link', { name: /^Poland/u });
  await expect.poll(() => link.innerText(), SLOW).toMatch(/Poland\s+2/u);
  await new Client(club.team, club.owner).push(person(['Ewa Lis', 'ewa@lis.example', { country: 'PL' }]));
  await expect.poll(() => link.innerText(), SLOW).toMatch(/Poland\s+3/u);
  await (await condition(en('filter_add_and'), en('attribute_name'), null, 'ewa')).apply();
  await expectFound('Ewa Lis');
  await button(en('segment_save_changes')).click();
  await expect.poll(() => link.innerText(), SLOW).toMatch(/Poland\s+1/u);
  await button(en('segment_actions', 'Poland')).click();
  await page.getByRole('menuitem', { name: en('segment_delete') }).click();
  await link.waitFor({ state: 'detached' });
  await expectCount(PEOPLE.length + 1);
});

test('A13, A14, E27: the row menu has four entries; the profile has an address of its own', async () => {
  await button(en('list_actions', 'Jan Kowalski')).click();
  const entries = page.getByRole('menu').getByRole('menuitem');
  await expect.poll(() => entries.count(), SLOW).toBe(4);
  await entries.first().click();
  const drawer = page.getByRole('complementary', { name: en('details_label', 'Jan Kowalski') });
  await drawer.getByRole('button', { name: en('list_actions', 'Jan Kowalski') }).click();
  await page.getByRole('menuitem', { name: en('profile_open') }).click();
  await page.getByRole('heading', { name: 'Jan Kowalski' }).waitFor();
  const copy = await agent.openOwn(page.url().replace(/^.*(?=contacts\.html)/u, ''));
  await copy.getByRole('heading', { name: 'Jan Kowalski' }).waitFor();
  expect(await wrongs(copy)).toEqual([]);
  await copy.goto(copy.url().replace(/#.*$/u, '#/profile/nobody'));
  await copy.getByText(en('details_gone'), { exact: true }).waitFor();
  await copy.close();
});
