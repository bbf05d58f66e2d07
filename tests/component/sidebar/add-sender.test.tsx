import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { AddOutcome } from '#lib/messages/book.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { contactOf, hereOf, OTHER, requesterOf, showSidebar, UNKNOWN, wrongs } from './stage.tsx';

const add = () => screen.findByRole('button', { name: 'Add sender to contacts' });

describe('adding the sender', () => {
  test('A30, A31: one click adds the requester under their own name, and the contact is shown', async () => {
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN) });
    await user.click(await add());
    expect(book.addSender).toHaveBeenCalledWith(requesterOf(), undefined);
    expect(await screen.findByText('Żaneta Gżegżółka was added to contacts')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add sender to contacts' })).toBeNull();
    expect(await screen.findByRole('region', { name: 'Senders' })).toBeTruthy();
  });

  test('A32: after adding, the focus stands on changing the name', async () => {
    const { user } = showSidebar({ here: hereOf(UNKNOWN) });
    await user.click(await add());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Rename' })));
  });

  test('R12: whoever turns to adding somebody has colleagues told, and a colleague who does is named', async () => {
    const { book, user } = showSidebar({ here: hereOf({ ...UNKNOWN, addedBy: 'Marek Zieliński' }) });
    expect(await screen.findByText('Marek Zieliński is adding this person at the moment.')).toBeTruthy();
    expect(book.announceAdding).not.toHaveBeenCalled();
    (await add()).focus();
    await waitFor(() => expect(book.announceAdding).toHaveBeenCalledWith(requesterOf()));
    await user.click(await add());
    expect(book.addSender).toHaveBeenCalledOnce();
  });

  test('A30: two clicks before the book has answered ask it once', async () => {
    let answer: (outcome: AddOutcome) => void = () => undefined;
    const addSender = () => new Promise<AddOutcome>((resolve) => (answer = resolve));
    const { book } = showSidebar({ here: hereOf(UNKNOWN) }, { addSender });
    const button = await add();
    // Before the button is drawn anew, as on a machine that is busy.
    act(() => {
      button.click();
      button.click();
    });
    await waitFor(() => expect(book.addSender).toHaveBeenCalled());
    expect(book.addSender).toHaveBeenCalledOnce();
    answer({ outcome: 'already', contact: OTHER });
    expect(await screen.findByText('Jan Kowalski is already in your contacts')).toBeTruthy();
  });

  test('X1: a name that is taken offers to attach the sender to that contact', async () => {
    const outcomes: AddOutcome[] = [
      { outcome: 'name-taken', contact: OTHER, suffixed: 'Jan Kowalski (e-mail: jan@poczta.example)' },
      { outcome: 'attached', contact: OTHER },
    ];
    const addSender = async () => outcomes.shift() ?? { outcome: 'already' as const, contact: OTHER };
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN) }, { addSender });
    await user.click(await add());
    expect((await screen.findByRole('alert')).textContent).toContain(
      '“Jan Kowalski” is already in your contacts',
    );
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Same person: attach the sender' }));
    expect(book.addSender).toHaveBeenLastCalledWith(requesterOf(), { do: 'attach', contactId: OTHER.id });
    expect(await screen.findByText('The sender was attached to Jan Kowalski')).toBeTruthy();
  });

  test('X1: a name that is taken offers to add under the longer name', async () => {
    const suffixed = 'Jan Kowalski (e-mail: jan@poczta.example)';
    const addSender = async () => ({ outcome: 'name-taken' as const, contact: OTHER, suffixed });
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN) }, { addSender });
    await user.click(await add());
    await user.click(
      await screen.findByRole('button', {
        name: (_, button) => button.textContent === `Add as “${suffixed}”`,
      }),
    );
    expect(book.addSender).toHaveBeenLastCalledWith(requesterOf(), { do: 'suffix' });
  });

  test('X1: a name known to be taken is said before the click', async () => {
    showSidebar({ here: hereOf({ state: 'unknown', proposedName: 'Jan Kowalski', nameTakenBy: OTHER }) });
    expect(await screen.findByText(/already has a contact of this name/u)).toBeTruthy();
  });

  test('A33: a sender taken meanwhile names its contact, offers to open it, and adds nothing', async () => {
    const addSender = async () => ({ outcome: 'sender-taken' as const, contact: OTHER });
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN) }, { addSender });
    await user.click(await add());
    expect((await screen.findByRole('alert')).textContent).toContain('This sender belongs to Jan Kowalski');
    await user.click(screen.getByRole('button', { name: 'Open Jan Kowalski' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: OTHER.id });
  });

  test('G1: a failure says what was wrong and leaves the button for another try', async () => {
    const addSender = async () => {
      throw new ProblemError({ reason: 'storage_full' });
    };
    const { user } = showSidebar({ here: hereOf(UNKNOWN) }, { addSender });
    await user.click(await add());
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full');
    expect((await add()).hasAttribute('disabled')).toBe(false);
  });

  test('A33: the sender can be attached to a contact found by its name, by keyboard alone', async () => {
    const addSender = async () => ({ outcome: 'attached' as const, contact: OTHER });
    const contacts = [contactOf({ ...OTHER }), contactOf({ id: 'c', name: 'Maria Nowak' })];
    const { book, user } = showSidebar({ here: hereOf(UNKNOWN), contacts }, { addSender });
    (await screen.findByRole('button', { name: 'Attach to a contact…' })).focus();
    await user.keyboard('{Enter}');
    const search = await screen.findByRole('combobox', { name: 'Attach this sender to' });
    expect(document.activeElement).toBe(search);
    await user.keyboard('kowal');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(book.addSender).toHaveBeenLastCalledWith(requesterOf(), { do: 'attach', contactId: OTHER.id });
  });
});
