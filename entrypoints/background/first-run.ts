import { browser } from 'wxt/browser';
import { switchedOn } from '#lib/settings/settings.ts';
import { grantedAtInstall } from '#lib/settings/sites.ts';
import { openContactsPage } from './open-contacts-page.ts';

/**
 * Opens the sites when Carnet has just been installed: it reads nothing before one is switched on, and nobody should have
 * to find out why. Not after an update, and not where the installation itself allows sites.
 */
export function setUpFirstRun(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install' && grantedAtInstall().length === 0) void begin();
  });
}

/** Installed once more over what is left of before, the sites are there already. */
async function begin(): Promise<void> {
  if ((await switchedOn.getValue()).length === 0) await openContactsPage({ view: 'sites' });
}
