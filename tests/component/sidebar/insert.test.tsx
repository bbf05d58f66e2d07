import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { namesOf } from '#components/contact/proposed-name.ts';
import { button, details, showContact, typed } from './contact-stage.ts';
import { contactOf, wrongs } from './stage.tsx';

const fields = {
  firstName: typed('Żaneta'),
  city: typed('Łódź'),
  'order/10482': { value: '10482', origin: 'page' as const },
};

describe('writing into the reply', () => {
  test('D2, R11: a value goes into the page’s reply, and is taken back by Undo', async () => {
    const { book, user } = showContact(
      { fields },
      { insert: async () => 'inserted', undoInsert: async () => true },
    );
    await details();
    await user.click(await button('Insert into reply: City'));
    expect(book.insert).toHaveBeenCalledWith('Łódź');
    expect(await screen.findByText('Inserted into the reply. Nothing was sent.')).toBeTruthy();
    await user.click(await button('Undo'));
    expect(book.undoInsert).toHaveBeenCalledOnce();
  });

  test('R11: a greeting in the contact’s language and an order number are offered', async () => {
    const { book, user } = showContact({ fields, language: 'fr' }, { insert: async () => 'inserted' });
    await user.click(await button('Insert into reply'));
    const items = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
    expect(items).toEqual(['Greeting: Bonjour Żaneta,', 'Żaneta Gżegżółka', 'Order 10482']);
    await user.click(screen.getByRole('menuitem', { name: 'Greeting: Bonjour Żaneta,' }));
    expect(book.insert).toHaveBeenCalledWith('Bonjour Żaneta, ');
  });

  test('R11: without a reply box it says what to do', async () => {
    const { user } = showContact({ fields }, { insert: async () => 'no-box' });
    await details();
    await user.click(await button('Insert into reply: City'));
    expect(await screen.findByText(/Click into your reply, then insert again/u)).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('R11: what was written since is not taken back', async () => {
    const { user } = showContact(
      { fields },
      { insert: async () => 'inserted', undoInsert: async () => false },
    );
    await details();
    await user.click(await button('Insert into reply: City'));
    await user.click(await button('Undo'));
    expect(await screen.findByText(/More was written since/u)).toBeTruthy();
  });

  test('R6: each order can be copied and inserted by itself', async () => {
    showContact({ fields });
    const region = await details();
    expect(within(region).getByRole('button', { name: 'Copy: 10482' })).toBeTruthy();
    expect(within(region).getByRole('button', { name: 'Insert into reply: 10482' })).toBeTruthy();
  });

  test('B31: names are proposed for two or three plain words only', () => {
    const of = (name: string) => namesOf(contactOf({ name, senders: [] }));
    expect(of('Jan Kowalski')).toEqual({ first: 'Jan', last: 'Kowalski' });
    expect([of('jank84'), of('Lampka sp. z o.o.'), of('Dom i Światło sklep'), of('a b c d')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
