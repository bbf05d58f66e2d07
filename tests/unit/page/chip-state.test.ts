import { fakeBrowser } from '../fake-browser.ts';
import { expect, test } from 'vitest';
import { faceOf } from '../../../entrypoints/display/chip-face.ts';
import { stateOf } from '#lib/on-page/chip-state.ts';
import words from '#public/_locales/en/messages.json' with { type: 'json' };
import type { BlockedView } from '#lib/messages/definitions.ts';

const english = words as Record<string, { message: string }>;
Object.assign(fakeBrowser, {
  i18n: {
    getMessage: (key: string, values: string[] = []) =>
      (english[key]?.message ?? '').replace(/\$(\d)/gu, (_, n: string) => values[Number(n) - 1] ?? ''),
    getUILanguage: () => 'en',
  },
});

const contact = { id: '0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a', name: 'Tanie Żarówki' };
const requester = { name: 'Tanie', address: 'oferta@tanie.example', confidence: 'sure' } as const;
const at = new Date().toISOString();

function faceFor(blocked: BlockedView) {
  const state = stateOf({ state: 'known', contact, blocked }, requester);
  if (!state) throw new Error('a known requester has a chip');
  return faceOf(state, requester.name);
}

test('W18: the chip of a blocked requester is red, and says by whom, when and why', () => {
  const face = faceFor({ at, userName: 'Anna Nowak', reason: 'Advertises lamps', unsent: false });
  expect(face).toMatchObject({ tone: 'bad', icon: 'ban', label: 'Blocked: Tanie Żarówki', act: 'sidebar' });
  expect(face.title).toBe('Tanie Żarówki is blocked. By Anna Nowak, today. Advertises lamps');
  expect(face.says).toBe(face.title);
});

test('W18: whoever works alone reads since when', () => {
  const face = faceFor({ at, userName: null, reason: '', unsent: true });
  expect(face.title).toBe('Tanie Żarówki is blocked. Since today.');
});

test('R1: the chip says that an address is shared by many, and offers nobody for adding', () => {
  const state = stateOf({ state: 'cannot-tell', problem: { reason: 'shared_address' } }, requester);
  expect(state && faceOf(state, requester.name)).toMatchObject({ label: 'Shared address', act: 'menu' });
});

test('R1: the chip of somebody known warns of an address on the page that is another contact’s', () => {
  const elsewhere = { address: 'x1@allegromail.pl', contact: { id: 'c2', name: 'Ola Maj' } };
  const state = stateOf({ state: 'known', contact, elsewhere }, requester);
  const title = 'x1@allegromail.pl belongs to Ola Maj';
  expect(state && faceOf(state, requester.name)).toMatchObject({ tone: 'warn', label: contact.name, title });
});
