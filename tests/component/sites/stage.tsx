import { screen } from '@testing-library/react';
import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import { SitesView } from '#components/sites/sites-view.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import type { KnownRecipes } from '#lib/sites/known.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';

const INDEX: KnownRecipes = {
  gmail: { grade: 'proven', reads: ['name', 'email', 'account'] },
  allegro: { grade: 'facts', reads: ['login', 'orders'] },
  kaufland: { grade: 'address', reads: ['orders'] },
  wp: { grade: 'address', reads: [] },
  roundcube: { grade: 'proven', reads: ['name', 'email'] },
};
/** How the build's index of recipes answers. */
export const index = vi.fn<() => Promise<Response>>();

/** A browser with nothing switched on, and the index of the recipes above. */
export function prepareSites(): void {
  prepareBrowser();
  index.mockResolvedValue(Response.json(INDEX));
  vi.stubGlobal('fetch', index);
  Object.assign(browser.runtime, { getURL: (path: string) => `chrome-extension://carnet${path}` });
}

/** Shows the page, with these tabs open beside it. */
export async function open(tabs: { url?: string; lastAccessed?: number }[] = []) {
  Object.assign(browser.tabs, { query: async () => tabs });
  const stage = await show(
    <>
      <SitesView />
      <Toasts />
    </>,
  );
  await screen.findByRole('searchbox', { name: 'Find a site or an integration' });
  return stage;
}

/** By its name; asked of the page itself, since a hundred cards take the library its time. */
export const card = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`li[aria-label="${name}"]`);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
export const cards = () =>
  [...document.querySelectorAll('li[aria-label]')].map((item) => item.getAttribute('aria-label'));
export const searchFor = () => screen.getByRole('searchbox', { name: 'Find a site or an integration' });
