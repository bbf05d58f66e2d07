import type { ReactNode } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { Conflicts } from '#components/conflicts/conflicts.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import { Team } from '#components/team/team.tsx';
import type { BookStatus, Connection } from '#lib/messages/book.ts';
import type { ConflictView } from '#lib/messages/past.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

const serverUrl = 'https://carnet.lampka.example';
const connected: Connection = {
  state: 'connected',
  serverUrl,
  user: { name: 'Anna Wiśniewska', email: 'anna@lampka.example' },
  workspace: { id: '1', name: 'Lampka', role: 'restricted-manager' },
};
const statusOf = (more: Partial<BookStatus> = {}) => ({
  status: async (): Promise<BookStatus> => ({
    contacts: 3,
    unsent: 0,
    conflicts: 0,
    workspace: { name: 'Lampka', role: 'restricted-manager', others: 0 },
    sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
    ...more,
  }),
});
const inState = (connection: Connection, status: Partial<BookStatus> = {}) => ({
  given: { ...statusOf(status), connection: async () => connection },
});

const refusePermission = () =>
  Object.assign(browser.permissions, { request: vi.fn<() => Promise<boolean>>(async () => false) });

beforeEach(prepareBrowser);

describe('the team', () => {
  test('connecting asks the browser for that server alone, and then begins', async () => {
    const connect = vi.fn<(url: string) => Promise<void>>(async () => undefined);
    const { user } = await show(<Team />, { given: { connect } });
    await user.type(
      await screen.findByRole('textbox', { name: 'Server address' }),
      'carnet.lampka.example{Enter}',
    );
    expect(browser.permissions.request).toHaveBeenCalledWith({
      origins: ['https://carnet.lampka.example/*'],
    });
    await waitFor(() => expect(connect).toHaveBeenCalledWith(serverUrl));
    expect(await wrongs()).toEqual([]);
  });

  test('an address that would show contacts to the network, or a permission refused, is said and nothing is sent', async () => {
    const connect = vi.fn<(url: string) => Promise<void>>(async () => undefined);
    const { user } = await show(<Team />, { given: { connect } });
    const field = await screen.findByRole('textbox', { name: 'Server address' });
    await user.type(field, 'http://carnet.lampka.example{Enter}');
    expect(await screen.findByText(/Only https/u)).toBeDefined();
    refusePermission();
    await user.clear(field);
    await user.type(field, 'https://carnet.lampka.example{Enter}');
    expect(await screen.findByText(/Without the permission/u)).toBeDefined();
    expect(connect).not.toHaveBeenCalled();
  });

  test('while signing in the code is shown, and it can be given up', async () => {
    const connecting: Connection = {
      state: 'connecting',
      serverUrl,
      userCode: 'WDJB-MJHT',
      verificationUrl: `${serverUrl}/device`,
    };
    const { user, book } = await show(<Team />, inState(connecting));
    expect((await screen.findByLabelText('Your code')).textContent).toBe('WDJB-MJHT');
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(book.cancelConnecting).toHaveBeenCalled());
  });

  test('a sign-in that failed says why, and the address is still there', async () => {
    await show(<Team />, inState({ state: 'failed', serverUrl, problem: { reason: 'sign_in_denied' } }));
    expect((await screen.findByRole('alert')).textContent).toContain(serverUrl);
    expect(screen.getByDisplayValue(serverUrl)).toBeDefined();
  });

  test('X14: connected, it shows where, who and in which role; and syncs when told to', async () => {
    const { user, book } = await show(<Team />, inState(connected));
    expect(await screen.findByText('Manager, restricted')).toBeDefined();
    expect(screen.getByText('anna@lampka.example')).toBeDefined();
    expect(screen.getByRole('link', { name: /Members/u }).getAttribute('href')).toBe(
      `${serverUrl}/members/1`,
    );
    await user.click(screen.getByRole('button', { name: 'Sync now' }));
    await waitFor(() => expect(book.syncNow).toHaveBeenCalled());
    expect(await wrongs()).toEqual([]);
  });

  test('the first sync shows how far it has come', async () => {
    const sync = { state: 'syncing', progress: { done: 25_000, total: 100_000 } } as const;
    await show(<Team />, inState(connected, { sync }));
    const bar = await screen.findByRole('progressbar', { name: /Bringing your team/u });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['25000', '100000']);
  });

  test('signing out with unsent changes counts them, offers them as a file, and discards them only when told to', async () => {
    const saved: string[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      void (blob as Blob).text().then((text) => saved.push(text));
      return 'blob:x';
    });
    const { given } = inState(connected, { unsent: 1 });
    const workspaces = async () => [
      { id: '1', name: 'Lampka', isCurrent: true, unsent: 1 },
      { id: '2', name: 'Krzesło', isCurrent: false, unsent: 1 },
    ];
    const disconnect = vi.fn<(options: { discard: boolean }) => Promise<void>>(async () => undefined);
    const { user } = await show(<Team />, {
      given: {
        ...given,
        workspaces,
        disconnect,
        unsentChanges: async () => [{ id: 7, name: 'contact.create' }],
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    const question = within(await screen.findByRole('alertdialog'));
    expect(question.getByText(/2 changes are not on the server yet/u)).toBeDefined();
    await user.click(question.getByRole('button', { name: 'Save them as a file' }));
    await waitFor(() => expect(saved.join()).toContain('contact.create'));
    expect(disconnect).not.toHaveBeenCalled();
    await user.click(question.getByRole('button', { name: 'Sign out and discard them' }));
    await waitFor(() => expect(disconnect).toHaveBeenCalledWith({ discard: true }));
  });

  test('signing out with nothing unsent discards nothing, and forgets what was half-written', async () => {
    const { given } = inState(connected);
    await browser.storage.local.set({ 'kept/note/1/new': 'Half a note' });
    const disconnect = vi.fn<(options: { discard: boolean }) => Promise<void>>(async () => undefined);
    const { user } = await show(<Team />, { given: { ...given, disconnect } });
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Sign out' }),
    );
    await waitFor(() => expect(disconnect).toHaveBeenCalledWith({ discard: false }));
    await waitFor(async () => expect(await browser.storage.local.get()).toEqual({}));
  });
});

