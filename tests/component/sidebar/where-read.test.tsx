import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { accountsSeen } from '#lib/settings/settings.ts';
import { hereOf, requesterOf, showSidebar, UNKNOWN, wrongs } from './stage.tsx';

const heading = () => screen.findByRole('button', { name: 'What was read here' });
const value = (name: RegExp) => screen.findByRole('button', { name });

describe('where it was read', () => {
  test('R5, G28: each value lights up on the page while it is pointed at or has the focus', async () => {
    const from = requesterOf({ subject: 'Abażur', orders: ['1234-5'], integration: 'biuro@lampka.example' });
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN, from) });
    await user.click(await heading());
    await user.hover(await value(/^Subject Abażur/u));
    expect(book.pointAt).toHaveBeenLastCalledWith('subject');
    await user.unhover(await value(/^Subject Abażur/u));
    expect(book.pointAt).toHaveBeenLastCalledWith(null);
    (await value(/^Orders 1234-5/u)).focus();
    expect(book.pointAt).toHaveBeenLastCalledWith('orders');
    await user.tab();
    await waitFor(() => expect(book.pointAt).toHaveBeenLastCalledWith('subject'));
    expect(await wrongs()).toEqual([]);
  });

  test('R5: what cannot be seen on the page says so', async () => {
    const { user } = showSidebar({ here: hereOf(UNKNOWN) }, { pointAt: async () => false });
    await user.click(await heading());
    await user.hover(await value(/^Sender/u));
    expect(await screen.findByText(/not in sight on the page/u)).toBeTruthy();
  });

  test('R5, law 8: says how sure it is, in a sentence', async () => {
    const from = requesterOf({ readFrom: 'replyTo', confidence: 'likely' });
    const { user } = showSidebar({ here: hereOf(UNKNOWN, from) });
    await user.click(await heading());
    expect(await screen.findByText('Read from Reply-To. Likely: have a look before you add.')).toBeTruthy();
  });
});

describe('the wrong person', () => {
  test('R5: the selected text becomes the sender; without one it says what to do', async () => {
    let isSelected = false;
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN) }, { pickSelection: async () => isSelected });
    await user.click(await heading());
    await user.click(await value(/^Use selected text/u));
    expect(await screen.findByText(/Nothing is selected/u)).toBeTruthy();
    isSelected = true;
    await user.click(await value(/^Use selected text/u));
    expect(book.pickSelection).toHaveBeenCalledTimes(2);
  });

  test('R5: whoever was picked by hand is said to be, and there is a way back', async () => {
    const from = requesterOf({ readFrom: 'selection', confidence: 'likely' });
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN, from) });
    await user.click(await heading());
    expect(await screen.findByText('Picked by you on the page.')).toBeTruthy();
    await user.click(await value(/^Back to what the page shows/u));
    expect(book.unpick).toHaveBeenCalled();
  });

  test('R5, R15: teaching and reading again are one press each', async () => {
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN) });
    await user.click(await heading());
    await user.click(await value(/^Read again/u));
    expect(book.readAgain).toHaveBeenCalled();
    await user.click(await value(/^Teach Carnet this page/u));
    expect(book.teachHere).toHaveBeenCalled();
  });

  test('G28: a report without anybody’s data is on the clipboard after one press', async () => {
    const { user } = showSidebar({ here: hereOf(UNKNOWN) });
    await user.click(await heading());
    await user.click(await value(/^Copy a report/u));
    expect(await screen.findByText(/nobody’s data in it/u)).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe('Carnet 0.1.0');
  });

  test('R5: a page on which nobody was read has the same ways', async () => {
    const { book, user } = showSidebar({ here: null });
    await user.click(await value(/^Use selected text/u));
    expect(book.pickSelection).toHaveBeenCalled();
    expect(await wrongs()).toEqual([]);
  });
});

describe('never captured', () => {
  test('G11: the reason is said plainly, nobody can be added, and the list is one press away', async () => {
    const from = requesterOf({ address: 'no-reply@sklepy.example' });
    const { book, user } = showSidebar({ here: hereOf({ state: 'never', why: 'machine' }, from) });
    expect(await screen.findByText(/A no-reply address/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add sender to contacts' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Open the list' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'never' });
    expect(await wrongs()).toEqual([]);
  });

  test('G11: the own account that the page names is asked about beside the first unknown sender', async () => {
    await accountsSeen.setValue(['biuro@lampka.example']);
    const from = requesterOf({ integration: 'Biuro@lampka.example' });
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN, from) }, { putNever: async () => undefined });
    const ask = await screen.findByText(/everyone at @lampka.example as your team/u);
    expect(within(ask.closest('div') as HTMLElement)).toBeTruthy();
    await user.click(await value(/^Yes, that is us/u));
    expect(book.putNever).toHaveBeenCalledWith('@lampka.example', 'ours');
    await accountsSeen.removeValue();
  });
});

test('C22, R5: a page that names nobody says what it knows, for whoever is picked', async () => {
  const about = { site: 'kaufland', channel: 'other', name: '', address: '', orders: ['MVN4ABC'] };
  showSidebar({ here: { ...hereOf(UNKNOWN), participants: [], about } });
  expect(await screen.findByText('MVN4ABC')).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Use selected text' })).toBeTruthy();
  expect(await wrongs()).toEqual([]);
});
