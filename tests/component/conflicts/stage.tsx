import { screen, within } from '@testing-library/react';
import { Conflicts } from '#components/conflicts/conflicts.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import type { Book } from '#lib/messages/book.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import { show } from '../forms/stage.tsx';

export const JAN = { id: '3c2b1a09-5d2f-4a68-9c3b-1f2e3d4c5b6a', name: 'Jan Kowalski' };

/** A conflict of a code, with what a test wants to be otherwise. */
export function conflictOf(more: Partial<ConflictView> = {}): ConflictView {
  return {
    id: `c-${more.code ?? 'name_taken'}`,
    code: 'name_taken',
    act: 'add',
    subject: 'Ola Maj',
    about: [],
    kept: [{ label: 'name', value: 'Ola Maj' }],
    other: { contact: JAN, userName: 'Anna', at: '2026-11-20T10:00:00Z', field: null, value: null },
    createdAt: '2026-11-20T10:05:00Z',
    ways: [{ do: 'discard' }],
    ...more,
  };
}

export const NOBODY = { contact: null, userName: null, at: null, field: null, value: null };

/** The card of a conflict, by its heading. */
export const card = async (title: string) => within(await screen.findByRole('article', { name: title }));

/** The words of a card's ways out, in their order; buttons that copy are none. */
export const waysIn = (inside: Awaited<ReturnType<typeof card>>) =>
  inside
    .getAllByRole('button')
    .filter((button) => !button.getAttribute('aria-label')?.startsWith('Copy'))
    .map(({ textContent }) => textContent);

export const DISCARD: ConflictWay = { do: 'discard' };

/** The conflicts of a book that settles each as it is told to. */
export async function showConflicts(open: ConflictView[], given: Partial<Book> = {}) {
  const settled: [string, ConflictWay][] = [];
  const shown = await show(
    <>
      <Conflicts />
      <Toasts />
    </>,
    {
      given: {
        conflicts: async () => open.filter(({ id }) => !settled.some(([done]) => done === id)),
        settleConflict: async (...one) => void settled.push(one),
        ...given,
      },
    },
  );
  return { ...shown, settled };
}
