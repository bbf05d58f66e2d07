import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { formTeam, type Team } from './harness/team.ts';
import { messageOf } from './webmail/messages.ts';
import { word } from './harness/words.ts';

const FIRST = messageOf('polish').from;
const SECOND = messageOf('french').from;
const THIRD = messageOf('thread-husband').from;
const FOURTH = messageOf('thread-customer').from;
const SENT_SOON = { timeout: 20_000, interval: 50 };

// One team for all: each test has a writer of its own, and leaves the server where it was.
let team: Team;

beforeAll(async () => {
  team = await formTeam(['en', 'pl']);
});
afterEach(async () => {
  // A browser whose last window is shut ends.
  for (const { context } of [team.owner, team.member])
    await Promise.all(
      context
        .pages()
        .slice(1)
        .map((page) => page.close()),
    );
});
afterAll(async () => await team?.end());

/** Ids of the live contacts that have the sender. */
function holders({ server }: Team, key: string): string[] {
  return server
    .rows<{ contact_id: string }>(`SELECT contact_id FROM sender WHERE deleted = 0 AND sender_key = '${key}'`)
    .map(({ contact_id }) => contact_id);
}

describe('two members, each in a browser of their own', () => {
  test('A1, C1: what one adds the other sees within a second, and the edit of the other comes back as fast', async () => {
    const list = await team.member.openOwn('contacts.html');
    const mail = await openMail(team.owner);
    await preview(mail, 'polish');
    await expectChip(mail, word('en', 'chip_add'));
    await openSidebar(mail);

    await clickPart(mail, 'chip', word('en', 'chip_add'));
    await expectChip(mail, FIRST.name);
    await expect
      .poll(() => list.getByText(FIRST.name).count(), { timeout: 1000, interval: 20 })
      .toBeGreaterThan(0);

    const [id = ''] = holders(team, FIRST.address);
    await list.goto(list.url().replace(/#.*|$/u, `#/contact/${id}/edit`));
    await list.getByLabel(word('pl', 'name'), { exact: true }).first().fill('Bożena z Knotka');
    await list.getByRole('button', { name: word('pl', 'form_save'), exact: true }).click();
    await list.getByText('Bożena z Knotka').first().waitFor();
    await expect.poll(() => chipText(mail), { timeout: 1000, interval: 20 }).toContain('Bożena z Knotka');
    await expectSidebar(mail, 'Bożena z Knotka');
  });

  test(
    'R14: added while the server is away, a contact is there at once and on the server when it is back',
    { timeout: 120_000 },
    async () => {
      const mail = await openMail(team.owner);
      await team.server.away();
      await preview(mail, 'french');
      await openSidebar(mail);
      await clickPart(mail, 'chip', word('en', 'chip_add'));
      await expectChip(mail, SECOND.name);
      expect(team.server.contactNames()).not.toContain(SECOND.name);
      await team.server.goOn();
      await expect
        .poll(() => team.server.contactNames(), { timeout: 70_000, interval: 100 })
        .toContain(SECOND.name);
    },
  );

  test(
    'R12: both add the same sender while the server is away; one contact remains, and both are told',
    { timeout: 150_000 },
    async () => {
      const [ownersMail, membersMail] = [await openMail(team.owner), await openMail(team.member)];
      await team.server.away();
      for (const [mail, language] of [
        [ownersMail, 'en'],
        [membersMail, 'pl'],
      ] as const) {
        await preview(mail, 'thread-husband');
        await openSidebar(mail);
        await clickPart(mail, 'chip', word(language, 'chip_add'));
        await expectChip(mail, THIRD.name);
      }
      await team.server.goOn();
      const told = { timeout: 70_000, interval: 200 };
      await expect
        .poll(() => team.server.rows('SELECT DISTINCT user_id FROM conflict'), told)
        .toHaveLength(2);
      expect(team.server.contactNames().filter((name) => name === THIRD.name)).toHaveLength(1);
      expect(holders(team, THIRD.address)).toHaveLength(1);
      for (const [mail, language] of [
        [ownersMail, 'en'],
        [membersMail, 'pl'],
      ] as const) {
        await expectSidebar(mail, word(language, 'sync_conflicts_one', '1'));
        await expectChip(mail, THIRD.name);
      }
      const conflicts = await team.member.openOwn('contacts.html#/conflicts');
      await conflicts.getByText(THIRD.name).first().waitFor();
    },
  );

  test(
    'A33: a sender that a colleague gave to another contact meanwhile stays there, and what was typed is kept',
    { timeout: 150_000 },
    async () => {
      const both = new Set([FOURTH.name, 'Ktoś Zupełnie Inny']);
      const before = team.server.rows('SELECT code FROM conflict WHERE resolved = 0').length;
      const mail = await openMail(team.owner);
      const form = await team.member.openOwn('contacts.html#/add');
      await team.server.away();
      await form.getByLabel(word('pl', 'name'), { exact: true }).first().fill('Ktoś Zupełnie Inny');
      await form.getByLabel(word('pl', 'form_sender_email')).first().fill(FOURTH.address);
      await form.getByRole('button', { name: word('pl', 'form_add'), exact: true }).click();
      await form.getByText('Ktoś Zupełnie Inny').first().waitFor();
      await preview(mail, 'thread-customer');
      await clickPart(mail, 'chip', word('en', 'chip_add'));
      await expectChip(mail, FOURTH.name);
      await team.server.goOn();
      await openSidebar(mail);
      await expect
        .poll(() => team.server.rows('SELECT code FROM conflict WHERE resolved = 0').length, {
          timeout: 70_000,
        })
        .toBeGreaterThan(before);
      expect(holders(team, FOURTH.address)).toHaveLength(1);
      const [name, ...more] = team.server.contactNames().filter((one) => both.has(one));
      expect(more).toEqual([]);
      const loser = name === FOURTH.name ? team.member : team.owner;
      const conflicts = await loser.openOwn('contacts.html#/conflicts');
      const other = name === FOURTH.name ? 'Ktoś Zupełnie Inny' : FOURTH.name;
      await conflicts.getByText(other).first().waitFor();
    },
  );

  test(
    "R14: offline by the browser's own switch, an edit waits and then goes",
    { timeout: 120_000 },
    async () => {
      const form = await team.owner.openOwn('contacts.html#/add');
      await team.owner.context.setOffline(true);
      await form.getByLabel(word('en', 'name'), { exact: true }).first().fill('Offline Ola');
      await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
      await form.getByText('Offline Ola').first().waitFor();
      expect(team.server.contactNames()).not.toContain('Offline Ola');
      await team.owner.context.setOffline(false);
      await expect
        .poll(() => team.server.contactNames(), { ...SENT_SOON, timeout: 70_000 })
        .toContain('Offline Ola');
    },
  );
});
