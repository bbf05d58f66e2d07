import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCsvReader } from '#lib/exchange/csv-reader.ts';
import { Client, create, typed } from '#tests/server/client.ts';
import { browserOf, fill, join, startClub, type Club } from './harness/club.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { word } from './harness/words.ts';

const FORMULA = '=HYPERLINK("http://evil.example","Zofia")';
const HOSTILE = [FORMULA, '+48 Hurtownia', '@SUM(A1) Ltd'];
const LAMPS = Array.from({ length: 117 }, (_, at) => `Lampa ${at}`);
const ana = create('Ana Silva', 'ana@poczta.example', 'ana.silva@praca.example');
const anna = create('Anna Silva', 'anna@poczta.example');

let club: Club;
let device: Client;
let owner: Agent;
let agent: Agent;

beforeAll(async () => {
  club = await startClub();
  const marek = await join(club, 'Marek Zieliński', 'agent');
  device = await fill(club, club.owner, LAMPS);
  const note = {
    kind: 'note',
    id: randomUUID(),
    contactId: ana.args.id,
    set: { text: typed('Likes wax') },
    base: { text: null },
  };
  const merge = { id: randomUUID(), from: anna.args.id, into: ana.args.id, set: {}, base: {} };
  await device.push(...HOSTILE.map((name, at) => create(name, `hostile${at}@poczta.example`)));
  await device.push(ana, anna, { name: 'record.put', args: note }, { name: 'contact.merge', args: merge });
  [owner, agent] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, marek, 'en')]);
});
afterAll(async () => {
  await Promise.all([owner?.close(), agent?.close()]);
  await club?.server.end();
});

/** Contacts page with everybody on it. */
async function openList(of: Agent): Promise<Page> {
  const page = await of.openOwn('contacts.html');
  await page.getByText('121 contacts', { exact: true }).waitFor();
  return page;
}

const press = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true }).click();

async function download(page: Page, button: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  const [file] = await Promise.all([page.waitForEvent('download'), press(dialog, button)]);
  return readFileSync(await file.path(), 'utf8');
}

describe('giving contacts out', () => {
  test('G15, B68: all that a filter leaves, as CSV in which no cell is a formula, and as vCards', async () => {
    const page = await openList(owner);
    await page.getByRole('checkbox', { name: word('en', 'list_select_page') }).click();
    await press(page, word('en', 'bulk_select_all_other', '121'));
    await press(page, word('en', 'bulk_export'));
    await page.getByRole('dialog').getByText(word('en', 'export_safe')).waitFor();
    expect(await wrongs(page)).toEqual([]);
    const text = await download(page, word('en', 'export_do'));
    const reader = createCsvReader(',');
    const rows = [...reader.read(text.replace(/^\uFEFF/u, '')), ...reader.end()];
    expect([text.startsWith('\uFEFF'), rows.length]).toEqual([true, 122]);
    const cells = rows.flatMap((row) => row.cells);
    expect(cells.filter((cell) => /^\s*[=+@-]/u.test(cell))).toEqual([]);
    expect(cells).toEqual(
      expect.arrayContaining([`'${FORMULA}`, "'+48 Hurtownia", 'Ana Silva', 'Likes wax']),
    );
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel(word('en', 'list_search_label')).fill('Lampa 11');
    await page.getByText('8 of 121').waitFor();
    await page.getByRole('checkbox', { name: word('en', 'list_select_page') }).click();
    await press(page, word('en', 'bulk_export'));
    await page.getByRole('dialog').getByText(word('en', 'export_vcard')).click();
    const cards = await download(page, word('en', 'export_do'));
    const names = [...cards.matchAll(/^FN:(.*)\r$/gmu)].map(([, name]) => name ?? '');
    expect(new Set(names)).toEqual(new Set(LAMPS.filter((name) => name.startsWith('Lampa 11'))));
    await page.close();
  });

  test('X6, B68: an agent gives out a hundred, and is told why not more', async () => {
    const page = await openList(agent);
    await page.getByRole('checkbox', { name: word('en', 'list_select_page') }).click();
    await press(page, word('en', 'bulk_export'));
    const text = await download(page, word('en', 'export_do'));
    expect(text.trim().split('\r\n')).toHaveLength(101);
    await press(page, word('en', 'bulk_select_all_other', '121'));
    await page.getByText(word('en', 'bulk_limit', '100')).waitFor();
    const button = page.getByRole('button', { name: word('en', 'bulk_export'), exact: true });
    expect(await button.isDisabled()).toBe(true);
    await page.close();
  });
});

describe('what the law gives a person', () => {
  /** The window of somebody's personal data, opened as a person does. */
  async function openSubject(of: Agent): Promise<Page> {
    const page = await of.openOwn(`contacts.html#/contact/${ana.args.id}`);
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /^Actions for/u })
      .click();
    await page.getByRole('menuitem', { name: word('en', 'subject_title', 'Ana Silva') }).click();
    await page
      .getByRole('dialog')
      .getByText(word('en', 'subject_senders_other', '3'))
      .waitFor();
    return page;
  }

  test('R9, D12: an agent gives a person all that is kept; an owner erases them, and they are gone on every device and from the server', async () => {
    const page = await openSubject(agent);
    expect(await wrongs(page)).toEqual([]);
    const all = JSON.parse(await download(page, word('en', 'subject_download')));
    expect(all).toMatchObject({
      format: 'carnet-subject-access',
      contact: { name: 'Ana Silva' },
      merged: [{ name: 'Anna Silva' }],
      records: { note: [{ fields: { text: { value: 'Likes wax' } } }] },
    });
    expect(all.senders).toHaveLength(3);
    expect(all.history.length).toBeGreaterThan(2);
    await page.getByText(word('en', 'subject_erase_role')).waitFor();
    expect(await page.getByRole('button', { name: word('en', 'subject_erase'), exact: true }).count()).toBe(
      0,
    );
    await page.keyboard.press('Escape');
    const own = await openSubject(owner);
    await press(own.getByRole('dialog'), word('en', 'subject_erase'));
    const question = own.getByRole('alertdialog');
    expect(await wrongs(own)).toEqual([]);
    await press(question, word('en', 'subject_erase'));
    await own.getByText('120 contacts', { exact: true }).waitFor();
    await page.getByText('120 contacts', { exact: true }).waitFor();
    await page.getByText(word('en', 'details_gone')).waitFor();
    const { contact, sender, record } = await new Client(club.team, club.owner).pull();
    const left = JSON.stringify([contact, sender, record]);
    expect(['Silva', 'praca.example', 'Likes wax'].filter((one) => left.includes(one))).toEqual([]);
    await Promise.all([page.close(), own.close()]);
  });
});
