import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip } from './harness/expect.ts';
import { chipText, clickPart } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { becomeOwner, connect } from './harness/team.ts';
import { TeamServer } from './harness/server.ts';
import { word } from './harness/words.ts';

const BOZENA = 'Bożena Źdźbło';

let agent: Agent;
let server: TeamServer | null = null;

afterEach(async () => {
  await agent?.close();
  await server?.end();
  server = null;
});

describe('the background dies at any moment', () => {
  test.each([0, 5, 20, 60])(
    'W13: killed %i ms after the click, the contact is there once, or the chip offers to try again',
    async (wait) => {
      agent = await Agent.open('en');
      const mail = await openMail(agent);
      await preview(mail, 'polish');
      await expectChip(mail, word('en', 'chip_add'));
      await clickPart(mail, 'chip', word('en', 'chip_add'));
      await mail.waitForTimeout(wait);
      await agent.killWorker();
      const settled = new RegExp(`${BOZENA}|${word('en', 'chip_retry')}`, 'u');
      await expect.poll(() => chipText(mail), { timeout: 15_000 }).toMatch(settled);
      if ((await chipText(mail))?.includes(word('en', 'chip_retry'))) await clickPart(mail, 'chip');
      await expectChip(mail, BOZENA);
      const list = await agent.openOwn('contacts.html');
      await expect.poll(() => list.locator('[role=grid]').getAttribute('aria-rowcount')).toBe('2');
    },
  );

  test(
    'sync.md 9: killed again and again while it syncs, everything reaches the server, each contact once',
    { timeout: 150_000 },
    async () => {
      server = await TeamServer.start();
      agent = await Agent.open('en');
      await (await becomeOwner(agent, server)).close();
      await connect(agent, 'en', server.url);
      const list = await agent.openOwn('contacts.html#/add');
      const names: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        const name = `Knot ${round}`;
        names.push(name);
        await list.goto(list.url().replace(/#.*|$/u, '#/add'));
        await list.getByLabel(word('en', 'name'), { exact: true }).first().fill(name);
        await list.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
        await list.locator('[role=grid]').getByText(name, { exact: true }).first().waitFor();
        await list.waitForTimeout(round * 15);
        await agent.killWorker();
      }
      await expect.poll(() => server?.contactNames(), { timeout: 80_000, interval: 200 }).toEqual(names);
    },
  );

  test('W13: asleep since long, it knows the writer of the next message all the same', async () => {
    agent = await Agent.open('en');
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await expectChip(mail, word('en', 'chip_add'));
    await clickPart(mail, 'chip', word('en', 'chip_add'));
    await expectChip(mail, BOZENA);
    await preview(mail, 'french');
    await expectChip(mail, word('en', 'chip_add'));
    await agent.killWorker();
    await preview(mail, 'polish');
    await expectChip(mail, BOZENA);
  });
});
