import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { submit } from '#tests/server/team.ts';
import { Agent } from './harness/agent.ts';
import { browserOf, fill, join, signIn, startClub, type Club } from './harness/club.ts';
import { EXTENSION_ID, stage } from './harness/stage.ts';
import { connect } from './harness/team.ts';
import { word } from './harness/words.ts';

let club: Club;
let agents: Agent[] = [];
const folder = mkdtempSync(joinPath(tmpdir(), 'carnet-away-'));

beforeAll(async () => {
  club = await startClub();
});
afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.close()));
  agents = [];
});
afterAll(async () => {
  await club?.server.end();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(...asked: Parameters<typeof browserOf>): Promise<Agent> {
  const agent = await browserOf(...asked);
  agents.push(agent);
  return agent;
}

const everybody = () => club.server.contactNames();
const total = async (page: Page) =>
  Number(await page.locator('[role=grid]').getAttribute('aria-rowcount')) - 1;
const row = (page: Page, name: string) =>
  page.locator('[role=grid]').getByText(name, { exact: true }).first();
const told = { timeout: 30_000, interval: 100 };

async function add(page: Page, name: string): Promise<void> {
  await fillIn(page, name);
  await row(page, name).waitFor();
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.goto(page.url().replace(/#.*|$/u, '#/add'));
  await page.getByLabel(word('en', 'name'), { exact: true }).first().fill(name);
  await page.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
}

const idOf = (name: string) =>
  club.server.rows<{ id: string }>(`SELECT id FROM contact WHERE name = '${name}' AND deleted = 0`)[0]?.id ??
  '';

test(
  'sync.md 9: a laptop that slept for a day catches up with thousands of changes, and its own go through',
  { timeout: 120_000 },
  async () => {
    const other = await fill(club, club.owner, ['Stays', 'Goes', 'Is Renamed']);
    const agent = await opened(club, club.owner, 'en');
    const list = await agent.openOwn('contacts.html');
    await expect.poll(() => total(list), told).toBe(3);
    await agent.context.setOffline(true);
    await add(list, 'Written On The Train');
    agents = [];
    const profile = await agent.shut();

    await fill(
      club,
      club.owner,
      Array.from({ length: 3000 }, (_, i) => `New ${i}`),
    );
    await other.push({ name: 'contact.delete', args: { id: idOf('Goes') } });
    const args = { id: idOf('Is Renamed'), name: 'Has Another Name', set: {}, base: {} };
    await other.push({ name: 'contact.patch', args });

    const again = await Agent.open('en', undefined, { profile });
    agents.push(again);
    const page = await again.openOwn('contacts.html');
    await expect.poll(() => total(page), { ...told, timeout: 60_000 }).toBe(3003);
    await expect.poll(everybody, told).toContain('Written On The Train');
    await page.getByLabel(word('en', 'list_search_label')).fill('Has Another');
    await row(page, 'Has Another Name').waitFor();
    await page.getByLabel(word('en', 'list_search_label')).fill('Goes');
    await page.getByText(word('en', 'list_no_match', 'Goes')).waitFor();
  },
);

test(
  'sync.md 9: the server goes back to yesterday’s backup, and the browsers tell it again what it has forgotten',
  { timeout: 150_000 },
  async () => {
    const maks = await join(club, 'Maks Manager', 'manager');
    const [one, two] = await Promise.all([opened(club, club.owner, 'en'), opened(club, maks, 'en')]);
    const [list, others] = [await one.openOwn('contacts.html'), await two.openOwn('contacts.html')];
    await add(list, 'Before The Backup');
    await expect.poll(everybody, told).toContain('Before The Backup');
    await club.server.order('backup', joinPath(folder, 'yesterday'));
    await add(list, 'After The Backup');
    await add(others, 'After It By Maks');
    await expect
      .poll(everybody, told)
      .toEqual(expect.arrayContaining(['After The Backup', 'After It By Maks']));
    const before = everybody();
    await expect.poll(() => total(list), told).toBe(before.length);
    await expect.poll(() => total(others), told).toBe(before.length);

    await club.server.away();
    await add(list, 'While It Was Away');
    await club.server.order('restore', joinPath(folder, 'yesterday'));
    expect(everybody()).not.toContain('After The Backup');
    await club.server.goOn();
    const whole = [...before, 'While It Was Away'].toSorted();
    await expect.poll(() => everybody().toSorted(), { ...told, timeout: 90_000 }).toEqual(whole);
    for (const page of [list, others])
      await expect.poll(() => total(page), { ...told, timeout: 30_000 }).toBe(whole.length);
  },
);

test(
  'Z: an agent is not shown what is not theirs to do; demoted and removed while offline, they are told on return',
  { timeout: 150_000 },
  async () => {
    const ewa = await join(club, 'Ewa Agent', 'manager');
    const agent = await opened(club, ewa, 'en');
    const page = await agent.openOwn('contacts.html');
    await add(page, 'Mistake Of Ewa');
    await expect.poll(everybody, told).toContain('Mistake Of Ewa');
    await agent.context.setOffline(true);
    const deleting = `#/contact/${idOf('Mistake Of Ewa')}/delete`;
    const dialog = page.getByRole('alertdialog');
    await page.goto(page.url().replace(/#.*|$/u, deleting));
    await dialog.getByRole('button', { name: word('en', 'delete_confirm'), exact: true }).click();
    await row(page, 'Mistake Of Ewa').waitFor({ state: 'detached' });
    await administer('role', { user: ewa.userId, role: 'agent' });
    await agent.context.setOffline(false);
    await expect
      .poll(() => club.server.rows("SELECT code FROM conflict WHERE code = 'role' AND resolved = 0"), told)
      .toHaveLength(1);
    expect(everybody()).toContain('Mistake Of Ewa');
    await page.goto(page.url().replace(/#.*|$/u, '#/conflicts'));
    await page.getByText(word('en', 'conflict_role')).first().waitFor();
    await page.goto(page.url().replace(/#.*|$/u, '#/'));
    await page.getByLabel(word('en', 'list_actions', 'Mistake Of Ewa')).click();
    await page.getByRole('menuitem').first().waitFor();
    const offered = await page.getByRole('menuitem').allInnerTexts();
    expect(offered).not.toContain(word('en', 'delete'));
    await page.keyboard.press('Escape');

    await agent.context.setOffline(true);
    await add(page, 'Last Words Of Ewa');
    await administer('remove', { user: ewa.userId });
    await agent.context.setOffline(false);
    await expect
      .poll(() => page.locator('body').innerText(), { ...told, timeout: 60_000 })
      .toContain(word('en', 'sync_stopped'));
    expect(everybody()).not.toContain('Last Words Of Ewa');
    // Hers to keep: still there, and counted when she leaves.
    await row(page, 'Last Words Of Ewa').waitFor();
    await signOutDialog(page, 1);
    expect(await page.getByRole('alertdialog').innerText()).toContain(word('en', 'team_export'));
  },
);

test('sync.md 8: signing out with unsent changes says how many, and wipes only when told so', async () => {
  const agent = await opened(club, club.owner, 'en');
  const page = await agent.openOwn('contacts.html');
  await expect.poll(() => total(page), told).toBe(everybody().length);
  await agent.context.setOffline(true);
  await add(page, 'Unsent One');
  await add(page, 'Unsent Two');
  const dialog = await signOutDialog(page, 2);
  await dialog.getByRole('button', { name: word('en', 'cancel'), exact: true }).click();
  await page.goto(page.url().replace(/#.*|$/u, '#/'));
  await row(page, 'Unsent One').waitFor();
  const again = await signOutDialog(page, 2);
  await again.getByRole('button', { name: word('en', 'team_sign_out_discard'), exact: true }).click();
  const fresh = await agent.openOwn('contacts.html');
  await fresh.getByText(word('en', 'list_empty')).waitFor();
  // The team is left first, and then its data goes.
  const kept = async () => {
    const names = await fresh.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))');
    return (names as string[]).filter((name) => name.startsWith('carnet-') && name !== 'carnet-local');
  };
  await expect.poll(kept).toEqual([]);
});

test(
  'sync.md 9: the disk is full: said plainly, nothing is lost, and it goes on when there is room',
  { timeout: 90_000 },
  async () => {
    const agent = await limited(8_000_000);
    const page = await agent.openOwn('contacts.html');
    await expect.poll(() => total(page), told).toBe(everybody().length);
    await page.evaluate(TAKE_ALL_ROOM);
    const before = everybody();
    await fillIn(page, 'No Room For Her');
    await page.getByText(word('en', 'problem_storage_full')).first().waitFor();
    expect(await page.getByLabel(word('en', 'name'), { exact: true }).first().inputValue()).toBe(
      'No Room For Her',
    );
    await page.evaluate(GIVE_IT_BACK);
    await page.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
    await row(page, 'No Room For Her').waitFor();
    await expect.poll(() => everybody().length, told).toBe(before.length + 1);
  },
);

async function signOutDialog(page: Page, unsent: number) {
  await page.goto(page.url().replace(/#.*|$/u, '#/team'));
  await page.getByRole('button', { name: word('en', 'team_sign_out'), exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  const words = word(
    'en',
    unsent === 1 ? 'team_sign_out_unsent_one' : 'team_sign_out_unsent_other',
    String(unsent),
  );
  await dialog.getByText(words).waitFor();
  return dialog;
}

/** What the owner does on the members page. */
async function administer(path: string, form: Record<string, string>): Promise<void> {
  const answer = await submit(
    `${club.server.url}/members/${club.team.workspace}/${path}`,
    form,
    club.owner.cookie,
  );
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
}

/** A browser that has so many bytes for the extension. The limit is there before anything is kept: browsers look seldom. */
async function limited(quotaSize: number): Promise<Agent> {
  const agent = await Agent.open('en', undefined, { extension: withoutRoom() });
  agents.push(agent);
  const page = await agent.openOwn('contacts.html');
  const cdp = await agent.context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', {
    origin: `chrome-extension://${EXTENSION_ID}`,
    quotaSize,
  });
  await signIn(agent, club.server.url, club.owner);
  await connect(agent, 'en', club.server.url);
  return agent;
}

/** Something else of the same origin fills the disk to its last byte, as a download of films would. */
const TAKE_ALL_ROOM = `(async () => {
  const asked = indexedDB.open('films', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('films', { autoIncrement: true });
  await new Promise((done) => (asked.onsuccess = done));
  const put = (size) =>
    new Promise((done) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      const at = asked.result.transaction('films', 'readwrite');
      at.objectStore('films').put(bytes);
      at.oncomplete = () => done(true);
      at.onabort = () => done(false);
    });
  for (let size = 1_000_000; size >= 100; size /= 4) while (await put(Math.floor(size)));
  asked.result.close();
})()`;
const GIVE_IT_BACK = `new Promise((done) => (indexedDB.deleteDatabase('films').onsuccess = done))`;

/** The same build without the permission that lifts the browser's quota, so that the quota can be made to refuse. */
function withoutRoom(): string {
  const copy = joinPath(folder, 'extension');
  cpSync(stage().extension, copy, { recursive: true });
  const path = joinPath(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { permissions: string[] };
  const permissions = manifest.permissions.filter((name) => name !== 'unlimitedStorage');
  writeFileSync(path, JSON.stringify({ ...manifest, permissions }));
  return copy;
}
