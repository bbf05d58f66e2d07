import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client, create, typed } from '#tests/server/client.ts';
import { openInbox } from '#tests/server/smtp-inbox.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { frameOf, openBeside } from './harness/beside.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { expectChip, expectSidebar } from './harness/expect.ts';
import { word } from './harness/words.ts';

const [OLD, NEW] = ['maja.zielinska@poczta.example', 'maja@firma.example'];

let inbox: Awaited<ReturnType<typeof openInbox>>;
let club: Club;
let olga: Agent;
let marek: Agent;
let maja: string;

beforeAll(async () => {
  inbox = await openInbox();
  club = await startClub({ mail: inbox.url });
  const member = await join(club, 'Marek', 'agent');
  const made = create('Maja Zielińska', OLD);
  made.args.fields['phone/+48501222333'] = typed('+48 501 222 333');
  maja = made.args.id;
  const set = { name: typed('refund'), color: typed('red') };
  const tag = { kind: 'tag', id: randomUUID(), contactId: null, set, base: {} };
  await new Client(club.team, club.owner).push(made, { name: 'record.put', args: tag });
  inbox.taken.length = 0; // the invitation
  [olga, marek] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, member, 'pl')]);
});
afterAll(async () => {
  await Promise.all([olga?.close(), marek?.close()]);
  await club?.server.end();
  await inbox?.close();
});

const w = (key: string, ...values: string[]) => word('en', key, ...values);
const button = (at: Frame | Page, name: string) => at.getByRole('button', { name, exact: true });

/** Files that a person drags over the attachments and lets go. */
async function drop(frame: Frame, name: string, text: string): Promise<void> {
  const dataTransfer = await frame.evaluateHandle(
    ([name, text]) => {
      const dragged = new DataTransfer();
      dragged.items.add(new File([text ?? ''], name ?? '', { type: 'text/plain' }));
      return dragged;
    },
    [name, text],
  );
  await frame.getByRole('group', { name: w('ticket_files') }).dispatchEvent('drop', { dataTransfer });
}

test('E36 to E43, E49, X9, R2: a ticket is written beside the message, sent by the team’s server with its files, and gone on with by a colleague', async () => {
  const [mine, his] = [
    await openBeside(olga, club.server.url, 'abazur'),
    await openBeside(marek, club.server.url, 'abazur'),
  ];
  await expectSidebar(mine, OLD);
  const frame = frameOf(mine);
  await button(frame, w('sidebar_ticket')).click();
  const dialog = frame.getByRole('dialog', { name: w('ticket_title') });
  await dialog.getByRole('button', { name: OLD }).click();
  await frame.getByRole('option', { name: w('ticket_new_email') }).click();
  await dialog.getByRole('textbox', { name: w('ticket_new_email') }).fill(NEW);
  await dialog.getByRole('button', { name: w('ticket_email_add') }).click();
  await dialog.getByRole('button', { name: NEW }).waitFor();
  await dialog.getByLabel(w('ticket_subject')).fill('Abażur „Mgła”');
  await dialog.getByRole('textbox', { name: w('ticket_text') }).fill('W załączniku kolory.');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'kolory.txt', mimeType: 'text/plain', buffer: Buffer.from('szałwia') });
  await dialog.getByText('kolory.txt').waitFor();
  await drop(frame, 'cennik.txt', '35 cm: 349 zł');
  await dialog.getByText('cennik.txt').waitFor();
  await dialog.getByRole('button', { name: w('ticket_assign') }).click();
  await frame.getByRole('option', { name: 'Marek' }).click();
  await dialog.getByRole('button', { name: w('ticket_priority') }).click();
  await frame.getByRole('option', { name: w('ticket_priority_highest') }).click();
  await dialog.getByRole('combobox', { name: w('ticket_tags') }).fill('refu');
  await frame.getByRole('option', { name: 'refund' }).click();
  await frame.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await wrongs(frame)).toEqual([]);

  inbox.rules.refuse = '451 later';
  await button(frame, w('ticket_send')).click();
  await dialog.getByText(w('ticket_once')).waitFor();
  inbox.rules.refuse = null;
  await dialog.getByRole('button', { name: w('ticket_retry') }).click();
  await frame.getByText(w('ticket_sent_toast', NEW)).waitFor();
  const [letter, ...others] = inbox.taken;
  expect(others).toEqual([]);
  expect(letter?.to).toEqual([NEW]);
  expect(letter?.data).toContain(Buffer.from('szałwia').toString('base64'));
  expect(letter?.data).toContain(Buffer.from('35 cm: 349 zł').toString('base64'));

  // Whom a colleague answers already is seen before one does it, too.
  await expectChip(mine, w('chip_ticket_of', 'Marek'));
  await expectSidebar(mine, w('sidebar_ticket_of', 'Marek'));
  const theirs = frameOf(his);
  await theirs.getByRole('button', { name: word('pl', 'rail_timeline') }).click();
  await theirs.getByText(word('pl', 'timeline_filter_tickets')).click();
  const ticket = theirs.getByRole('article', { name: 'Abażur „Mgła”' });
  for (const words of [NEW, word('pl', 'ticket_priority_highest'), 'refund', 'cennik.txt', 'Marek'])
    await ticket.getByText(words).first().waitFor();
  await ticket.getByRole('button', { name: word('pl', 'ticket_close') }).click();
  await ticket.getByText(word('pl', 'ticket_is_closed')).waitFor();
  await expectChip(mine, 'Maja Zielińska');
  await mine.close();
  await his.close();
});