const withToasts = (view: ReactNode) => (
  <>
    {view}
    <Toasts />
  </>
);

describe('conflicts', () => {
  const other = { id: '0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a', name: 'Jan Kowalski' };
  const conflict: ConflictView = {
    id: 'c1',
    code: 'name_taken',
    act: 'add',
    about: [],
    subject: 'Jan Kowalski',
    kept: [
      { label: 'name', value: 'Jan Kowalski' },
      { label: 'allegro', value: 'jank84' },
      { label: 'country', value: 'PL' },
    ],
    other: { contact: other, userName: 'Anna', at: '2026-11-20T10:00:00Z', field: null, value: null },
    createdAt: '2026-11-20T10:05:00Z',
    ways: [{ do: 'attach' }, { do: 'rename', name: 'Jan Kowalski (allegro: jank84)' }, { do: 'discard' }],
  };

  test('X1, R12: what was kept, who is in the way, and the ways out; settling it is told', async () => {
    const settled: unknown[] = [];
    const { user } = await show(withToasts(<Conflicts />), {
      given: {
        conflicts: async () => (settled.length > 0 ? [] : [conflict]),
        settleConflict: async (...args) => void settled.push(args),
      },
    });
    const card = within(await screen.findByRole('article', { name: 'The name is taken' }));
    expect(card.getByText('jank84')).toBeDefined();
    expect(card.getByText('Poland')).toBeDefined();
    expect(card.getByRole('link', { name: 'Jan Kowalski' }).getAttribute('href')).toBe(
      `#/contact/${other.id}`,
    );
    expect(await wrongs()).toEqual([]);
    await user.click(card.getByRole('button', { name: 'Give it to Jan Kowalski' }));
    expect(await screen.findByText('Settled: Give it to Jan Kowalski.')).toBeDefined();
    expect(settled).toEqual([['c1', { do: 'attach' }]]);
    expect(await screen.findByText('No conflicts')).toBeDefined();
  });

  test('X1: another name can be given by hand', async () => {
    const settled: unknown[] = [];
    const { user } = await show(<Conflicts />, {
      given: {
        conflicts: async () => [conflict],
        settleConflict: async (...args) => void settled.push(args),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Another name…' }));
    const field = screen.getByRole('textbox', { name: 'Name' });
    await user.clear(field);
    await user.type(field, 'Jan K.{Enter}');
    await waitFor(() => expect(settled).toEqual([['c1', { do: 'rename', name: 'Jan K.' }]]));
  });

  test('R14: a field that two people changed shows both values, whose and when; a newer server’s code is still shown', async () => {
    const overwritten: ConflictView = {
      ...conflict,
      code: 'field_overwritten',
      kept: [{ label: 'country', value: 'FR' }],
      other: { ...conflict.other, field: 'country', value: 'BE' },
      ways: [{ do: 'mine' }, { do: 'discard' }],
    };
    const newer: ConflictView = { ...conflict, id: 'c2', code: 'from_the_future', ways: [{ do: 'discard' }] };
    await show(<Conflicts />, { given: { conflicts: async () => [overwritten, newer] } });
    const card = within(
      await screen.findByRole('article', { name: 'Two people changed the same field · Country' }),
    );
    expect(card.getByText('France')).toBeDefined();
    expect(card.getByText('Belgium')).toBeDefined();
    expect(card.getByText(/^Anna, /u)).toBeDefined();
    expect(
      card
        .getAllByRole('button')
        .map(({ textContent }) => textContent)
        .slice(-2),
    ).toEqual(['Use my value', 'Keep their value']);
    expect(screen.getByRole('article', { name: 'Something did not go through' })).toBeDefined();
  });
});
