import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip } from './harness/expect.ts';
import { clickPart } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { TeamServer } from './harness/server.ts';
import { becomeOwner, connect } from './harness/team.ts';
import { word } from './harness/words.ts';

type Answer = { value?: unknown; problem?: { reason: string } } | undefined;

let agent: Agent;
let server: TeamServer | null = null;

afterEach(async () => {
  await agent?.close();
  await server?.end();
  server = null;
});

/** Sends the background a message as it stands, without anything that would refuse it on the way. */
async function send(page: Page, message: unknown): Promise<Answer> {
  return page.evaluate(
    (text) => Reflect.get(globalThis, 'chrome').runtime.sendMessage(JSON.parse(text)) as Promise<Answer>,
    JSON.stringify(message),
  );
}

const rows = (page: Page) => page.locator('[role=grid]').getAttribute('aria-rowcount');

describe('names as they come in mails', () => {
  let one: Agent;
  let mail: Page;
  let added = 0;
  beforeAll(async () => {
    one = await Agent.open('en');
    mail = await openMail(one);
  });
  afterAll(() => one?.close());

  test.each([
    ['a right-to-left name with an override in it', 'right-to-left', 'יעל בן־דוד'],
    ['a name of nothing that can be seen', 'zero-width', 'niewidzialna.nina'],
    ['a name of 339 letters', 'over-long', 'Jego Ekscelencja '.repeat(12).slice(0, 200).trim()],
    ['emoji and three scripts', 'emoji', '🕯️ Ciepły Kąt – 山本 Λάμδα'],
  ])('A31: %s makes one contact with a name that can be read', async (_, key, name) => {
    await mail.bringToFront();
    await preview(mail, key);
    await clickPart(mail, 'chip', word('en', 'chip_add'));
    await expectChip(mail, name.slice(0, 20));
    added += 1;
    const list = await one.openOwn('contacts.html');
    await list.locator('[role=grid]').getByText(name, { exact: true }).first().waitFor();
    await expect.poll(() => rows(list)).toBe(String(1 + added));
    expect(await list.locator('[role=grid]').innerText()).not.toMatch(/[\u200B-\u200D\u2060\u202A-\u202E]/u);
    await list.close();
  });
});

