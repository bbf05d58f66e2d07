import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { clickPart, partsOf } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { word } from './harness/words.ts';

const BOZENA = 'Bożena Źdźbło';

let agent: Agent;

afterEach(() => agent?.close());

/** Somebody of the writer's name is in the book already, with another address. */
async function mailBesideNamesake(): Promise<Page> {
  agent = await Agent.open('en');
  await addByForm(agent, BOZENA, 'inna.bozena@poczta.example');
  const mail = await openMail(agent);
  await preview(mail, 'polish');
  await expectChip(mail, word('en', 'chip_add'));
  await clickPart(mail, 'chip', word('en', 'chip_add'));
  await expectChip(mail, word('en', 'chip_name_taken'));
  return mail;
}

async function addByForm(agent: Agent, name: string, address: string): Promise<Page> {
  const form = await agent.openOwn('contacts.html#/add');
  await form.getByLabel(word('en', 'name'), { exact: true }).first().fill(name);
  await form.getByLabel(word('en', 'form_sender_email')).first().fill(address);
  await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
  await form
    .getByText(word('en', 'form_added', name))
    .first()
    .waitFor();
  return form;
}

describe('a name that another contact has', () => {
  test('X1: the sender can be given to the one who has it; still one contact', async () => {
    const mail = await mailBesideNamesake();
    await clickPart(mail, 'chip', word('en', 'chip_attach', BOZENA));
    await expectChip(mail, BOZENA);
    await openSidebar(mail);
    await expectSidebar(mail, 'inna.bozena@poczta.example');
    await expectSidebar(mail, 'bozena.zdzblo@skrzynka.example');
  });

  test('X1: or they are added under a longer name that says the channel and the address', async () => {
    const mail = await mailBesideNamesake();
    const longer = `${BOZENA} (email: bozena.zdzblo@skrzynka.example)`;
    expect(JSON.stringify(await partsOf(mail))).toContain('bozena.zdzblo@skrzynka.example');
    await clickPart(mail, 'chip', 'bozena.zdzblo@skrzynka.example');
    await expectChip(mail, longer.slice(0, BOZENA.length));
    const list = await agent.openOwn('contacts.html');
    await list.getByText('inna.bozena@poczta.example').first().waitFor();
    await expect.poll(() => list.locator('[role=grid]').getAttribute('aria-rowcount')).toBe('3');
  });
});

describe('a sender that another contact has', () => {
  test('A33: the message knows them by it, and the form says whose it is and adds nothing', async () => {
    agent = await Agent.open('en');
    const form = await addByForm(agent, 'Pani Bożena', 'bozena.zdzblo@skrzynka.example');
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await expectChip(mail, 'Pani Bożena');

    await form.bringToFront();
    await form.goto(form.url().replace(/#.*|$/u, '#/add'));
    await form.getByLabel(word('en', 'name'), { exact: true }).first().fill('Bożena Druga');
    await form.getByLabel(word('en', 'form_sender_email')).first().fill('BOZENA.ZDZBLO@SKRZYNKA.EXAMPLE');
    await form.getByLabel(word('en', 'name'), { exact: true }).first().focus();
    await form
      .getByText(word('en', 'problem_sender_taken', 'Pani Bożena'))
      .first()
      .waitFor();
    await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
    await expect.poll(() => form.locator('[role=grid]').getAttribute('aria-rowcount')).toBe('2');
  });
});
