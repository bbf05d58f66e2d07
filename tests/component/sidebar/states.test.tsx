import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '#lib/messages/problem-error.ts';
import {
  contactOf,
  hereOf,
  ID,
  OTHER,
  requesterOf,
  showSidebar,
  statusOf,
  UNKNOWN,
  wrongs,
} from './stage.tsx';

const KNOWN = { state: 'known', contact: { id: ID, name: 'Żaneta Gżegżółka' } } as const;

describe('the sidebar', () => {
  test('with no message open says what to do', async () => {
    showSidebar({ here: null });
    expect(await screen.findByRole('heading', { name: 'Open a customer’s message' })).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('law 8: while a message is being opened nothing of the former person is shown', async () => {
    const { turn } = showSidebar({ here: hereOf(KNOWN), contacts: [contactOf()] });
    await screen.findByText('zaneta.gzegzolka', { exact: false });
    await turn({ here: hereOf(KNOWN, requesterOf(), { reading: true, turn: 2 }) });
    await waitFor(() => expect(document.body.textContent).not.toContain('aneta'));
    expect(screen.getByText('Reading the message…')).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('law 8: the next message brings the next person, and not one value of the former', async () => {
    const { turn } = showSidebar({ here: hereOf(KNOWN), contacts: [contactOf()] });
    await screen.findByRole('heading', { name: 'Senders' });
    const next = requesterOf({ name: 'Sean O’Brien', address: 'sean@post.example' });
    await turn({ here: hereOf({ ...UNKNOWN, proposedName: 'Sean O’Brien' }, next, { turn: 2 }) });
    expect(await screen.findByRole('heading', { name: 'Sean O’Brien' })).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/aneta|poczta/u);
  });

  test('R5: tells where the requester was read and how surely', async () => {
    const from = requesterOf({ readFrom: 'replyTo', confidence: 'likely' });
    showSidebar({ here: hereOf(UNKNOWN, from) });
    expect(await screen.findByText('Read from Reply-To · likely')).toBeTruthy();
  });

  test('A30: an unknown requester has one primary action, above what will be saved', async () => {
    showSidebar({
      here: hereOf(
        UNKNOWN,
        requesterOf({ country: 'PL', language: 'pl', integration: 'biuro@lampka.example' }),
      ),
    });
    const add = await screen.findByRole('button', { name: 'Add sender to contacts' });
    const saved = screen.getByRole('region', { name: 'Will be saved' });
    expect(add.compareDocumentPosition(saved) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(within(saved).getByText('Poland')).toBeTruthy();
    expect(within(saved).getByText('Polish')).toBeTruthy();
    expect(within(saved).getByText('biuro@lampka.example')).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('A33: a sender of somebody else is named, with the way there', async () => {
    const { book, user } = showSidebar({ here: hereOf({ state: 'taken', contact: OTHER }) });
    expect(await screen.findByText('This sender belongs to Jan Kowalski')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open Jan Kowalski' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: OTHER.id });
    expect(await wrongs()).toEqual([]);
  });

  test('R1: what cannot be told is explained, and nobody is offered for adding', async () => {
    const { book, user } = showSidebar({
      here: hereOf({ state: 'cannot-tell', problem: { reason: 'shared_address' } }),
    });
    expect(await screen.findByText(/Many buyers write from this address/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add sender to contacts' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Add a contact' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ action: 'add' });
    expect(await wrongs()).toEqual([]);
  });

  test('the team’s own message is a quiet line without actions', async () => {
    showSidebar({ here: hereOf({ state: 'own' }, requesterOf({ address: 'biuro@lampka.example' })) });
    expect(await screen.findByText('This message is from your own team.')).toBeTruthy();
    expect(within(screen.getByRole('main')).queryByRole('button', { name: /Add/u })).toBeNull();
  });

  test('an error says what happened, and trying again asks the book anew', async () => {
    let fails = true;
    const here = async () => {
      if (fails) throw new ProblemError({ reason: 'storage_full' });
      return hereOf(UNKNOWN);
    };
    const { user } = showSidebar({}, { here });
    expect(await screen.findByText(/The disk is full/u)).toBeTruthy();
    expect(await wrongs()).toEqual([]);
    fails = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: 'Add sender to contacts' })).toBeTruthy();
  });

  test('a contact that was deleted meanwhile is said to be gone', async () => {
    showSidebar({ here: hereOf(KNOWN), contacts: [] });
    expect(await screen.findByText(/someone deleted it/u)).toBeTruthy();
  });

  test('law 5: conflicts are counted and lead to where they are settled; offline is a word in the foot', async () => {
    const sync = { state: 'offline', since: '2026-11-20T10:00:00Z' } as const;
    const { book, user } = showSidebar({ status: statusOf({ conflicts: 2, unsent: 3, sync }) });
    expect(await screen.findByText('2 conflicts')).toBeTruthy();
    expect(screen.getByText('Offline · 3 changes not sent yet')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'See conflicts' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'conflicts' });
    expect(await wrongs()).toEqual([]);
  });

  test('G23: everybody in the thread is listed, and a click shows another', async () => {
    const second = {
      requester: requesterOf({ name: 'Paweł Nowak', address: 'pawel@poczta.example' }),
      recognition: { ...UNKNOWN, proposedName: 'Paweł Nowak' },
    };
    const here = hereOf(KNOWN);
    const { book, user } = showSidebar({
      here: { ...here, participants: [...here.participants, second] },
      contacts: [contactOf()],
    });
    await user.click(await screen.findByRole('button', { name: /Paweł Nowak.*not in your contacts/u }));
    expect(book.lookAt).toHaveBeenCalledWith(1);
    expect(await screen.findByRole('heading', { name: 'Paweł Nowak' })).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('Esc closes the sidebar, but first leaves a field', async () => {
    const { book, user } = showSidebar({ here: hereOf(KNOWN), contacts: [contactOf()] });
    await user.type(await screen.findByRole('textbox', { name: 'Add note' }), 'half a thought');
    await user.keyboard('{Escape}');
    expect(book.closeSidebar).not.toHaveBeenCalled();
    expect(screen.getByDisplayValue('half a thought')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(book.closeSidebar).toHaveBeenCalledOnce();
  });
});
