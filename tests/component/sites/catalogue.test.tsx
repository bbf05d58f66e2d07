import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSites } from '#components/sites/find-sites.ts';
import { switchedOn } from '#lib/settings/settings.ts';
import { wrongs } from '../forms/stage.tsx';
import { card, cards, index, open, prepareSites, searchFor } from './stage.tsx';

beforeEach(prepareSites);
afterEach(cleanup);

describe('the Sites page', () => {
  test('C22, G12: begins with where somebody reads their messages, and says why the browser asks', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Where do you read your messages?');
    expect(screen.getByText(/one site at a time, never for all/u)).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Switched on' })).toBeNull();
    expect(await wrongs()).toEqual([]);
  });

  test('C22: shows every group with its sites, each with its mark', async () => {
    await open();
    const groups = screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'));
    expect(groups).toEqual(
      expect.arrayContaining([
        'Webmail',
        'Marketplaces',
        'Shops and order hubs',
        'Messengers and social networks',
        'Helpdesks and comments',
        'E-mail integrations',
      ]),
    );
    expect(cards().length).toBeGreaterThan(95);
    expect(within(card('Allegro')).getByText('a')).toBeDefined();
  });

  test('C22: says how well each is read, and what; of what nobody reads, that as well', async () => {
    await open();
    await waitFor(() => expect(within(card('Gmail')).getByText('Proven')).toBeDefined());
    expect(within(card('Gmail')).getByText('Reads: name, e-mail address, your own account')).toBeDefined();
    expect(within(card('Allegro')).getByText('From facts')).toBeDefined();
    expect(
      within(card('Kaufland')).getByText('Known from the address: order number. You pick the person.'),
    ).toBeDefined();
    expect(
      within(card('WP Poczta')).getByText('Known from the address: which site it is. You pick the person.'),
    ).toBeDefined();
    expect(within(card('KaBuM!')).getByText('By hand')).toBeDefined();
    const legend = screen.getByRole('region', { name: 'How well each site is read' });
    expect(
      within(legend)
        .getAllByRole('term')
        .map((term) => term.textContent),
    ).toEqual(['Proven', 'From facts', 'By address', 'By hand']);
  });

  test('C22: while it is not known how well they are read, sites can be switched on; so if it cannot be loaded', async () => {
    index.mockReturnValue(new Promise(() => undefined));
    const { user } = await open();
    expect(screen.getByText('Loading what is read…')).toBeDefined();
    await user.click(within(card('Gmail')).getByRole('button', { name: 'Switch on Gmail' }));
    await waitFor(async () => expect(await switchedOn.getValue()).toHaveLength(1));
  });

  test('C22: what could not be loaded is said, and tried again', async () => {
    index.mockRejectedValueOnce(new TypeError('no such file'));
    const { user } = await open();
    expect(await screen.findByText(/could not be loaded/u)).toBeDefined();
    expect(within(card('Gmail')).queryByText('By hand')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await within(card('Gmail')).findByText('Proven')).toBeDefined();
    expect(screen.queryByText(/could not be loaded/u)).toBeNull();
  });
});

describe('finding a site', () => {
  test.each([
    ['gmail', 'gmail'],
    ['MAISONS DU', 'maisons-du-monde'],
    ['dr max', 'dr-max'],
    ['home & you', 'home-and-you'],
    ['leclerc', 'leclerc'],
    ['douglas', 'mirakl'],
    ['poczta.onet', 'onet'],
    ['hotmail', 'outlook'],
    ['Serwer SMS', 'serwersms'],
  ])('C22: “%s” finds %s', (typed, id) => {
    const found = findSites(typed).flatMap(({ sites }) => sites.map((site) => site.id));
    expect(found).toContain(id);
    expect(found.length).toBeLessThan(10);
  });

  test('C22: the inbox of the demonstration is no site of anybody’s', () => {
    expect(
      findSites('')
        .flatMap(({ sites }) => sites)
        .filter(({ kind }) => kind === 'test'),
    ).toEqual([]);
  });

  test('C22: only what was looked for is left, and counted', async () => {
    const { user } = await open();
    searchFor().focus();
    await user.paste('marketplace');
    await waitFor(() => expect(cards().length).toBeLessThan(20));
    expect(cards()).toContain('Facebook Marketplace');
    expect(screen.getByText(`${cards().length} sites`)).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Webmail' })).toBeNull();
  });

  test('C22: nothing found leads to the address, which is there already if that is what was typed', async () => {
    const { user } = await open();
    searchFor().focus();
    await user.paste('poczta.zarowka.example');
    expect(await screen.findByText('No site matches “poczta.zarowka.example”')).toBeDefined();
    const address = screen.getByRole('textbox', { name: 'Address of the page' });
    expect((address as HTMLInputElement).value).toBe('poczta.zarowka.example');
    expect(await wrongs()).toEqual([]);
  });

  test('C22: an integration without pages of its own leads to the webmail it is read in', async () => {
    const { user } = await open();
    await user.click(within(card('Forwarded from Outlook')).getByRole('button', { name: 'Outlook' }));
    expect((searchFor() as HTMLInputElement).value).toBe('Outlook');
    expect(document.activeElement).toBe(searchFor());
    await waitFor(() => expect(cards()).toContain('Outlook'));
  });
});
