import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { may, type Role } from '#lib/model/role.ts';
import { Client, create } from '#tests/server/client.ts';
import { merge } from '#tests/server/merging.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, fill, join, startClub, type Club } from './harness/club.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { word } from './harness/words.ts';

const ROLES = ['agent', 'restricted-manager', 'manager', 'owner'] as const satisfies readonly Role[];
/** One more than an agent may tag or export at once (X6), beside Bruno. */
const MANY = 100;
const SOON = { timeout: 15_000 };
const en = (key: string, ...values: string[]) => word('en', key, ...values);

let club: Club;
/** A browser of each role, with the contacts page; and a message of Bruno's in it, once it is opened, with the sidebar. */
const seats = new Map<Role, { agent: Agent; list: Page }>();
const mails = new Map<Role, Page>();
const bruno = create('Bruno Keller', 'bruno@keller-licht.example');
const former = create('B. Keller');

beforeAll(async () => {
  club = await startClub({ gated: true });
  await fill(
    club,
    club.owner,
    Array.from({ length: MANY }, (_, i) => `Klient ${i}`),
  );
  await new Client(club.team, club.owner).push(bruno, former, merge(former.args.id, bruno.args.id));
  const people = await Promise.all(
    ROLES.map(async (role) => (role === 'owner' ? club.owner : join(club, `The ${role}`, role))),
  );
  await Promise.all(
    ROLES.map(async (role, i) => {
      const agent = await browserOf(club, people[i] ?? club.owner, 'en');
      const list = await agent.openOwn('contacts.html');
      await list.getByText(en('list_total_other', String(MANY + 1))).waitFor(SOON);
      seats.set(role, { agent, list });
    }),
  );
}, 120_000);
afterAll(async () => {
  club.server.gate?.letPass();
  await Promise.all([...seats.values()].map(({ agent }) => agent.close()));
  await club.server.end();
});

function seatOf(role: Role) {
  const [seat, mail] = [seats.get(role), mails.get(role)];
  if (!seat || !mail) throw new Error(`Nobody sits here as ${role}.`);
  return { ...seat, mail, frame: frameOf(mail) };
}
/** Opens Bruno's message beside the sidebar. */
async function sit(role: Role): Promise<void> {
  const seat = seats.get(role);
  if (!seat) throw new Error(`Nobody is here as ${role}.`);
  mails.set(role, await openBeside(seat.agent, club.server.url, 'makers'));
  await expectChip(seatOf(role).mail, 'Bruno Keller');
}
const goTo = (page: Page, hash: string) => page.goto(new URL(hash, page.url()).href);
const isThere = async (found: Locator) => (await found.count()) > 0;
/** What a role may comes up; what it may not is not there once all else is, and not for a moment. */
async function expectThere(found: Locator, isOffered: boolean): Promise<void> {
  if (isOffered) await found.first().waitFor(SOON);
  expect(await isThere(found)).toBe(isOffered);
}

