import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Popup } from '#components/popup/popup.tsx';
import type { Here, ListQuery, Recognition } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';
import { browser } from 'wxt/browser';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

const requester: Requester = {
  site: 'roundcube',
  channel: 'email',
  name: 'Żaneta Gżegżółka',
  address: 'zaneta@poczta.example',
  confidence: 'sure',
  readFrom: 'header',
};
const unknown: Recognition = { state: 'unknown', proposedName: requester.name, nameTakenBy: null };
const hereOf = (recognition: Recognition): Here => ({
  tabId: 1,
  site: 'roundcube',
  host: 'poczta.example',
  turn: 1,
  reading: false,
  participants: [{ requester, recognition }],
  shown: 0,
});
const people = [
  { name: 'Jan Kowalski', senders: [{ channel: 'allegro', value: 'jank84' }] },
  { name: 'Maria Kowalczyk', senders: [{ channel: 'email', value: 'm.kowalczyk@o2.example' }] },
  { name: "Sean O'Brien", senders: [{ channel: 'whatsapp', value: '+48 600 700 800' }] },
];
const jan = { id: '0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a', name: 'Jan Kowalski' };
const box = () => screen.getByRole('combobox', { name: 'Search contacts' });

beforeEach(() => {
  prepareBrowser();
  vi.stubGlobal('close', () => undefined);
});

