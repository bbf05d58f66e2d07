import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { HistorySection } from '#components/history/history-section.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import type { Book, BookStatus } from '#lib/messages/book.ts';
import type { HistoryPart, HistoryStep, MergeView } from '#lib/messages/past.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { contactOf, ID } from '../sidebar/stage.tsx';

const MERGE = 'a1b2c3d4-0000-4000-8000-000000000001';

const step = (more: Partial<HistoryStep>): HistoryStep => ({
  version: 1,
  seq: 1,
  at: '2026-11-20T10:00:00Z',
  userName: 'Anna Nowak',
  device: 'Chrome · Linux',
  act: 'edit',
  values: [],
  mergeId: null,
  ...more,
});

const merged: MergeView = {
  id: MERGE,
  name: 'Jan Kowalski',
  at: '2026-11-20T10:00:00Z',
  userName: 'Anna Nowak',
  isUndone: false,
  mayUndo: true,
};

const team: BookStatus = {
  contacts: 1,
  unsent: 0,
  conflicts: 0,
  workspace: { name: 'Lampka', role: 'agent', others: 0 },
  sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
};

/** A contact's history as a member of a team sees it, already asked for. */
const showHistory = (given: Partial<Book>, contact = contactOf()) =>
  show(
    <>
      <HistorySection contact={contact} isOpen />
      <Toasts />
    </>,
    { given: { status: async () => team, merges: async () => [], ...given } },
  );

const part = (...steps: HistoryStep[]): HistoryPart => ({ steps, before: null });
const sittings = async () => {
  const list = await screen.findByRole('list', { name: 'History' });
  return within(list).getAllByRole('article');
};

beforeEach(prepareBrowser);

