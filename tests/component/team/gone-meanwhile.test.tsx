import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { browser } from 'wxt/browser';
import { Conflicts } from '#components/conflicts/conflicts.tsx';
import { Team } from '#components/team/team.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import type { BookStatus, Connection } from '#lib/messages/book.ts';
import type { ConflictView } from '#lib/messages/past.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';

const conflict: ConflictView = {
  id: 'c1',
  code: 'role',
  act: 'edit',
  about: [],
  subject: 'Jan Kowalski',
  kept: [],
  other: { contact: null, userName: null, at: null, field: null, value: null },
  createdAt: '2026-11-21T00:00:00Z',
  ways: [{ do: 'retry' }],
};

/** A book that answers `status` once and is then slow: what was asked about is gone from the screen before it is done. */
function slowStatus() {
  let asked = 0;
  const status: BookStatus = {
    contacts: 0,
    unsent: 0,
    conflicts: 0,
    workspace: { name: 'Lampka', role: 'agent', others: 0 },
    sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
  };
  return async (): Promise<BookStatus> => {
    asked += 1;
    return asked === 1 ? status : new Promise(() => undefined);
  };
}

beforeEach(prepareBrowser);

describe('what a write has to do though its place on the screen is gone', () => {
  test('law 5: a settled conflict is told, its card gone', async () => {
    const open = [conflict];
    const { user } = await show(
      <>
        <Team />
        <Conflicts />
        <Toasts />
      </>,
      {
        given: {
          status: slowStatus(),
          conflicts: async () => [...open],
          settleConflict: async () => void open.pop(),
        },
      },
    );
    await user.click(within(await screen.findByRole('article')).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Settled: Try again.')).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
  });

  test('signing out forgets what was half-written, and is told, the team gone', async () => {
    await browser.storage.local.set({ 'kept/note/1/new': 'Half a note' });
    let connection: Connection = {
      state: 'connected',
      serverUrl: 'https://carnet.lampka.example',
      user: { name: 'Anna', email: 'anna@lampka.example' },
      workspace: { id: '1', name: 'Lampka', role: 'agent' },
    };
    const { user } = await show(
      <>
        <Team />
        <Toasts />
      </>,
      {
        given: {
          status: slowStatus(),
          connection: async () => connection,
          disconnect: async () => {
            connection = { state: 'alone' };
          },
        },
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    const question = within(await screen.findByRole('alertdialog'));
    await user.click(question.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByText(/signed out/iu)).toBeDefined();
    expect(await browser.storage.local.get()).toEqual({});
  });
});
