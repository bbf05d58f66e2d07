import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { browser } from 'wxt/browser';
import { forgetKept } from '#components/contact/kept.ts';
import { contactOf, hereOf, ID, showSidebar } from './stage.tsx';

const KNOWN = hereOf({ state: 'known', contact: { id: ID, name: 'Żaneta Gżegżółka' } });
const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Add note' });

afterEach(forgetKept);

describe('a half-written note', () => {
  test('is gone for good once it is saved or given up', async () => {
    const { user, book } = showSidebar({ here: KNOWN, contacts: [contactOf()] });
    await user.type(await field(), 'Paid');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    await waitFor(() => expect(book.putNote).toHaveBeenCalled());
    await user.type(await field(), 'Never mind');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(async () => expect(await browser.storage.local.get()).toEqual({}));
  });

  test('is gone once it is saved, though another message was opened before the book had answered', async () => {
    let answer: () => void = () => undefined;
    const putNote = () => new Promise<void>((resolve) => (answer = resolve));
    const { user, turn } = showSidebar({ here: KNOWN, contacts: [contactOf()] }, { putNote });
    await user.type(await field(), 'Paid');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    await turn({ here: null });
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    await act(async () => answer());
    await turn({ here: KNOWN });
    expect((await field()).value).toBe('');
  });
});
