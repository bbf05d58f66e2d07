import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { TaughtSites } from '#components/teach/taught-sites.tsx';
import { TeachHere } from '#components/teach/teach-here.tsx';
import { LostHere } from '#components/teach/lost-here.tsx';
import { ProblemError } from '#lib/messages/problem-error.ts';
import type { Book } from '#lib/messages/book.ts';
import type { TaughtSite } from '#lib/messages/teaching.ts';
import { someRecipe } from '../../unit/teach/some-recipe.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

beforeEach(prepareBrowser);

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const site = (more: Partial<TaughtSite> = {}): TaughtSite => ({
  id: '1b671a64-40d5-491e-99b0-da01ff1f3341',
  name: 'Help desk',
  origin: 'https://desk.lampka.example',
  channel: 'email',
  reads: ['orders'],
  author: 'Zoe',
  isMine: false,
  mayEdit: false,
  version: 2,
  versions: [
    { number: 2, at: '2026-11-20T10:00:00Z', author: 'Zoe', from: null },
    { number: 1, at: '2026-11-19T10:00:00Z', author: 'Zoe', from: null },
  ],
  state: 'read',
  approved: null,
  lost: null,
  ...more,
});
const given = (sites: TaughtSite[], more: Partial<Book> = {}, isReviewing = false): Partial<Book> => ({
  taughtSites: async () => ({ sites, isReviewing, mayReview: true }),
  ...more,
});

describe('what was taught by pointing', () => {
  test('R15: an empty list says how to begin; a file brings one in, a bad one is refused with the reason', async () => {
    const { user } = await show(<TaughtSites />);
    await screen.findByText(/choose “Teach Carnet this page”/u);
    expect(await wrongs()).toEqual([]);
    const input = screen.getByLabelText('Take in from a file', { selector: 'input' });
    const file = (recipe: object) =>
      new File([JSON.stringify({ carnet: 'recipe', format: 1, name: 'Help desk', recipe })], 'desk.json');
    await user.upload(input, file({ ...someRecipe(), format: 9 }));
    await screen.findByText(/newer version of Carnet/u);
    await user.upload(input, file({ ...someRecipe(), exclude: ['a:has(b c d)'] }));
    await screen.findByText(/does not describe a page/u);
    await user.upload(input, file(someRecipe()));
    await screen.findByText('Help desk');
    screen.getByText('desk.lampka.example · taught by you · Version 1 · person, order');
    screen.getByText('Reads');
    expect(await wrongs()).toEqual([]);
  });

  test('R15: by the keyboard to a former version, another name, and gone', async () => {
    const { user, core } = await show(<TaughtSites />);
    const { id } = await core.putTaught({ text: JSON.stringify(someRecipe()), name: 'Desk', again: null });
    await core.putTaught({ text: JSON.stringify(someRecipe('tickets')), name: '', again: id });
    const menu = async (entry: string) => {
      (await button('More for Desk')).focus();
      await user.keyboard('{Enter}');
      await user.click(await screen.findByRole('menuitem', { name: entry }));
    };
    await screen.findByText(/Version 2/u);
    await menu('Versions');
    const window = await screen.findByRole('dialog');
    within(window).getByText('in use');
    expect(await wrongs()).toEqual([]);
    (await button('Use version 1 again')).focus();
    await user.keyboard('{Enter}');
    await screen.findByText('Version 3, as version 1 was');
    expect((await core.usedRecipes())[0]?.text).toContain('cases');
    await user.keyboard('{Escape}');
    await menu('Delete');
    await user.click(await button('Delete'));
    await screen.findByText(/Nothing yet/u);
  });

  test('R15: its author is told when it reads no more; others see it, too, and may not change it', async () => {
    const lost = { at: '2026-11-21T09:00:00Z', userName: 'Anna' };
    const mine = site({ lost, isMine: true, author: 'Ada', mayEdit: true });
    const theirs = site({ id: crypto.randomUUID(), name: 'Shop', lost });
    const { user } = await show(<TaughtSites />, { given: given([mine, theirs]) });
    await screen.findByText('Help desk can’t be read any more');
    screen.getByText(/Anna met one \(/u);
    expect(screen.queryByText('Shop can’t be read any more')).toBeNull();
    expect(screen.getAllByText('Reads no more')).toHaveLength(2);
    await user.click(await button('More for Shop'));
    const entry = await screen.findByRole('menuitem', { name: /Delete/u });
    expect(entry.textContent).toContain('Its author and managers may');
  });

  test('R15: what waits for a manager says so, and is let through by one press', async () => {
    const approveTaught = vi.fn<Book['approveTaught']>(async () => undefined);
    const { user } = await show(<TaughtSites />, {
      given: given([site({ state: 'waiting' })], { approveTaught }, true),
    });
    await screen.findByText('Waits for a manager');
    expect(screen.getByRole<HTMLInputElement>('switch').checked).toBe(true);
    expect(await wrongs()).toEqual([]);
    await user.click(await button('Let the team use it'));
    await waitFor(() => expect(approveTaught).toHaveBeenCalledWith(site().id, 2));
  });

  test('R15: one that is refused says why', async () => {
    await show(<TaughtSites />, { given: given([site({ state: 'recipe_newer', origin: '' })]) });
    await screen.findByText('Not used');
    expect(screen.getByText(/newer version of Carnet/u).textContent).toContain('Update Carnet');
  });
});

describe('teaching a page', () => {
  test('R15, law 10: asks for the host in the turn of the click, then begins; a refusal is said', async () => {
    const teachHere = vi.fn<Book['teachHere']>(async () => undefined);
    const begun = vi.fn<() => void>();
    const pattern = 'https://desk.lampka.example/*';
    const { user } = await show(<TeachHere pattern={pattern} onBegun={begun} />, { given: { teachHere } });
    const request = vi.mocked<(asked: object) => Promise<boolean>>(browser.permissions.request);
    request.mockResolvedValueOnce(false);
    await user.click(await button('Teach Carnet this page'));
    await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(''));
    expect(teachHere).not.toHaveBeenCalled();
    await user.click(await button('Teach Carnet this page'));
    await waitFor(() => expect(begun).toHaveBeenCalled());
    expect(request).toHaveBeenLastCalledWith({ origins: [pattern] });
    expect(teachHere).toHaveBeenCalledWith(undefined);
  });

  test('R15: a page that is read no more says so, and is taught again from there', async () => {
    const teachHere = vi.fn<Book['teachHere']>(async () => {
      throw new ProblemError({ reason: 'no_host_permission' });
    });
    const { user } = await show(<LostHere site={site().id} />, { given: { teachHere } });
    await screen.findByText('I can’t read this page any more');
    await user.click(await button('Teach it again'));
    await waitFor(() => expect(teachHere).toHaveBeenCalledWith(site().id));
    await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(''));
    expect(await wrongs()).toEqual([]);
  });
});
