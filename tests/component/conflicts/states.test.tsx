import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ConflictWay } from '#lib/messages/past.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { prepareBrowser, wrongs } from '../forms/stage.tsx';
import { card, conflictOf, DISCARD, showConflicts } from './stage.tsx';

beforeEach(prepareBrowser);

describe('law 12: conflicts by the keyboard', () => {
  const ways: ConflictWay[] = [{ do: 'rename', name: 'Ola Maj 2' }, DISCARD];

  test('a name is typed and saved with Enter; Esc gives it up and stands where it began', async () => {
    const { user, settled } = await showConflicts([conflictOf({ ways })]);
    const own = await screen.findByRole('button', { name: 'Another name…' });
    act(() => own.focus());
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Another name…' }));
    await user.keyboard('{Enter}');
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('   {Enter}');
    expect(settled).toEqual([]);
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('Ola Majewska{Enter}');
    await waitFor(() => expect(settled).toEqual([['c-name_taken', { do: 'rename', name: 'Ola Majewska' }]]));
  });

  test('a name that has to be asked for begins empty', async () => {
    const { user, settled } = await showConflicts([
      conflictOf({ code: 'deleted', ways: [{ do: 'rename', name: '' }, DISCARD] }),
    ]);
    await user.click(await screen.findByRole('button', { name: 'Save in a new contact…' }));
    await user.keyboard('Ewa Lis{Enter}');
    await waitFor(() => expect(settled).toEqual([['c-deleted', { do: 'rename', name: 'Ewa Lis' }]]));
  });

  test('the focus goes from a settled one to the next, and after the last stays in its place', async () => {
    const second = conflictOf({ id: 'second', code: 'invalid', ways: [{ do: 'retry' }, DISCARD] });
    const { user } = await showConflicts([conflictOf({ ways }), second]);
    const discard = within(await screen.findByRole('article', { name: 'The name is taken' }));
    act(() => discard.getByRole('button', { name: 'Discard' }).focus());
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('article', { name: 'Not accepted' })),
    );
    await user.keyboard('{Tab}{Tab}{Tab}');
    expect(document.activeElement?.textContent).toBe('Try again');
    await user.keyboard('{Enter}');
    const nothing = await screen.findByText('No conflicts');
    await waitFor(() => expect(document.activeElement?.contains(nothing)).toBe(true));
    expect(document.activeElement).not.toBe(document.body);
  });
});

describe('when there are none, not yet, or not now', () => {
  test('none: says that all is well', async () => {
    await showConflicts([]);
    expect(await screen.findByText('No conflicts')).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('on their way: their shape, and a word for who cannot see it', async () => {
    await showConflicts([], { conflicts: () => new Promise(() => undefined) });
    expect(await screen.findByText('Loading conflicts')).toBeDefined();
    expect(screen.queryByText('No conflicts')).toBeNull();
  });

  test('not to be read: says why, and tries again when asked to', async () => {
    let isBroken = true;
    const { user } = await showConflicts([], {
      conflicts: async () => {
        if (isBroken) throw new ProblemError({ reason: 'storage_blocked' });
        return [conflictOf()];
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The conflicts could not be read');
    isBroken = false;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await card('The name is taken')).toBeDefined();
    expect(screen.queryByText('The conflicts could not be read')).toBeNull();
  });
});
