import { afterEach, describe, expect, test } from 'vitest';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { chipText, clickPart } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { formTeam, type Team } from './harness/team.ts';
import { word } from './harness/words.ts';

const BOZENA = 'Bożena Źdźbło';
const SENT_SOON = { timeout: 20_000, interval: 50 };

let team: Team | null = null;

afterEach(async () => {
  await team?.end();
  team = null;
});

/** Ids of the live contacts that have the sender. */
function holders({ server }: Team, key: string): string[] {
  return server
    .rows<{ contact_id: string }>(`SELECT contact_id FROM sender WHERE deleted = 0 AND sender_key = '${key}'`)
    .map(({ contact_id }) => contact_id);
}

describe('two members, each in a browser of their own', () => {
  test('A1, C1: what one adds the other sees within a second, and the edit of the other comes back as fast', async () => {
    team = await formTeam(['en', 'pl']);
    const list = await team.member.openOwn('contacts.html');
    const mail = await openMail(team.owner);
    await preview(mail, 'polish');
    await expectChip(mail, word('en', 'chip_add'));
    await openSidebar(mail);

    await clickPart(mail, 'chip', word('en', 'chip_add'));
    await expectChip(mail, BOZENA);
    await expect
      .poll(() => list.getByText(BOZENA).count(), { timeout: 1000, interval: 20 })
      .toBeGreaterThan(0);

    const [id = ''] = holders(team, 'bozena.zdzblo@skrzynka.example');
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
      team = await formTeam(['pl', 'en']);
      const mail = await openMail(team.owner);
      await team.server.away();
      await preview(mail, 'polish');
      await openSidebar(mail);
      await clickPart(mail, 'chip', word('pl', 'chip_add'));
      await expectChip(mail, BOZENA);
      expect(team.server.contactNames()).toEqual([]);
      await team.server.goOn();
      await expect
        .poll(() => team?.server.contactNames(), { timeout: 70_000, interval: 100 })
        .toEqual([BOZENA]);
    },
  );

  test(
    'R12: both add the same sender while the server is away; one contact remains, and both are told',
    { timeout: 150_000 },
    async () => {
      team = await formTeam(['en', 'pl']);
      const [ownersMail, membersMail] = [await openMail(team.owner), await openMail(team.member)];
      await team.server.away();
      for (const [mail, language] of [
        [ownersMail, 'en'],
        [membersMail, 'pl'],
      ] as const) {
        await preview(mail, 'polish');
        await openSidebar(mail);
        await clickPart(mail, 'chip', word(language, 'chip_add'));
        await expectChip(mail, BOZENA);
      }
      await team.server.goOn();
      const told = { timeout: 70_000, interval: 200 };
      await expect
        .poll(() => team?.server.rows('SELECT DISTINCT user_id FROM conflict'), told)
        .toHaveLength(2);
      expect(team.server.contactNames()).toEqual([BOZENA]);
      expect(holders(team, 'bozena.zdzblo@skrzynka.example')).toHaveLength(1);
      for (const [mail, language] of [
        [ownersMail, 'en'],
        [membersMail, 'pl'],
      ] as const) {
        await expectSidebar(mail, word(language, 'sync_conflicts_one', '1'));
        await expectChip(mail, BOZENA);
      }
      const conflicts = await team.member.openOwn('contacts.html#/conflicts');
      await conflicts.getByText(BOZENA).first().waitFor();
    },
  );

  test(
    'A33: a sender that a colleague gave to another contact meanwhile stays there, and what was typed is kept',
    { timeout: 150_000 },
    async () => {
      team = await formTeam(['en', 'pl']);
      const mail = await openMail(team.owner);
      const form = await team.member.openOwn('contacts.html#/add');
      await team.server.away();
      await form.getByLabel(word('pl', 'name'), { exact: true }).first().fill('Ktoś Zupełnie Inny');
      await form.getByLabel(word('pl', 'form_sender_email')).first().fill('bozena.zdzblo@skrzynka.example');
      await form.getByRole('button', { name: word('pl', 'form_add'), exact: true }).click();
      await form.getByText('Ktoś Zupełnie Inny').first().waitFor();
      await preview(mail, 'polish');
      await clickPart(mail, 'chip', word('en', 'chip_add'));
      await expectChip(mail, BOZENA);
      await team.server.goOn();
      await openSidebar(mail);
      await expect
        .poll(() => team?.server.rows('SELECT code FROM conflict WHERE resolved = 0').length, {
          timeout: 70_000,
        })
        .toBeGreaterThan(0);
      expect(holders(team, 'bozena.zdzblo@skrzynka.example')).toHaveLength(1);
      const [name = ''] = team.server.contactNames();
      expect([BOZENA, 'Ktoś Zupełnie Inny']).toContain(name);
      const loser = name === BOZENA ? team.member : team.owner;
      const conflicts = await loser.openOwn('contacts.html#/conflicts');
      const other = name === BOZENA ? 'Ktoś Zupełnie Inny' : BOZENA;
      await conflicts.getByText(other).first().waitFor();
    },
  );

  test(
    "R14: offline by the browser's own switch, an edit waits and then goes",
    { timeout: 120_000 },
    async () => {
      team = await formTeam(['en', 'pl']);
      const form = await team.owner.openOwn('contacts.html#/add');
      await team.owner.context.setOffline(true);
      await form.getByLabel(word('en', 'name'), { exact: true }).first().fill('Offline Ola');
      await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
      await form.getByText('Offline Ola').first().waitFor();
      expect(team.server.contactNames()).toEqual([]);
      await team.owner.context.setOffline(false);
      await expect
        .poll(() => team?.server.contactNames(), { ...SENT_SOON, timeout: 70_000 })
        .toEqual(['Offline Ola']);
    },
  );
});
