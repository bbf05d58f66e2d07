import { afterEach, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip } from './harness/expect.ts';
import { Popup } from './harness/popup.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { word } from './harness/words.ts';

let agent: Agent;

afterEach(() => agent?.close());

const says = (popup: Popup, words: string) => () => popup.text().then((text) => text.includes(words));

describe("the toolbar's popup", () => {
  test('G13, A30: it opens on the person of the tab with the search focused, and adds them', async () => {
    agent = await Agent.open('pl');
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await expectChip(mail, word('pl', 'chip_add'));
    await mail.bringToFront();
    const popup = await Popup.open(agent);
    await expect.poll(says(popup, word('pl', 'popup_on_page_unknown'))).toBe(true);
    expect(await popup.text()).toContain('Bożena Źdźbło');
    expect(await popup.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
    await popup.press('Tab');
    expect(await popup.evaluate('document.activeElement.textContent')).toBe(word('pl', 'popup_add'));
    await popup.press('Enter');
    await expectChip(mail, 'Bożena Źdźbło');
    await expect.poll(says(popup, word('pl', 'popup_open'))).toBe(true);
    await popup.close();
  });

  test('A34 to A38: a piece of name, address, number or login finds the contact, without accents or case', async () => {
    agent = await Agent.open('en');
    await addWith(agent, 'Żaneta Gżegżółka', ['zaneta.g@poczta.example', '+48 600 700 800']);
    await addWith(agent, 'Aurélie Lefèvre', ['aurelie@courriel.example']);
    const popup = await agent.openOwn('popup.html');
    const box = popup.getByRole('combobox');
    for (const piece of ['gzegz', 'ŻANETA', 'ta.g@poc', '600 700', '700800']) {
      await box.fill(piece);
      await expect
        .poll(() => popup.getByRole('option').allTextContents())
        .toEqual([expect.stringContaining('Żaneta Gżegżółka')]);
    }
    await box.fill('lefev');
    await expect
      .poll(() => popup.getByRole('option').allTextContents())
      .toEqual([expect.stringContaining('Aurélie Lefèvre')]);
    await box.fill('nobody at all');
    await popup.getByText(word('en', 'popup_no_match', 'nobody at all')).waitFor();
  });

  test('A18, A27, A28: who is not found is added right there by the keyboard, and is found at once', async () => {
    agent = await Agent.open('fr');
    const popup = await agent.openOwn('popup.html');
    await popup.getByRole('combobox').waitFor();
    await popup.keyboard.type('Noémie Ćwik');
    await popup.getByText(word('fr', 'popup_no_match', 'Noémie Ćwik')).waitFor();
    await popup.getByRole('button', { name: word('fr', 'popup_add_this', 'Noémie Ćwik') }).press('Enter');
    const name = popup.getByLabel(word('fr', 'name'), { exact: true }).first();
    await expect.poll(() => name.inputValue()).toBe('Noémie Ćwik');
    await popup.getByLabel(word('fr', 'form_sender_email')).first().fill('noemie@courriel.example');
    await popup.keyboard.press('Enter');
    await popup.getByRole('combobox', { name: word('fr', 'popup_search_label') }).fill('cwik');
    await expect.poll(() => popup.getByRole('option').count()).toBe(1);
  });
});

async function addWith(agent: Agent, name: string, senders: string[]): Promise<void> {
  const form = await agent.openOwn('contacts.html#/add');
  await form.getByLabel(word('en', 'name'), { exact: true }).first().fill(name);
  await form
    .getByLabel(word('en', 'form_sender_email'))
    .first()
    .fill(senders[0] ?? '');
  if (senders[1] !== undefined) {
    await form.getByRole('button', { name: word('en', 'form_add_sender'), exact: true }).click();
    const second = form.getByRole('group', { name: word('en', 'form_sender', '2'), exact: true });
    await second.getByRole('button').first().click();
    await form.getByRole('option', { name: word('en', 'channel_phone') }).click();
    await second.getByRole('textbox').fill(senders[1]);
  }
  await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
  await form
    .getByText(word('en', 'form_added', name))
    .first()
    .waitFor();
  await form.close();
}
