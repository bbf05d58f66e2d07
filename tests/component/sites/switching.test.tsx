import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { switchedOn } from '#lib/settings/settings.ts';
import { wrongs } from '../forms/stage.tsx';
import { card, open, prepareSites } from './stage.tsx';

beforeEach(prepareSites);
afterEach(cleanup);

describe('switching on', () => {
  test('G12, law 10: one click asks for the hosts of that site alone, and it stands on top', async () => {
    const { user } = await open();
    await user.click(within(card('Outlook')).getByRole('button', { name: 'Switch on Outlook' }));
    const origins = ['live.com', 'office.com', 'office365.com', 'cloud.microsoft'].map(
      (host) => `https://outlook.${host}/*`,
    );
    expect(browser.permissions.request).toHaveBeenCalledExactlyOnceWith({ origins });
    const on = await screen.findByRole('region', { name: 'Switched on' });
    expect(within(on).getByText('Outlook')).toBeDefined();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sites');
    expect(await screen.findByText(/Carnet is on for Outlook/u)).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('G12: a refusal is said, and nothing is on', async () => {
    const { user } = await open();
    Object.assign(browser.permissions, { request: async () => false });
    await user.click(within(card('Gmail')).getByRole('button', { name: 'Switch on Gmail' }));
    expect(await screen.findByText(/Gmail stays off/u)).toBeDefined();
    expect(await switchedOn.getValue()).toEqual([]);
  });

  test('law 10: of a site with a host for each country one is asked for, the nearest unless another is chosen', async () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['pl-PL', 'en']);
    const { user } = await open();
    await user.click(within(card('eBay')).getByRole('button', { name: 'Switch on eBay' }));
    expect(browser.permissions.request).toHaveBeenLastCalledWith({ origins: ['https://www.ebay.pl/*'] });
    await user.click(await within(card('eBay')).findByRole('button', { name: /Address of eBay/u }));
    await user.click(screen.getByRole('option', { name: 'www.ebay.de' }));
    await user.click(within(card('eBay')).getByRole('button', { name: 'Switch on eBay' }));
    expect(browser.permissions.request).toHaveBeenLastCalledWith({ origins: ['https://www.ebay.de/*'] });
    await waitFor(async () => expect(await switchedOn.getValue()).toHaveLength(2));
  });

  test('C22: an application on the team’s own host is switched on by typing it; what is no host is told', async () => {
    const { user } = await open();
    await user.click(
      within(card('Roundcube')).getByRole('button', { name: 'Type the address of Roundcube' }),
    );
    const field = screen.getByRole('textbox', { name: 'At which address is your Roundcube?' });
    expect(document.activeElement).toBe(field);
    await user.paste('*.sklep.example');
    await user.keyboard('{Enter}');
    expect(await within(card('Roundcube')).findByText(/not the address of one site/u)).toBeDefined();
    expect(browser.permissions.request).not.toHaveBeenCalled();
    await user.clear(field);
    await user.paste('https://poczta.sklep.example/?_task=mail');
    await user.keyboard('{Enter}');
    expect(browser.permissions.request).toHaveBeenCalledExactlyOnceWith({
      origins: ['https://poczta.sklep.example/*'],
    });
    await waitFor(async () =>
      expect(await switchedOn.getValue()).toEqual([
        { site: 'roundcube', pattern: 'https://poczta.sklep.example/*' },
      ]),
    );
    expect(await within(card('Roundcube')).findByText('poczta.sklep.example')).toBeDefined();
    expect(within(card('SOGo')).queryByText('On')).toBeNull();
  });

  test('C22: typing an address is left by Esc', async () => {
    const { user } = await open();
    await user.click(within(card('SOGo')).getByRole('button', { name: 'Type the address of SOGo' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('textbox', { name: 'At which address is your SOGo?' })).toBeNull();
    expect(within(card('SOGo')).getByRole('button', { name: 'Type the address of SOGo' })).toBeDefined();
  });

  test('G12: the page of another tab is offered first, by its name', async () => {
    const { user } = await open([
      { url: 'https://gazeta.example/', lastAccessed: 1 },
      { url: 'https://mail.sklep.example/SOGo/so/biuro/Mail/view', lastAccessed: 9 },
      { lastAccessed: 20 },
    ]);
    const offer = await screen.findByRole('region', { name: 'SOGo is open in another tab' });
    await user.click(within(offer).getByRole('button', { name: 'Switch on SOGo' }));
    expect(browser.permissions.request).toHaveBeenCalledWith({ origins: ['https://mail.sklep.example/*'] });
    expect(
      await screen.findByRole('region', { name: 'gazeta.example is open in another tab' }),
    ).toBeDefined();
    expect((await switchedOn.getValue())[0]?.site).toBe('sogo');
  });

  test('law 12: by the keyboard alone; the focus stays with the site', async () => {
    const { user } = await open();
    within(card('Gmail')).getByRole('button', { name: 'Switch on Gmail' }).focus();
    await user.keyboard('{Enter}');
    const off = await within(card('Gmail')).findByRole('button', { name: 'Switch off Gmail' });
    await waitFor(() => expect(document.activeElement).toBe(off));
    await user.keyboard('{Enter}');
    const on = await within(card('Gmail')).findByRole('button', { name: 'Switch on Gmail' });
    await waitFor(() => expect(document.activeElement).toBe(on));
  });
});

describe('switching off', () => {
  const HOSTS = ['https://www.ebay.de/*', 'https://www.ebay.pl/*'];
  beforeEach(() => switchedOn.setValue(HOSTS.map((pattern) => ({ site: 'ebay', pattern }))));

  test('G12: is done on top, for all hosts of the site, and gives their permissions back', async () => {
    const { user } = await open();
    const on = await screen.findByRole('region', { name: 'Switched on' });
    expect(within(on).getByText('www.ebay.de, www.ebay.pl')).toBeDefined();
    await user.click(within(on).getByRole('button', { name: 'Switch off eBay' }));
    for (const origin of HOSTS)
      expect(browser.permissions.remove).toHaveBeenCalledWith({ origins: [origin] });
    expect(await switchedOn.getValue()).toEqual([]);
    expect(await screen.findByText('Carnet is off on eBay.')).toBeDefined();
  });

  test('G12: a site that shares its host with another is on with it, and off with it', async () => {
    await switchedOn.setValue([{ site: 'messenger', pattern: 'https://www.facebook.com/*' }]);
    const { user } = await open();
    const shared = card('Facebook Marketplace');
    await user.click(within(shared).getByRole('button', { name: 'Switch off Facebook Marketplace' }));
    expect(await switchedOn.getValue()).toEqual([]);
    expect(within(card('Messenger')).queryByText('On')).toBeNull();
  });

  test('G12: what is on and is of no known site is shown by its host', async () => {
    await switchedOn.setValue([{ site: '', pattern: 'https://panel.zarowka.example/*' }]);
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Switch off on panel.zarowka.example' }));
    expect(await switchedOn.getValue()).toEqual([]);
  });

  test('what the installation itself allows is shown, and cannot be switched off', async () => {
    Object.assign(browser.runtime, { getManifest: () => ({ host_permissions: ['http://127.0.0.1:*/*'] }) });
    await open();
    const on = screen.getByRole('region', { name: 'Switched on' });
    expect(await within(on).findByText('127.0.0.1')).toBeDefined();
    expect(within(on).queryByRole('button', { name: /127/u })).toBeNull();
  });
});