describe('G10: the history of a contact', () => {
  test('who changed what, when, from which device, with the value that was there before', async () => {
    await showHistory({
      history: async () =>
        part(
          step({
            version: 3,
            values: [
              { label: 'country', value: 'BE', was: 'FR' },
              { label: 'language', value: '' },
            ],
          }),
          step({
            version: 2,
            userName: 'Marek Zieliński',
            device: '',
            act: 'note_add',
            values: [{ label: 'note', value: 'Called twice' }],
          }),
          step({ version: 1, userName: null, act: 'add', values: [{ label: 'name', value: 'Ola Maj' }] }),
        ),
    });
    const [anna, marek, somebody] = await sittings();
    expect(anna?.textContent).toContain('Anna Nowak');
    expect(anna?.textContent).toMatch(/10:00 · Chrome · Linux/u);
    expect(anna?.textContent).toContain('Details changed');
    expect(anna?.querySelector('del')?.textContent).toBe('France');
    expect(anna?.textContent).toContain('Belgium');
    expect(anna?.textContent).toContain('removed');
    expect(marek?.textContent).toContain('Note added');
    expect(marek?.textContent).toContain('Called twice');
    expect(marek?.textContent).not.toMatch(/10:00 ·/u);
    expect(somebody?.textContent).toContain('Somebody');
    expect(await wrongs()).toEqual([]);
  });

  test('a long value is shown whole only to whoever asks for it', async () => {
    const text = 'Called twice. '.repeat(80).trim();
    const { user } = await showHistory({
      history: async () => part(step({ act: 'note_add', values: [{ label: 'note', value: text }] })),
    });
    const [sitting] = await sittings();
    expect(sitting?.textContent).not.toContain(text);
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(sitting?.textContent).toContain(text);
  });

  test('what one person did on one device within minutes is told as one, what others did between is not', async () => {
    await showHistory({
      history: async () =>
        part(
          step({ version: 6, at: '2026-11-20T10:09:00Z' }),
          step({ version: 5, at: '2026-11-20T10:06:00Z', act: 'rename' }),
          step({ version: 4, at: '2026-11-20T10:05:30Z', userName: 'Marek Zieliński' }),
          step({ version: 3, at: '2026-11-20T10:05:00Z' }),
          step({ version: 2, at: '2026-11-20T10:04:00Z', device: 'Firefox · Windows' }),
          step({ version: 1, at: '2026-11-20T09:00:00Z', device: 'Firefox · Windows' }),
        ),
    });
    const found = await sittings();
    expect(found.map((one) => within(one).getAllByRole('listitem').length)).toEqual([2, 1, 1, 1, 1]);
    expect(found[0]?.textContent).toContain('Renamed');
  });

  test('is asked for part by part, and only when somebody wants to see it', async () => {
    const { user, book } = await show(<HistorySection contact={contactOf()} />, {
      given: {
        status: async () => team,
        merges: async () => [],
        history: async (_id, before) =>
          before
            ? part(step({ version: 1, userName: 'Marek Zieliński' }))
            : { steps: [step({ version: 2 })], before: { version: 2, seq: 1 } },
      },
    });
    const toggle = await screen.findByRole('button', { name: 'Show history' });
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    expect(book.history).not.toHaveBeenCalled();
    act(() => toggle.focus());
    await user.keyboard('{Enter}');
    expect(await sittings()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Show earlier' }));
    await waitFor(async () => expect(await sittings()).toHaveLength(2));
    expect(book.history).toHaveBeenLastCalledWith(ID, { version: 2, seq: 1 });
    expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Hide history' }));
    expect(screen.queryByRole('list', { name: 'History' })).toBeNull();
  });

  test('while it is on its way its shape is there; of a contact that is new there is nothing yet, and that is said', async () => {
    let answer: (part: HistoryPart) => void = () => undefined;
    await showHistory({ history: () => new Promise((done) => (answer = done)) });
    expect(await screen.findByText('Loading history')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    act(() => answer(part()));
    expect(await screen.findByText('Nothing has reached the server yet.')).toBeDefined();
    expect(screen.queryByText('Loading history')).toBeNull();
  });

  test('offline it is quiet about it, still tells the merges, and tries again when asked to', async () => {
    let isOffline = true;
    const { user } = await showHistory({
      merges: async () => [merged],
      history: async () => {
        if (isOffline) throw new ProblemError({ reason: 'server_unreachable' });
        return part(step({}));
      },
    });
    expect(await screen.findByText(/which cannot be reached now/u)).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
    const list = screen.getByRole('list', { name: 'Merged into this contact' });
    expect(list.textContent).toContain('Jan Kowalski');
    expect(await wrongs()).toEqual([]);
    isOffline = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await sittings()).toHaveLength(1);
    expect(screen.queryByText(/which cannot be reached now/u)).toBeNull();
  });

  test('what else goes wrong is said in words, with the way to try again', async () => {
    const { user, book } = await showHistory({
      history: async () => {
        throw new ProblemError({ reason: 'sign_in_expired' });
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The history could not be read');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(book.history).toHaveBeenCalledTimes(2);
  });

  test('alone there is no server to keep one: it says so, and lists the merges', async () => {
    const { book } = await showHistory({
      status: async () => ({ ...team, workspace: null, sync: { state: 'alone' } }),
      merges: async () => [merged],
    });
    expect(await screen.findByText(/Connect a team to have a history/u)).toBeDefined();
    expect(screen.getByRole('list', { name: 'Merged into this contact' })).toBeDefined();
    expect(book.history).not.toHaveBeenCalled();
  });
});

describe('R7: merges in the history', () => {
  const mergeStep = step({ act: 'merge', mergeId: MERGE });

  test('are undone where they are told, and the contact that lives again can be opened', async () => {
    const undone: string[] = [];
    const { user, book } = await showHistory({
      history: async () => part(mergeStep),
      merges: async () => [{ ...merged, isUndone: undone.length > 0 }],
      unmerge: async (id) => {
        undone.push(id);
        return { id: 'jan', name: 'Jan Kowalski' };
      },
    });
    const [sitting] = await sittings();
    expect(sitting?.textContent).toContain('Contacts merged · Jan Kowalski');
    // Told once: in the history, not in a list of its own too.
    expect(screen.queryByRole('list', { name: 'Merged into this contact' })).toBeNull();
    act(() => screen.getByRole('button', { name: 'Undo merge' }).focus());
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Jan Kowalski is a contact of its own again.')).toBeDefined();
    expect(undone).toEqual([MERGE]);
    expect(await screen.findByText('undone')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Undo merge' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Open' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: 'jan' });
    expect(await wrongs()).toEqual([]);
  });

  test('Z: who may not undo one is told who may', async () => {
    await showHistory({
      history: async () => part(mergeStep),
      merges: async () => [{ ...merged, mayUndo: false }],
    });
    expect(await screen.findByText('Only who merged them, or a manager, can undo this.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Undo merge' })).toBeNull();
  });

  test('an undo that is refused says why, where it was asked for', async () => {
    const { user } = await showHistory({
      history: async () => part(mergeStep),
      merges: async () => [merged],
      unmerge: async () => {
        throw new ProblemError({ reason: 'not_permitted' });
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Undo merge' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).not.toBe('');
    expect(screen.getByRole('button', { name: 'Undo merge' })).toBeDefined();
  });

  test('R14: one that the server has not heard of stands before what the server tells', async () => {
    await showHistory({ history: async () => part(step({})), merges: async () => [merged] });
    await sittings();
    const list = screen.getByRole('list', { name: 'Merged into this contact' });
    expect(within(list).getByRole('button', { name: 'Undo merge' })).toBeDefined();
  });
});