describe('what is typed into the form', () => {
  const KEPT = 'zofia@poczta.example';

  let one: Agent;
  beforeAll(async () => {
    one = await Agent.open('en');
  });
  afterAll(() => one?.close());

  test.each([
    ['no name', '', KEPT, word('en', 'problem_name_empty')],
    ['a name of spaces', '    ', KEPT, word('en', 'problem_name_empty')],
    ['a name that cannot be seen', '\u200B\u2060', KEPT, word('en', 'problem_name_empty')],
    ['a name of 201 letters', 'ż'.repeat(201), KEPT, word('en', 'problem_name_too_long')],
    ['half an address', 'Zofia', 'zofia@', word('en', 'problem_not_an_email', 'zofia@')],
    ['an address with a space', 'Zofia', 'zo fia@poczta.example', 'zo fia@poczta.example'],
  ])('A19, A20: %s is refused in words, and the form keeps it', async (_, name, address, problem) => {
    const form = await one.openOwn('contacts.html#/add');
    const nameField = form.getByLabel(word('en', 'name'), { exact: true }).first();
    const addressField = form.getByLabel(word('en', 'form_sender_email')).first();
    await nameField.fill(name);
    await addressField.fill(address);
    await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
    await form.getByText(problem).first().waitFor();
    expect([await nameField.inputValue(), await addressField.inputValue()]).toEqual([name, address]);
    expect(await send(form, { to: 'book', call: 'status', args: [] })).toMatchObject({
      value: { contacts: 0 },
    });
  });

  test('R4: a number without a country asks for one; an international address is taken as it is', async () => {
    const form = await one.openOwn('contacts.html#/add');
    await form.getByLabel(word('en', 'name'), { exact: true }).first().fill('Zofia');
    await form.getByLabel(word('en', 'form_sender_email')).first().fill('użytkownik@świeczka.example');
    await form.getByRole('button', { name: word('en', 'form_add_sender'), exact: true }).click();
    const second = form.getByRole('group', { name: word('en', 'form_sender', '2'), exact: true });
    await second.getByRole('button').first().click();
    await form.getByRole('option', { name: word('en', 'channel_phone') }).click();
    await second.getByRole('textbox').fill('600 700 800');
    await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
    await form.getByText(word('en', 'problem_phone_needs_country')).first().waitFor();
    await second.getByRole('textbox').fill('+48 600 700 800');
    await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
    await form
      .getByText(word('en', 'form_added', 'Zofia'))
      .first()
      .waitFor();
    await expect.poll(() => form.locator('[role=grid]').innerText()).toContain('użytkownik@świeczka.example');
  });

  test.each([
    ['1.1 MB', 1_100_000],
    ['150 kB', 150_000],
  ])(
    'A26: a note of %s is refused in words, and stays in the form',
    { timeout: 90_000 },
    async (_, length) => {
      const form = await one.openOwn('contacts.html#/add');
      await form.getByLabel(word('en', 'name'), { exact: true }).first().fill('Zofia');
      const note = form.getByLabel(word('en', 'form_note'), { exact: true }).first();
      // As a paste that is over at once: typed line by line, so much keeps Chromium busy for minutes.
      await note.evaluate((field: HTMLTextAreaElement, length) => {
        const text = 'Dzień dobry, czy są jeszcze grube knoty?\n'.repeat(length / 40).slice(0, length);
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, length);
      await form.getByRole('button', { name: word('en', 'form_add'), exact: true }).click();
      const refused = new RegExp(
        [word('en', 'problem_too_large'), word('en', 'problem_note_too_long')]
          .map((words) => words.slice(0, 25))
          .join('|'),
        'u',
      );
      await form.getByText(refused).first().waitFor();
      expect((await note.inputValue()).length).toBe(length);
    },
  );
});

describe('messages to the background', () => {
  test('of 2 MB, or that are nonsense, are refused; it goes on answering', async () => {
    agent = await Agent.open('en');
    const page = await agent.openOwn('contacts.html');
    const id = crypto.randomUUID();
    const refusals = [
      [{ to: 'book', call: 'putNote', args: [id, 'x'.repeat(2_000_000)] }, 'too_large'],
      [{ to: 'book', call: 'list', args: [{ text: 'x'.repeat(2_000_000) }] }, 'too_large'],
      [{ to: 'book', call: 'rename', args: [id] }, 'bad_message'],
      [{ to: 'book', call: 'rename', args: ['../..', 'x'] }, 'bad_message'],
      [{ to: 'book', call: 'constructor', args: [] }, 'bad_message'],
      [{ to: 'book', call: '__proto__', args: [{}] }, 'bad_message'],
      [{ to: 'page', call: 'begin', args: [{ url: 'https://mail.google.com/' }] }, 'not_permitted'],
    ] as const;
    for (const [message, reason] of refusals)
      expect([message.call, await send(page, message)]).toEqual([message.call, { problem: { reason } }]);
    expect(await send(page, { to: 'book', call: 'status', args: [] })).toMatchObject({
      value: { contacts: 0 },
    });
  });

  test('of 2 MB from a content script are refused, and its page is read on', async () => {
    agent = await Agent.open('en');
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await expectChip(mail, word('en', 'chip_add'));
    const requester = {
      site: 'roundcube',
      channel: 'email',
      name: 'x'.repeat(2_000_000),
      address: 'a@b.example',
    };
    const sighting = { turn: 99, url: mail.url(), requesters: [requester] };
    expect(await fromContentScript(mail, { to: 'page', call: 'sighted', args: [sighting] })).toEqual({
      problem: { reason: 'too_large' },
    });
    const short = { ...sighting, requesters: [{ ...requester, name: 'x'.repeat(501) }] };
    expect(await fromContentScript(mail, { to: 'page', call: 'sighted', args: [short] })).toEqual({
      problem: { reason: 'bad_message' },
    });
    expect(await fromContentScript(mail, { to: 'book', call: 'list', args: [] })).toEqual({
      problem: { reason: 'not_permitted' },
    });
    await clickPart(mail, 'chip', word('en', 'chip_add'));
    await expectChip(mail, 'Bożena Źdźbło');
  });
});

describe('a contact with 500 senders', () => {
  test(
    'A22: is added, synced, shown and edited; the 501st sender is refused',
    { timeout: 150_000 },
    async () => {
      server = await TeamServer.start();
      agent = await Agent.open('en');
      await (await becomeOwner(agent, server)).close();
      await connect(agent, 'en', server.url);
      const page = await agent.openOwn('contacts.html');
      // A form of five hundred rows is drawn as long as a busy machine takes for it.
      page.setDefaultTimeout(60_000);
      const senders = Array.from({ length: 500 }, (_, index) => ({
        channel: 'email',
        value: `skrzynka.${index}@hurt.example`,
      }));
      const draft = { name: 'Hurtownia', senders, country: null, language: null, integrations: [], note: '' };
      const added = await send(page, { to: 'book', call: 'addContact', args: [draft] });
      const { id } = (added as { value: { id: string } }).value;
      const onServer = () => server?.rows('SELECT 1 FROM sender WHERE deleted = 0').length;
      await expect.poll(onServer, { timeout: 30_000 }).toBe(500);
      expect(
        await send(page, {
          to: 'book',
          call: 'attachSender',
          args: [id, { channel: 'email', value: 'o.jedna@hurt.example' }],
        }),
      ).toMatchObject({ problem: { reason: 'too_many_senders' } });
      await page.goto(page.url().replace(/#.*|$/u, `#/contact/${id}/edit`));
      await page.getByLabel(word('en', 'name'), { exact: true }).first().fill('Hurtownia Knotów');
      await page.getByRole('button', { name: word('en', 'form_save'), exact: true }).click();
      await expect.poll(() => server?.contactNames(), { timeout: 20_000 }).toEqual(['Hurtownia Knotów']);
      expect(onServer()).toBe(500);
    },
  );
});

/** As the content script itself would send it: from its own world in the page's top document. */
async function fromContentScript(page: Page, message: unknown): Promise<Answer> {
  const session = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === 'Carnet') worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  const [contextId] = worlds;
  if (contextId === undefined) throw new Error('The page has no content script of Carnet.');
  const { result } = await session.send('Runtime.evaluate', {
    contextId,
    expression: `chrome.runtime.sendMessage(${JSON.stringify(message)})`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return result.value as Answer;
}