test('A16, C8, E36, E39, E43: from the list a ticket is handed to the webmail one uses, what it cannot carry stays at hand, and it is sent once somebody says so', async () => {
  await olga.context.route('https://mail.google.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Gmail</title>' }),
  );
  const page = await olga.openOwn(`contacts.html`);
  await button(page, w('list_actions', 'Maja Zielińska')).click();
  await page.getByRole('menuitem', { name: w('new_ticket') }).click();
  const dialog = page.getByRole('dialog', { name: w('ticket_title') });
  await dialog.getByLabel(w('ticket_subject')).fill('Paczka & kurier');
  await dialog.getByRole('textbox', { name: w('ticket_text') }).fill('W drodze.');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('PL-88120') });
  await dialog.getByText('list.txt').waitFor();
  await dialog.getByRole('button', { name: w('ticket_composer') }).click();
  await page.getByRole('option', { name: 'Gmail' }).click();
  await dialog.getByText(w('ticket_cannot_carry')).waitFor();
  const [composer] = await Promise.all([
    olga.context.waitForEvent('page'),
    dialog.getByRole('button', { name: w('ticket_open_in', 'Gmail') }).click(),
  ]);
  await composer.waitForURL('https://mail.google.com/**');
  const said = new URL(composer.url()).searchParams;
  expect([said.get('su'), said.get('body')]).toEqual(['Paczka & kurier', 'W drodze.']);
  await composer.close();
  expect(await wrongs(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: w('ticket_file_save', 'list.txt') }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toBe('PL-88120');
  await dialog.getByRole('button', { name: w('ticket_mark_sent') }).click();
  await dialog.waitFor({ state: 'detached' });
  const open = () =>
    club.server
      .rows<{ fields: string }>("SELECT fields FROM record WHERE kind = 'ticket'")
      .map(({ fields }) => JSON.parse(fields) as Record<string, { value: unknown }>)
      .find(({ way }) => way?.value === 'gmail');
  await expect.poll(() => open()?.['delivery']?.value).toBe('sent');
  expect(inbox.taken.filter(({ to }) => to.includes(OLD))).toEqual([]);
  await page.close();
});

test('E34, E35: the first call asks by which service, and is on the timeline; the settings change it', async () => {
  await olga.context.route('https://dial.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>dialling</title>' }),
  );
  const page = await olga.openOwn(`contacts.html#/profile/${maja}`);
  await button(page, w('call_button')).click();
  await page.getByRole('menuitem', { name: '+48 501 222 333' }).click();
  const dialog = page.getByRole('dialog', { name: w('call_title') });
  await dialog.getByRole('button', { name: w('call_service') }).click();
  await page.getByRole('option', { name: w('call_service_custom') }).click();
  await dialog.getByLabel(w('call_template')).fill('https://dial.example/?to={number}');
  const [call] = await Promise.all([
    olga.context.waitForEvent('page'),
    dialog.getByRole('button', { name: w('call_now', '+48501222333') }).click(),
  ]);
  await call.waitForURL('https://dial.example/**');
  expect(new URL(call.url()).searchParams.get('to')).toBe('+48501222333');
  await call.close();
  await page.getByText(w('timeline_call', '+48501222333')).waitFor();
  await page.goto(page.url().replace(/#.*/u, '#/appearance'));
  const service = page.getByRole('button', { name: w('call_service') });
  await service.filter({ hasText: w('call_service_custom') }).waitFor();
  expect(await wrongs(page)).toEqual([]);
  await page.close();
});