describe.each(ROLES)('as %s', (role) => {
  test('Z1, Z3, Z5, B49, X4, X5: the sidebar leads to blocking, and to deleting whoever may', async () => {
    await sit(role);
    const { frame, mail } = seatOf(role);
    await frame.getByRole('button', { name: en('ui_more') }).click();
    await frame.getByRole('menuitem', { name: en('sidebar_block') }).waitFor();
    const remove = frame.getByRole('menuitem', { name: en('sidebar_delete') });
    await expectThere(remove, may(role, 'delete-contact'));
    await mail.keyboard.press('Escape');
    await remove.waitFor({ state: 'detached' });
  });

  test('Z1, R7: a colleague’s merge is taken back from the sidebar’s history by whoever sees merges; others are told why not', async () => {
    const { frame } = seatOf(role);
    const part = (words: string) =>
      frame.getByRole('navigation').getByRole('button', { name: words }).click();
    await part(en('history_title'));
    const undo = frame.getByRole('button', { name: en('merge_undo') });
    const why = frame.getByText(en('merge_needs_role'));
    await undo.or(why).first().waitFor(SOON);
    const mayUndo = may(role, 'see-merge-history');
    await expectThere(mayUndo ? undo : why, true);
    await expectThere(mayUndo ? why : undo, false);
    expect(role === 'agent' ? await wrongs(frame) : []).toEqual([]);
    await part(en('sidebar_details'));
  });

  test('Z4, Z6, Z7, Z8, B14, D8: the contacts page offers what the role may, and says what it may not', async () => {
    const { list } = seatOf(role);
    const [administers, detaches] = [may(role, 'administer'), may(role, 'detach-sender')];
    const nav = list.getByRole('navigation', { name: en('app_name') });
    for (const [key, isOffered] of [
      ['nav_merges', may(role, 'see-merge-history')],
      ['nav_deleted', administers],
      ['nav_retention', administers],
    ] as const)
      await expectThere(nav.getByRole('link', { name: en(key), exact: true }), isOffered);
    await goTo(list, '#/attributes');
    const add = list.getByRole('button', { name: en('attributes_add') });
    const why = list.getByText(en('attributes_needs_role'));
    await add.or(why).first().waitFor(SOON);
    await expectThere(administers ? add : why, true);
    await expectThere(administers ? why : add, false);
    // Tags are everybody's to make (Z).
    await goTo(list, '#/tags');
    await list
      .getByRole('button', { name: en('tags_add') })
      .first()
      .waitFor(SOON);
    await goTo(list, `#/contact/${bruno.args.id}/edit`);
    const dialog = list.getByRole('dialog', { name: en('form_edit_title') });
    await dialog.getByText('bruno@keller-licht.example').first().waitFor(SOON);
    const remove = dialog.getByRole('button', {
      name: en('form_remove_sender', 'bruno@keller-licht.example'),
    });
    const reason = dialog.getByText(en('form_detach_needs_role'));
    await expectThere(detaches ? remove : reason, true);
    await expectThere(detaches ? reason : remove, false);
    await dialog.getByRole('button', { name: en('cancel') }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('Z5, X6, B57, B66: of many, an agent tags and exports a hundred and is told so; who may delete can', async () => {
    const { list } = seatOf(role);
    await goTo(list, '#/contacts');
    await list.getByRole('checkbox', { name: en('list_select_page') }).click();
    const button = (key: string) => list.getByRole('button', { name: en(key), exact: true });
    const all = list.getByRole('button', {
      name: en('bulk_select_all_other', String(MANY + 1)),
      exact: true,
    });
    await all.click();
    await list.getByText(en('bulk_selected_other', String(MANY + 1))).waitFor();
    const isLimited = role === 'agent';
    for (const act of ['bulk_tag', 'bulk_untag', 'bulk_export'])
      expect([act, await button(act).isDisabled()]).toEqual([act, isLimited]);
    expect(await isThere(list.getByText(en('bulk_limit', '100')))).toBe(isLimited);
    await expectThere(button('delete'), may(role, 'delete-contact'));
    await button('bulk_clear').click();
  });
});

describe('two people with the same contact beside the same message', () => {
  const city = en('attribute_city');
  const edit = async (role: Role, label: string, value: string) => {
    const { frame } = seatOf(role);
    const change = frame
      .getByRole('button', { name: en('value_add', label), exact: true })
      .or(frame.getByRole('button', { name: en('value_edit', label), exact: true }));
    const more = frame.getByRole('button', { name: /^Show \d+ empty$/u });
    await change.or(more).first().waitFor(SOON);
    if (!(await isThere(change))) await more.click();
    await change.click();
    const box = frame.getByRole('textbox', { name: label, exact: true });
    await box.fill(value);
    await box.press('Enter');
    await box.waitFor({ state: 'detached' });
  };
  const saved = () =>
    JSON.stringify(club.server.rows(`SELECT fields FROM contact WHERE id = '${bruno.args.id}'`));

  test('R12, R14: what each of them fills in is with the other at once', async () => {
    await edit('agent', city, 'Bonn');
    await edit('manager', en('attribute_jobTitle'), 'Einkauf');
    await expectSidebar(seatOf('manager').mail, 'Bonn');
    await expectSidebar(seatOf('agent').mail, 'Einkauf');
  });

  test('R14, W15: the same field, unseen by each other: the later stays with both, and its author is shown what it replaced', async () => {
    club.server.gate?.holdPullsAfter(0);
    await edit('agent', city, 'Ulm');
    await expect.poll(saved, SOON).toContain('Ulm');
    await edit('manager', city, 'Jena');
    await expectSidebar(seatOf('manager').mail, 'Jena');
    club.server.gate?.letPass();
    await expect.poll(saved, SOON).toContain('Jena');
    await expectSidebar(seatOf('agent').mail, 'Jena');
    await expectSidebar(seatOf('manager').mail, en('conflict_field_overwritten'));
    await expectSidebar(seatOf('manager').mail, 'Ulm');
    await expectSidebar(seatOf('manager').mail, 'The agent');
  });
});
