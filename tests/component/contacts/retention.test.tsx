import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import type { Book } from '#lib/messages/book.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, inTeam, people } from './stage.ts';

beforeEach(prepareBrowser);

const dialog = () => screen.findByRole('dialog');
const button = (name: string | RegExp) => screen.findByRole('button', { name });

async function open(given: Partial<Book> = {}) {
  const shown = await show(<ContactsPage />, { people, given });
  await go('#/retention');
  return shown;
}

describe('retention', () => {
  test('G30, R9: nothing is cleared unasked; Amazon’s 30 days are one press away, by the keyboard', async () => {
    const { user, core } = await open();
    await screen.findByText('Nothing is cleared by itself');
    expect(await wrongs()).toEqual([]);
    (await button('Use Amazon’s 30 days')).focus();
    await user.keyboard('{Enter}');
    const window = await dialog();
    expect(within(window).getByRole('button', { name: /Amazon/u })).toBeDefined();
    expect(within(window).getByRole<HTMLInputElement>('textbox').value).toBe('30');
    await within(window).findByText('Nobody is due now.');
    expect(await wrongs()).toEqual([]);
    within(window).getByRole('textbox').focus();
    await user.keyboard('{Enter}');
    await screen.findByText('Personal data is cleared 30 days after somebody was last heard of');
    expect((await core.retention()).rules).toMatchObject([{ channel: 'amazon', days: 30, what: 'redact' }]);
    await screen.findByText('None due now');
    expect(screen.getByText(/on this one last/u)).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('G30: days that are none are told; whom it is about now is counted and asked about', async () => {
    const put: unknown[] = [];
    const { user } = await open({
      overdue: async ({ days }) => (days === 10 ? 3 : 0),
      putRetention: async (rule) => void put.push(rule),
    });
    await user.click(await button('Add a rule'));
    const window = await dialog();
    await user.click(within(window).getByRole('button', { name: /Channel/u }));
    await user.click(await screen.findByRole('option', { name: /eBay/u }));
    const days = await within(await dialog()).findByRole('textbox');
    for (const wrong of ['0', '3651', 'a']) {
      await user.clear(days);
      await user.type(days, wrong);
      await screen.findByText('A whole number from 1 to 3,650.');
      expect(screen.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true);
    }
    await user.clear(days);
    await user.type(days, '10');
    await screen.findByText('3 contacts are due now.');
    await user.click(screen.getByRole('radio', { name: /Delete the contact/u }));
    await screen.findByText('3 contacts are due now.');
    await user.click(await button('Save'));
    const question = await screen.findByRole('alertdialog', { name: 'Delete 3 contacts now?' });
    expect(put).toEqual([]);
    expect(await wrongs()).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Save and delete' }));
    await waitFor(() => expect(put).toEqual([{ channel: 'ebay', days: 10, what: 'delete' }]));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  test('G30: a rule is edited and taken away, after a question', async () => {
    const { user, core } = await open();
    await core.putRetention({ channel: 'amazon', days: 30, what: 'redact' });
    await user.click(await button('Edit the rule for Amazon'));
    const days = await within(await dialog()).findByRole('textbox');
    await user.clear(days);
    await user.type(days, '60');
    await screen.findByText('Nobody is due now.');
    await user.click(await button('Save'));
    await screen.findByText('Personal data is cleared 60 days after somebody was last heard of');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(await button('Remove the rule for Amazon'));
    await user.click(
      await within(await screen.findByRole('alertdialog')).findByRole('button', { name: 'Remove' }),
    );
    await screen.findByText('Nothing is cleared by itself');
    expect((await core.retention()).rules).toEqual([]);
  });

  test('G30, Z: an agent is told whose it is, and finds no way there', async () => {
    await open(inTeam('agent'));
    await screen.findByText('Only owners and managers decide how long data is kept');
    expect(screen.queryByRole('link', { name: 'Retention' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add a rule' })).toBeNull();
    expect(await wrongs()).toEqual([]);
  });

  test('G30: what went wrong is said, with a way to try again', async () => {
    let fails = true;
    const { user } = await open({
      ...inTeam('owner'),
      retention: async () => {
        if (fails) throw new ProblemError({ reason: 'storage_blocked' });
        return { rules: [], keptAt: null };
      },
    });
    await screen.findByText('The rules could not be shown');
    fails = false;
    await user.click(await button('Try again'));
    expect(await screen.findByText('Nothing is cleared by itself')).toBeDefined();
  });
});
