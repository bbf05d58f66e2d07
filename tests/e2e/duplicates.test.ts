import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fields } from '#lib/model/field.ts';
import { Client, create, typed } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongsInBoth } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { word } from './harness/words.ts';

const EMAIL = 'camille.roussel@courriel.example';
const PHONE = '+33612345678';
/** A write goes to the server, and back, on a machine that may be busy. */
const SOON = { timeout: 10_000 };
const en = (key: string, ...values: string[]) => word('en', key, ...values);

let club: Club;
let agent: Agent;
let colleague: Client;
const camille = create('Camille Roussel', EMAIL);
const other = create('C. Roussel', 'c.roussel@bureau.example');
const [into, from] = [camille.args.id, other.args.id];

beforeAll(async () => {
  club = await startClub({ gated: true });
  colleague = new Client(club.team, club.owner);
  camille.args.fields = { city: typed('Lille'), [`phone/${PHONE}`]: typed(PHONE), jobTitle: typed('Buyer') };
  other.args.fields = {
    city: typed('Gent'),
    [`phone/${PHONE}`]: typed(PHONE),
    [`email/${EMAIL}`]: typed(EMAIL),
  };
  await colleague.push(camille, other, note(from, 'Prefers Fridays'));
  agent = await browserOf(club, await join(club, 'Anna Agent', 'agent'), 'en');
});
afterAll(async () => {
  await agent?.close();
  await club?.server.end();
});
afterEach(() => club.server.gate?.letPass());

const note = (contactId: string, text: string) => ({
  name: 'record.put',
  args: { kind: 'note', id: randomUUID(), contactId, set: { text: typed(text) }, base: {} },
});

/** The two as the server has them: what they are called, what was typed, and whose part they are. */
const both = () =>
  club.server
    .rows<{ id: string; name: string; fields: string; merged_into: string | null }>(
      `SELECT id, name, fields, merged_into FROM contact WHERE id IN ('${into}', '${from}') ORDER BY name`,
    )
    .map(({ fields, ...row }) => ({ ...row, values: typedIn(fields) }));
/** What pages tell meanwhile, like the language of a message, is left out. */
function typedIn(fields: string): Record<string, unknown> {
  const all = Object.entries(JSON.parse(fields) as Fields);
  return Object.fromEntries(
    all.flatMap(([key, { value, origin }]) => (origin === 'page' ? [] : [[key, value]])),
  );
}
const merged = () => both().filter(({ merged_into }) => merged_into !== null).length;
const cityOf = (id: string) => both().find((row) => row.id === id)?.values['city'];

/** Opens the message of Camille's, and the window in which she and the other become one. */
async function openMerge() {
  const page = await openBeside(agent, club.server.url, 'ampoule');
  const frame = frameOf(page);
  await frame.getByRole('button', { name: en('merge_with_name', 'C. Roussel') }).click();
  const dialog = frame.getByRole('dialog', { name: en('merge_title') });
  await dialog.getByText(en('merge_preview')).waitFor();
  const keep = (value: string) => dialog.getByText(value, { exact: true }).first().click();
  const merge = () => dialog.getByRole('button', { name: en('merge_confirm'), exact: true }).click();
  return { page, frame, dialog, keep, merge };
}

