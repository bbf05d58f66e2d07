import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { prepareBrowser, show } from '../forms/stage.tsx';

const people = [
  { name: 'Aurélie Lefèvre', senders: [{ channel: 'email', value: 'aurelie@poczta.example' }] },
  { name: 'Jan Kowalski' },
];

beforeEach(prepareBrowser);

describe('the contacts page by the keyboard', () => {
  test('law 12: Esc closes a menu and leaves the drawer open; each gives the focus back', async () => {
    const { user } = await show(<ContactsPage />, { people });
    const dots = await screen.findByRole('button', { name: 'Actions for Aurélie Lefèvre' });
    await user.click(dots);
    await screen.findByRole('menu');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(dots));
    await user.click(dots);
    await user.click(await screen.findByRole('menuitem', { name: 'Show details' }));
    const drawer = await screen.findByRole('complementary');
    await user.click(await within(drawer).findByRole('button', { name: 'Actions for Aurélie Lefèvre' }));
    await screen.findByRole('menu');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(screen.getByRole('complementary')).toBe(drawer);
    const update = await within(drawer).findByRole('button', { name: 'Update contact' });
    await user.click(update);
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('complementary')).toBe(drawer);
    await waitFor(() => expect(document.activeElement).toBe(update));
  });
});
