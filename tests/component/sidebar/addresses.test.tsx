import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { button, showContact, typed } from './contact-stage.ts';
import { ID, OTHER, wrongs, type showSidebar } from './stage.tsx';

describe('e-mails and phones', () => {
  const emails = {
    'email/a@firma.example': typed('a@firma.example'),
    'email/b@firma.example': typed('b@firma.example'),
    primaryEmail: typed('a@firma.example'),
  };

  test('G5: one is the primary, and a star makes another one so', async () => {
    const { book, user } = showContact({ fields: emails });
    await user.click(await button('Make primary: b@firma.example'));
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { primaryEmail: typed('b@firma.example') },
      { primaryEmail: typed('a@firma.example') },
    );
    expect(await button('Make primary: a@firma.example')).toBeTruthy();
  });

  test('G5: with the primary one goes the choice of it', async () => {
    const { book, user } = showContact({ fields: emails });
    await user.click(await button('Remove: a@firma.example'));
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { 'email/a@firma.example': null, primaryEmail: null },
      expect.anything(),
    );
  });

  test('B35, X2: an address is checked, and one that is another’s sender is told, but may be kept', async () => {
    const check: NonNullable<Parameters<typeof showSidebar>[1]>['check'] = async ({ senders }) =>
      senders[0]?.value === 'jan@poczta.example'
        ? [{ at: 0, problem: { reason: 'sender_taken', contact: OTHER } }]
        : [];
    const { book, user } = showContact({ fields: emails }, { check });
    await user.click(await button('Add: E-mail'));
    const field = await screen.findByRole('textbox', { name: 'New e-mail address' });
    await user.type(field, 'no address{Enter}');
    expect(book.setFields).not.toHaveBeenCalled();
    await user.clear(field);
    await user.type(field, 'Jan@Poczta.example');
    await user.clear(field);
    await user.type(field, 'jan@poczta.example');
    expect(await screen.findByText(/This address is a sender of Jan Kowalski/u)).toBeTruthy();
    expect(await wrongs()).toEqual([]);
    await user.type(field, '{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { 'email/jan@poczta.example': typed('jan@poczta.example') },
      { 'email/jan@poczta.example': null },
    );
  });

  test('B36, G17, R4: a number is shown as it will be saved, by the country beside it, and never without one', async () => {
    const { book, user } = showContact({ country: null, language: null });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    await user.click(await button('Add: Phone'));
    const field = await screen.findByRole('textbox', { name: 'Phone number' });
    await user.type(field, '601 234 567{Enter}');
    expect(await screen.findByText('Choose the country of this number.')).toBeTruthy();
    expect(book.setFields).not.toHaveBeenCalled();
    expect(await wrongs()).toEqual([]);
    await user.type(screen.getByRole('combobox', { name: 'Country of the number' }), 'Polan');
    await user.click(await screen.findByRole('option', { name: 'Poland' }));
    expect(await screen.findByText('Saved as +48 601 234 567')).toBeTruthy();
    await user.type(field, '{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      {
        'phone/+48601234567': typed('601 234 567'),
        primaryPhone: typed('+48601234567'),
        country: { value: 'PL', origin: 'derived' },
      },
      expect.anything(),
    );
  });
});