describe('possible duplicates, beside a message', () => {
  test('B17, B18, B20, B21, B22, G8: a dot on the rail, and a card with what both have in common', async () => {
    const page = await openBeside(agent, club.server.url, 'ampoule');
    const frame = frameOf(page);
    await frame.getByRole('button', { name: en('rail_news', en('sidebar_details')) }).waitFor();
    const card = frame.getByRole('article', { name: /C\. Roussel/u });
    const proofs = card.getByRole('listitem');
    await expect
      .poll(async () => (await proofs.allInnerTexts()).map((text) => text.replaceAll('\n', ' ')), SOON)
      .toEqual([
        expect.stringMatching(new RegExp(`${EMAIL} .*${en('twins_same_email')}`, 'u')),
        expect.stringMatching(new RegExp(`.*${en('twins_same_phone')}`, 'u')),
        expect.stringContaining('c.roussel@bureau.example'),
      ]);
    expect(await wrongsInBoth(page, frame)).toEqual([]);
    await page.close();
  });

  test('B19, B23, B24, G6, X13: merged as was chosen, said in a sentence, and undone at once by the same words', async () => {
    const before = both();
    const { page, frame, dialog, keep, merge } = await openMerge();
    // Left by the keyboard, the focus is where it came from.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused, SOON).toBe(en('merge_with_name', 'C. Roussel'));
    await page.keyboard.press('Enter');
    await keep('Gent');
    expect(await dialog.innerText()).toContain(en('merge_what', 'C. Roussel', 'Camille Roussel'));
    expect(await wrongsInBoth(page, frame)).toEqual([]);
    await merge();
    await expectSidebar(page, en('merge_done', 'C. Roussel', 'Camille Roussel'));
    // The card that had the focus is gone: a keyboard goes on from its place.
    await expect.poll(() => frame.evaluate(() => document.activeElement?.tagName), SOON).toBe('DIV');
    await expectSidebar(page, 'c.roussel@bureau.example');
    await expectSidebar(page, 'Prefers Fridays');
    await expect.poll(merged, SOON).toBe(1);
    expect(cityOf(into)).toBe('Gent');
    expect(Object.keys(both().find(({ id }) => id === into)?.values ?? {})).toContain('alias/C. Roussel');
    await frame.getByRole('button', { name: en('merge_undo'), exact: true }).click();
    await expectSidebar(page, en('merge_undone', 'C. Roussel'));
    await expect.poll(both, SOON).toEqual(before);
    await page.close();
  });

  test('R7, law 5: merged while a colleague edits both: nothing either of them wrote is lost, and undone each has their own', async () => {
    const { page, keep, merge } = await openMerge();
    await keep('Gent');
    // From here on the agent's browser hears nothing of what others do.
    club.server.gate?.holdPullsAfter(0);
    await colleague.push(
      { name: 'contact.patch', args: { id: from, set: { country: typed('BE') }, base: {} } },
      {
        name: 'contact.patch',
        args: { id: into, set: { jobTitle: typed('Head buyer') }, base: { jobTitle: typed('Buyer') } },
      },
      note(from, 'Called on Monday'),
    );
    await merge();
    await expectSidebar(page, en('merge_done', 'C. Roussel', 'Camille Roussel'));
    club.server.gate?.letPass();
    await expectSidebar(page, 'Called on Monday');
    await expectSidebar(page, 'Head buyer');
    await expect.poll(merged, SOON).toBe(1);
    expect(cityOf(into)).toBe('Gent');
    await page.close();
    // Later, and by somebody else: from the history, exactly (B25).
    const [record] = club.server.rows<{ id: string }>(
      `SELECT id FROM record WHERE kind = 'merge' AND deleted = 0 ORDER BY version DESC`,
    );
    await colleague.push({
      name: 'contact.unmerge',
      args: { id: record?.id ?? '', nameIfTaken: 'C. Roussel 2' },
    });
    await expect.poll(merged, SOON).toBe(0);
    const values = Object.fromEntries(both().map((row) => [row.id, row.values]));
    expect(values).toEqual({
      [into]: { city: 'Lille', [`phone/${PHONE}`]: PHONE, jobTitle: 'Head buyer' },
      [from]: { city: 'Gent', country: 'BE', [`phone/${PHONE}`]: PHONE, [`email/${EMAIL}`]: EMAIL },
    });
  });

  test('B26, R13, G7: home and popup say how many there are; “not the same person” is remembered for the team', async () => {
    const home = await agent.openOwn('contacts.html#/home');
    const card = home.getByRole('region', { name: new RegExp(en('home_duplicates'), 'u') });
    await card.getByRole('article').first().waitFor();
    const popup = await agent.openOwn('popup.html');
    await popup.getByText(en('twins_count_one', '1')).waitFor();
    expect(await wrongsInBoth(home)).toEqual([]);
    await home.goto(home.url().replace(/#.*/u, '#/duplicates'));
    await home.getByRole('article').first().waitFor();
    expect(await wrongsInBoth(home)).toEqual([]);
    await home.getByRole('button', { name: en('twins_not_same') }).click();
    await home.getByRole('heading', { name: en('twins_none') }).waitFor();
    await popup.getByText(en('twins_count_one', '1')).waitFor({ state: 'detached' });
    const said = () =>
      club.server.rows(`SELECT id FROM record WHERE kind = 'different' AND deleted = 0`).length;
    await expect.poll(said, SOON).toBe(1);
    await home.close();
    await popup.close();
    const page = await openBeside(agent, club.server.url, 'ampoule');
    await expectChip(page, 'Camille Roussel');
    const rail = frameOf(page).getByRole('navigation', { name: en('sidebar_rail') });
    await rail.getByRole('button', { name: en('sidebar_details'), exact: true }).waitFor();
    await page.close();
  });
});
