import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCsvReader } from '#lib/exchange/csv-reader.ts';
import { Client } from '#tests/server/client.ts';
import { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { browserOf, startClub, type Club } from './harness/club.ts';
import { word } from './harness/words.ts';

let club: Club;
let agent: Agent;

beforeAll(async () => {
  club = await startClub();
  agent = await browserOf(club, club.owner, 'en');
});
afterAll(async () => {
  await agent?.close();
  await club?.server.end();
});

const ROWS = 3000;

/** Of each hundred rows one with another's name, one with another's address, one of bad quotes, one address that is none, one of nobody. */
function people(): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const [name, address] = [`Żaneta Gżegżółka ${at}`, `zaneta${at}@poczta.example`];
    if (at % 100 === 50) return `Żaneta Gżegżółka ${at - 1};${address};klient`;
    if (at % 100 === 60) return `${name};zaneta${at - 1}@poczta.example;hurt`;
    if (at % 100 === 70) return `"${name};${address};klient`;
    if (at % 100 === 80) return `${name};nie adres;klient`;
    return at % 100 === 90 ? ';;klient' : `"${name}";${address};klient`;
  });
  return ['Imię i nazwisko;E-mail;Etykiety', ...rows].join('\r\n');
}

const openImport = () => agent.openOwn('contacts.html#/import');
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click();
const START = /^Import [\d,]+ (?:people|person)$/u;

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
  await page.getByRole('button', { name: word('en', 'import_check'), exact: true }).waitFor();
}

/** What a dry run or an import came to, as it is shown. */
async function counts(page: Page): Promise<Record<string, string>> {
  const pairs = await page
    .locator('dl > div')
    .evaluateAll((all) =>
      all
        .map((one) => [one.querySelector('dt'), one.querySelector('dd')])
        .map((pair) => pair.map((part) => part?.textContent ?? '')),
    );
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** The report as it is downloaded, its cells by row. */
async function report(page: Page): Promise<string[][]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    press(page, word('en', 'import_download_report')),
  ]);
  const reader = createCsvReader(',');
  const text = readFileSync(await file.path(), 'utf8').replace(/^\uFEFF/u, '');
  return [...reader.read(text), ...reader.end()].slice(1).map(({ cells }) => cells);
}

describe('a file of three thousand people', () => {
  test('G14, W17: in UTF-16 without a mark, its worker killed and its browser ended on the way: each row is done once, as the dry run told', async () => {
    let page = await openImport();
    await choose(page, 'klienci.csv', Buffer.from(people(), 'utf16le'));
    expect(await wrongs(page)).toEqual([]);
    await press(page, word('en', 'import_check'));
    await page.getByText(word('en', 'import_checked_title')).first().waitFor({ timeout: 60_000 });
    const told = await counts(page);
    expect(told).toEqual({ New: '2,940', Updated: '30', 'Already the same': '0', 'Left out': '30' });
    expect(await wrongs(page)).toEqual([]);
    await press(page, START);
    await page.getByText(word('en', 'import_writing')).first().waitFor();
    await agent.killWorker();
    await page.getByRole('progressbar').first().waitFor();
    const profile = await agent.shut();
    agent = await Agent.open('en', undefined, { profile });
    page = await openImport();
    await press(page, /^klienci\.csv/u);
    await page
      .getByText(word('en', 'import_done_title'), { exact: true })
      .first()
      .waitFor({ timeout: 90_000 });
    expect(await counts(page)).toEqual(told);
    const rows = await report(page);
    expect(new Set(rows.map(([line]) => line)).size).toBe(ROWS);
    const outcomes = Map.groupBy(rows, ([, , outcome]) => outcome ?? '');
    const sizes = Object.fromEntries([...outcomes].map(([outcome, all]) => [outcome, all.length]));
    expect(sizes).toEqual({ new: 2940, updated: 30, 'left out': 30 });
    const remarks = Map.groupBy(
      rows.filter(([, , , , remark]) => remark),
      ([line]) => (Number(line) - 2) % 100,
    );
    expect([...remarks.keys()].toSorted((a, b) => a - b)).toEqual([50, 60, 70, 80, 90]);
    const server = async () => (await new Client(club.team, club.owner).pull()).contact.length;
    await expect.poll(server, { timeout: 60_000, interval: 1000 }).toBe(2940);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await wrongs(page)).toEqual([]);
    await page.close();
  });
});

const SCRIPT = '<img src=x onerror="document.title=1">';
const folded = (text: string) => (text.match(/.{1,74}/gu) ?? []).join('\r\n ');
const HOSTILE = [
  'BEGIN:VCARD\r\nVERSION:3.0',
  `FN:${SCRIPT}\r\nN:${SCRIPT};;;;`,
  `PHOTO;ENCODING=b;TYPE=JPEG:${folded('QUJD'.repeat(500_000))}`,
  'AGENT:BEGIN:VCARD\\nFN:Somebody else\\nEND:VCARD',
  `NOTE:${folded(`javascript:alert(1) ${'\\n='.repeat(20_000)}`)}`,
  'EMAIL:img@evil.example\r\nURL:javascript:alert(1)\r\nEND:VCARD',
  `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:\u202Eelpmaxe\u202C${'x'.repeat(5000)}`,
  ...Array.from({ length: 2000 }, (_, at) => `EMAIL:many${at}@evil.example`),
  ...Array.from({ length: 20_000 }, (_, at) => `X-${at}:${at}`),
  'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zofia Baran\r\nEMAIL:zofia@poczta.example\r\nEND:VCARD',
].join('\r\n');

describe('a hostile vCard', () => {
  test('G14, W17: names of markup are text, what is too much is cut and told, and who comes after it is whole', async () => {
    const page = await openImport();
    await choose(page, 'kontakty.vcf', Buffer.from(HOSTILE));
    await press(page, word('en', 'import_check'));
    await page.getByText(word('en', 'import_checked_title')).first().waitFor({ timeout: 30_000 });
    expect(await counts(page)).toMatchObject({ New: '3', 'Left out': '0' });
    await press(page, START);
    await page
      .getByText(word('en', 'import_done_title'), { exact: true })
      .first()
      .waitFor({ timeout: 30_000 });
    const rows = await report(page);
    expect(rows.map(([, name]) => name?.slice(0, 20))).toEqual([
      SCRIPT.slice(0, 20),
      'elpmaxexxxxxxxxxxxxx',
      'Zofia Baran',
    ]);
    expect(rows[1]?.[4]).toContain(word('en', 'import_issue_cut'));
    await page.goto(page.url().replace(/#.*/u, '#/contacts'));
    await page.getByLabel(word('en', 'list_search_label')).fill('img@evil.example');
    await page.getByText(SCRIPT).first().waitFor();
    expect(
      await page.evaluate(() => [document.title, document.querySelectorAll('img[onerror]').length]),
    ).not.toContain('1');
    await page.close();
  });
});
