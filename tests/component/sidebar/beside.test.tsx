import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { contactOf, hereOf, ID, OTHER, requesterOf, showSidebar, UNKNOWN, wrongs } from './stage.tsx';

const contact = { id: ID, name: 'Żaneta Gżegżółka' };
const MASK = '8awgqyk6a5+cub31c122@allegromail.pl';
const also = [{ channel: 'email', address: MASK }];
const buyer = requesterOf({ channel: 'allegro', address: 'jank84', also });

describe('a login and the relay address beside it', () => {
  test('R1: what the page shows of somebody known, and nobody has, is theirs by one click', async () => {
    const known = { state: 'known', contact, linkable: also } as const;
    const { book, user } = showSidebar({ here: hereOf(known, buyer), contacts: [contactOf()] });
    expect(await screen.findByText(`This page also shows ${MASK}`)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add to Żaneta Gżegżółka' }));
    expect(book.addSender).toHaveBeenCalledWith(buyer, { do: 'attach', contactId: ID });
    expect(await wrongs()).toEqual([]);
  });

  test('R1: what belongs to another contact is told with the way there, and nothing is joined', async () => {
    const elsewhere = { address: MASK, contact: OTHER };
    const { book, user } = showSidebar({
      here: hereOf({ state: 'known', contact, elsewhere }, buyer),
      contacts: [contactOf()],
    });
    expect(await screen.findByText(`${MASK} belongs to Jan Kowalski`)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add to Żaneta Gżegżółka' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Open Jan Kowalski' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: OTHER.id });
    expect(book.addSender).not.toHaveBeenCalled();
    expect(await wrongs()).toEqual([]);
  });

  test('R1, A30: somebody unknown is told of both before they are saved, and of a stranger’s address', async () => {
    const elsewhere = { address: MASK, contact: OTHER };
    showSidebar({ here: hereOf({ ...UNKNOWN, elsewhere }, { ...buyer, phone: '+48 600 700 800' }) });
    const saved = await screen.findByRole('region', { name: 'Will be saved' });
    for (const text of ['jank84', MASK, '+48 600 700 800']) expect(saved.textContent).toContain(text);
    expect(screen.getByText(`${MASK} belongs to Jan Kowalski`)).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('R1: an address that many buyers share is said to be one', async () => {
    showSidebar({ here: hereOf({ state: 'cannot-tell', problem: { reason: 'shared_address' } }) });
    expect(await screen.findByText('Shared address, cannot identify a buyer')).toBeTruthy();
  });
});
