import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { Client, typed } from '#tests/server/client.ts';
import type { Agent } from './harness/agent.ts';
import { wrongs } from './harness/axe.ts';
import { browserOf, join, startClub, type Club } from './harness/club.ts';
import { word } from './harness/words.ts';

const en = (key: string, ...values: string[]) => word('en', key, ...values);
const pl = (key: string, ...values: string[]) => word('pl', key, ...values);
const DAY = 24 * 3_600_000;

/** A buyer of Amazon, last seen so many days ago. */
function buyer(name: string, key: string, days: number): Extract<NewChange, { name: 'contact.create' }> {
  const fields = {
    lastSeen: typed(new Date(Date.now() - days * DAY).toISOString()),
    city: typed('Berlin'),
    'order/30212345671234567': typed('302-1234567-1234567'),
  };
  const senders = [{ channel: 'amazon', key, value: key, details: { name } }];
  return { name: 'contact.create', args: { id: randomUUID(), name, fields, senders } };
}

const old = buyer('Anna Schmidt', '0x7qk2v9zz41m@marketplace.amazon.de', 40);
const recent = buyer('Bernd Braun', '9f3kk1w0pp72x@marketplace.amazon.de', 3);
const CLEARED = 'Amazon 0x7qk2v9zz41';

let club: Club;
let olga: Agent;
let marek: Agent;
let mine: Page;
let theirs: Page;

beforeAll(async () => {
  club = await startClub();
  await new Client(club.team, club.owner).push(old, recent);
  const member = await join(club, 'Marek', 'agent');
  [olga, marek] = await Promise.all([browserOf(club, club.owner, 'en'), browserOf(club, member, 'pl')]);
  [mine, theirs] = [await olga.openOwn('contacts.html'), await marek.openOwn('contacts.html')];
  for (const page of [mine, theirs]) await page.getByText('Anna Schmidt').first().waitFor();
});
afterAll(async () => {
  await Promise.all([olga?.close(), marek?.close()]);
  await club?.server.end();
});

test('G30, R9: an owner’s rule clears who is due at once, for everybody; the key and orders stay, the history forgets', async () => {
  await mine
    .getByRole('navigation')
    .getByRole('link', { name: en('nav_retention') })
    .click();
  await mine.getByRole('button', { name: en('retention_suggest') }).click();
  const window = mine.getByRole('dialog', { name: en('retention_add') });
  await window.getByText(en('retention_now_one', '1')).waitFor();
  expect(await wrongs(mine)).toEqual([]);
  await window.getByRole('button', { name: en('retention_save') }).click();
  const question = mine.getByRole('alertdialog', { name: en('retention_ask_redact_one', '1') });
  await question.getByRole('button', { name: en('retention_ask_redact_verb') }).click();
  await mine.getByText(en('retention_redact_other', '30')).waitFor();
  await theirs.getByText(CLEARED).first().waitFor();
  expect(await wrongs(mine)).toEqual([]);
  await expect.poll(() => club.server.contactNames().toSorted()).toEqual([CLEARED, 'Bernd Braun']);
  const { contact, sender, record } = await new Client(club.team, club.owner).pull();
  const cleared = contact.find(({ id }) => id === old.args.id);
  expect(Object.keys(cleared?.fields ?? {}).toSorted()).toEqual([
    'cleared',
    'lastSeen',
    'order/30212345671234567',
  ]);
  expect(JSON.stringify([contact, sender, record])).not.toContain('Anna');
  expect(sender.map(({ key }) => key)).toContain('0x7qk2v9zz41m@marketplace.amazon.de');
  await mine.getByText(en('retention_due_none')).waitFor();
});

test('G30, Z: an agent finds no way to the rules, and where they look all the same is told whose they are', async () => {
  const nav = theirs.getByRole('navigation');
  expect(await nav.getByRole('link', { name: pl('nav_retention') }).count()).toBe(0);
  await theirs.evaluate(() => (location.hash = '#/retention'));
  await theirs.getByText(pl('retention_role')).waitFor();
  expect(await wrongs(theirs)).toEqual([]);
});
