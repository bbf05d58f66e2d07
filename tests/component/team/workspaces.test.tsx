import type { ReactNode } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Stopped } from '#components/team/stopped.tsx';
import { Team } from '#components/team/team.tsx';
import { WorkspaceSwitch } from '#components/team/workspace-switch.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import type { BookStatus, Connection } from '#lib/messages/book.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';

const connected: Connection = {
  state: 'connected',
  serverUrl: 'https://carnet.lampka.example',
  user: { name: 'Anna Wiśniewska', email: 'anna@lampka.example' },
  workspace: { id: '1', name: 'Lampka', role: 'agent' },
};
const statusOf = (more: Partial<BookStatus> = {}) => ({
  status: async (): Promise<BookStatus> => ({
    contacts: 3,
    unsent: 0,
    conflicts: 0,
    workspace: { name: 'Lampka', role: 'agent', others: 0 },
    sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
    ...more,
  }),
});
const withToasts = (view: ReactNode) => (
  <>
    {view}
    <Toasts />
  </>
);

beforeEach(prepareBrowser);

describe('several workspaces', () => {
  const all = [
    { id: '1', name: 'Lampka', isCurrent: true, unsent: 0 },
    { id: '2', name: 'Krzesło', isCurrent: false, unsent: 2 },
  ];
  const two = statusOf({ workspace: { name: 'Lampka', role: 'agent', others: 1 } });

  test('E3: the one in use is shown, another is chosen from the menu, and what waits there is told', async () => {
    const switchWorkspace = vi.fn<(id: string) => Promise<void>>(async () => undefined);
    const given = { ...two, workspaces: async () => all, switchWorkspace };
    const { user } = await show(withToasts(<WorkspaceSwitch />), { given });
    await user.click(await screen.findByRole('button', { name: 'Switch workspace: Lampka' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Krzesło · 2 changes not sent yet' }));
    expect(switchWorkspace).toHaveBeenCalledWith('2');
    expect(await screen.findByText('You are in Krzesło now.')).toBeDefined();
  });

  test('E3: where there is one only, nothing is offered', async () => {
    await show(<WorkspaceSwitch />, { given: { ...statusOf(), workspaces: async () => all.slice(0, 1) } });
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  });

  test('Z: who was removed is told, takes along what was not sent, and removes the workspace from the browser', async () => {
    const sync = { state: 'stopped', problem: { reason: 'not_a_member' } } as const;
    const leaveWorkspace = vi.fn<(options: { discard: boolean }) => Promise<void>>(async () => undefined);
    const given = { ...statusOf({ sync, unsent: 2 }), connection: async () => connected };
    const { user } = await show(withToasts(<Team />), { given: { ...given, leaveWorkspace } });
    await screen.findByText('You are no longer a member of Lampka');
    expect(screen.getByRole('button', { name: 'Save them as a file' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Remove from this browser' }));
    const question = within(await screen.findByRole('alertdialog'));
    await user.click(question.getByRole('button', { name: 'Remove from this browser' }));
    await waitFor(() => expect(leaveWorkspace).toHaveBeenCalledWith({ discard: true }));
    expect(await screen.findByText('Lampka was removed from this browser.')).toBeDefined();
  });

  test('Z: every surface says that syncing stopped for somebody who was removed, and leads to what can be done', async () => {
    const sync = { state: 'stopped', problem: { reason: 'not_a_member' } } as const;
    const openContactsPage = vi.fn<() => Promise<void>>(async () => undefined);
    const given = { ...statusOf({ sync }), openContactsPage };
    const { user } = await show(<Stopped />, { given });
    await screen.findByText('You are no longer a member of Lampka');
    await user.click(screen.getByRole('button', { name: 'See what to do' }));
    expect(openContactsPage).toHaveBeenCalledWith({ view: 'team' });
  });
});
