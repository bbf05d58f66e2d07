import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import type { Book } from '#lib/messages/book.ts';
import { accountsDeclined, accountsSeen } from '#lib/settings/settings.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, people } from './stage.ts';

beforeEach(prepareBrowser);

const button = (name: string | RegExp) => screen.findByRole('button', { name });

async function open(given: Partial<Book> = {}) {
  const shown = await show(<ContactsPage />, { people, given });
  await go('#/never');
  return shown;
}

describe('who is never added', () => {
  test('G11: what is typed is on the list, by the keyboard alone; a mistake is told beside the field', async () => {
    const { user, core } = await open();
    await screen.findByText('Nobody is on the list yet.');
    expect(await wrongs()).toEqual([]);
    const field = screen.getByRole('textbox', { name: 'Address, domain or login' });
    await user.type(field, 'gmail.com{Enter}');
    await screen.findByText(/Anyone can have a mailbox at gmail.com/u);
    await user.clear(field);
    await user.type(field, 'kurier.example{Enter}');
    const list = await screen.findByRole('list', { name: 'Never added' });
    expect(within(list).getByText('@kurier.example')).toBeDefined();
    expect(within(list).getByText('Somebody else · everyone at this domain')).toBeDefined();
    expect((await core.captureRules()).never).toMatchObject([{ what: '@kurier.example', who: 'other' }]);
    expect(await wrongs()).toEqual([]);
  });

  test('G11: whoever is taken off by mistake is put back by the toast', async () => {
    const { user, core } = await open();
    await core.putNever('paczki@kurier.example', 'ours');
    await go('#/team');
    await go('#/never');
    await user.click(await button('Take paczki@kurier.example off the list'));
    await screen.findByText('paczki@kurier.example may be added again');
    expect((await core.captureRules()).never).toEqual([]);
    await user.click(await button('Undo'));
    await waitFor(async () =>
      expect((await core.captureRules()).never).toMatchObject([
        { what: 'paczki@kurier.example', who: 'ours' },
      ]),
    );
  });

  test('G11: machines and platforms are on the list by themselves, each behind a switch', async () => {
    const { user, core } = await open();
    const machines = await screen.findByRole<HTMLInputElement>('switch', { name: 'No-reply addresses' });
    expect(machines.checked).toBe(true);
    await user.click(machines);
    await waitFor(async () => expect((await core.captureRules()).settings.machines).toBe(false));
    expect((await core.captureRules()).settings.platforms).toBe(true);
  });

  test('G11: the own account that a page named is asked about once', async () => {
    await accountsSeen.setValue(['biuro@lampka.example', 'sklep.lampka@gmail.com']);
    const { user, core } = await open();
    await screen.findByText(/everyone at @lampka.example as your team/u);
    expect(screen.getByText('Is @lampka.example you?')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    await user.click(await button('Yes, that is us'));
    await screen.findByText(/signed in as sklep.lampka@gmail.com/u);
    await user.click(await button('No'));
    await waitFor(() => expect(screen.queryByText(/^Is .* you\?$/u)).toBeNull());
    expect((await core.captureRules()).never).toMatchObject([{ what: '@lampka.example', who: 'ours' }]);
    expect(await accountsDeclined.getValue()).toEqual(['sklep.lampka@gmail.com']);
  });
});

describe('contacts by themselves', () => {
  test('G20: never is chosen; another choice holds for the team', async () => {
    const { user, core } = await open();
    const never = await screen.findByRole<HTMLInputElement>('radio', { name: /^Never/u });
    expect(never.checked).toBe(true);
    await user.click(screen.getByRole('radio', { name: /^When a reply is begun/u }));
    await waitFor(async () => expect((await core.captureRules()).settings.autoCreate).toBe('reply'));
  });

  test('G20: an agent reads what holds, and cannot change it', async () => {
    const rules = {
      never: [],
      settings: { machines: true, platforms: true, autoCreate: 'open' as const },
      maySet: false,
    };
    await open({ captureRules: async () => rules });
    await screen.findByText('When a message is opened');
    expect(screen.queryByRole('radio', { name: /message is opened/u })).toBeNull();
    expect(screen.getByRole('switch', { name: 'No-reply addresses' }).hasAttribute('disabled')).toBe(true);
    await screen.findByText(/for owners and managers/u);
    expect(await wrongs()).toEqual([]);
  });
});