describe('the popup', () => {
  test('A34: opens with the search box focused and the newest contacts below', async () => {
    await show(<Popup />, { people });
    expect(document.activeElement).toBe(box());
    const rows = await screen.findAllByRole('option');
    expect(rows.map((row) => within(row).getByText(/Brien|Kowal/u).textContent)[0]).toContain('Brien');
    expect(await wrongs()).toEqual([]);
  });

  test('A35, A38: results come while typing, and what matched is marked', async () => {
    const { user } = await show(<Popup />, { people });
    await user.keyboard('KOWAL');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toContain('Kowal');
    expect(screen.getByText('2 contacts found')).toBeDefined();
  });

  test('A34: arrows move, Enter opens the chosen contact on the contacts page', async () => {
    const { user, book, refs } = await show(<Popup />, { people });
    await user.keyboard('kowal');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{ArrowDown}');
    const [, second] = screen.getAllByRole('option');
    expect(box().getAttribute('aria-activedescendant')).toBe(second?.id);
    await user.keyboard('{Enter}');
    expect(book.openContactsPage).toHaveBeenCalledTimes(1);
    expect(refs.map(({ id }) => ({ contact: id }))).toContainEqual(book.openContactsPage.mock.calls[0]?.[0]);
  });

  test('A34: Enter waits for the answer to what is typed; it never opens somebody of a former search', async () => {
    let answer: () => void = () => undefined;
    const { user, book, core, refs } = await show(<Popup />, { people });
    await screen.findAllByRole('option');
    book.list.mockImplementation(
      (query: ListQuery) => new Promise((resolve) => (answer = () => resolve(core.list(query)))),
    );
    await user.keyboard('brien{Enter}');
    expect(book.openContactsPage).not.toHaveBeenCalled();
    answer();
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{Enter}');
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: refs[2]?.id });
  });

  test('A37: the digits of a number find it, however it is written, and are marked', async () => {
    const { user } = await show(<Popup />, { people });
    await user.keyboard('600700');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(document.querySelector('mark')?.textContent).toBe('600 700');
  });

  test('B56, W18: who is blocked is told where they are found', async () => {
    const { core, refs } = await show(<Popup />, { people });
    await act(() => core.block(refs[0]?.id ?? '', 'Spam'));
    await waitFor(() => {
      const told = screen.getAllByRole('option').filter(({ textContent }) => textContent.includes('Blocked'));
      expect(told.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Jan Kowalski')]);
    });
    expect(await wrongs()).toEqual([]);
  });

  test('A34: Esc clears the search first', async () => {
    const { user } = await show(<Popup />, { people });
    await user.keyboard('kowal{Escape}');
    expect((box() as HTMLInputElement).value).toBe('');
  });

  test('G13, A30: the person of the tab comes first, and one click adds them', async () => {
    const { user, book } = await show(<Popup />, { people, here: hereOf(unknown) });
    expect(await screen.findByText('on this page · not in your contacts')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Add' }));
    expect(book.addSender).toHaveBeenCalledWith(requester);
    expect(await screen.findByRole('button', { name: 'Open' })).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('A33: a sender that another contact has: told whose, nothing added, offered to open', async () => {
    const contact = jan;
    const { user, book } = await show(<Popup />, {
      here: hereOf(unknown),
      given: { addSender: async () => ({ outcome: 'sender-taken', contact }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Add' }));
    const open = await screen.findByRole('button', { name: 'Open Jan Kowalski' });
    expect(open.closest('[role="alert"]')?.textContent).toContain('Jan Kowalski');
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull();
    await user.click(open);
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: contact.id });
  });

  test('X1: a taken name: attach to that contact, or add under a longer name', async () => {
    const contact = { ...jan, name: requester.name };
    const suffixed = `${requester.name} (e-mail: zaneta@poczta.example)`;
    const { user, book } = await show(<Popup />, {
      here: hereOf(unknown),
      given: { addSender: async () => ({ outcome: 'name-taken', contact, suffixed }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Add' }));
    await user.click(
      await screen.findByRole('button', {
        name: (_, button) => button.textContent === `Add as “${suffixed}”`,
      }),
    );
    expect(book.addSender).toHaveBeenLastCalledWith(requester, { do: 'suffix' });
    await user.click(await screen.findByRole('button', { name: `Attach to ${requester.name}` }));
    expect(book.addSender).toHaveBeenLastCalledWith(requester, { do: 'attach', contactId: contact.id });
  });

  test('R1: an address that many share is said to identify nobody, and cannot be added', async () => {
    await show(<Popup />, { here: hereOf({ state: 'cannot-tell', problem: { reason: 'shared_address' } }) });
    expect(await screen.findByText(/identifies nobody/u)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull();
  });

  test('A18: Alt+N opens the form with what was typed; Enter adds and the contact is in the list', async () => {
    const { user, core } = await show(<Popup />, { people });
    await user.keyboard('Ana Silva{Alt>}n{/Alt}');
    const name = await screen.findByRole('textbox', { name: /^Name/u });
    expect((name as HTMLInputElement).value).toBe('Ana Silva');
    expect(await wrongs()).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'ana@poczta.example{Enter}');
    expect(await screen.findByText('Ana Silva was added.')).toBeDefined();
    const { rows } = await core.list({ text: 'ana silva', sort: 'best', offset: 0, limit: 5 });
    expect(rows[0]?.senders[0]?.key).toBe('ana@poczta.example');
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain('Ana Silva'));
  });

  test('A18: what was half typed is there again in the next popup, until it is given up', async () => {
    const first = await show(<Popup />, { people });
    await first.user.keyboard('Ana Silva{Alt>}n{/Alt}');
    await first.user.type(await screen.findByRole('textbox', { name: 'E-mail address' }), 'ana@loja');
    cleanup(); // a click beside it closes a popup
    const next = await show(<Popup />);
    expect(await screen.findByRole('textbox', { name: 'E-mail address' })).toHaveProperty(
      'value',
      'ana@loja',
    );
    await next.user.keyboard('{Escape}');
    await next.user.click(await screen.findByRole('button', { name: 'Leave' }));
    await screen.findByRole('combobox', { name: 'Search contacts' });
    cleanup();
    await show(<Popup />);
    await screen.findAllByRole('option');
    expect(screen.queryByRole('textbox', { name: 'E-mail address' })).toBeNull();
  });

  test('A34: an empty book says what to do first', async () => {
    await show(<Popup />);
    expect(await screen.findByText('Your contact book is empty')).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('R14: offline is a small word with what waits; conflicts are counted and lead to where they are settled', async () => {
    const status = {
      contacts: 3,
      unsent: 2,
      conflicts: 3,
      workspace: null,
      sync: { state: 'offline' as const, since: '2026-11-21T00:00:00Z' },
    };
    const { book, user } = await show(<Popup />, { people, given: { status: async () => status } });
    expect(await screen.findByText(/Offline · 2 changes not sent yet/u)).toBeDefined();
    await user.click(screen.getByRole('button', { name: '3 conflicts' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'conflicts' });
  });

  test('G12: a site that is not read is switched on by one click, which asks for that host alone', async () => {
    Object.assign(browser.tabs, { query: async () => [{ url: 'https://mail.sklep.example/a?b' }] });
    const { user } = await show(<Popup />, { people });
    await user.click(await screen.findByRole('button', { name: 'Switch on here' }));
    expect(browser.permissions.request).toHaveBeenCalledWith({ origins: ['https://mail.sklep.example/*'] });
    await waitFor(async () =>
      expect(await browser.storage.local.get('switched-on')).toEqual({
        'switched-on': [{ site: '', pattern: 'https://mail.sklep.example/*' }],
      }),
    );
  });
});
