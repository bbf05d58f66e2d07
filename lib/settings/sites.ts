import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { switchedOn, type SwitchedOn } from '#lib/settings/settings.ts';

/** Stands for the recipe's id where the page itself tells which application it is. */
export const ANY_SITE = '';

/** What was asked for last. The browser's question can close the popup that asked; the background then finishes. */
const askedFor = storage.defineItem<SwitchedOn | null>('local:asked-for', { fallback: null });

/** The match pattern that covers the host of a page, whatever its port; null for what is no web page. */
export function patternFor(url: string): string | null {
  const address = URL.parse(url);
  return address && /^https?:$/u.test(address.protocol) ? `${address.protocol}//${address.hostname}/*` : null;
}

/**
 * Asks the browser for a host and switches Carnet on there (law 10). Call it in the turn of a click: without one the
 * browser refuses to ask.
 * @returns whether the agent allowed it
 */
export async function switchOn(pattern: string, site: string = ANY_SITE): Promise<boolean> {
  const asking = browser.permissions.request({ origins: [pattern] });
  await askedFor.setValue({ site, pattern });
  const allowed = await asking;
  if (allowed) await finishAsking([pattern]);
  return allowed;
}

/** Switches on what was asked for, if it is among the hosts that the browser has just allowed. */
export async function finishAsking(allowed: readonly string[]): Promise<void> {
  const asked = await askedFor.getValue();
  if (!asked || !allowed.includes(asked.pattern)) return;
  await askedFor.removeValue();
  await switchedOn.setValue([...(await without(asked.pattern)), asked]);
}

/** Off is off at once: the site is forgotten, and so is the permission. */
export async function switchOff(pattern: string): Promise<void> {
  await switchedOn.setValue(await without(pattern));
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false); // granted at install: stays
}

/** Forgets sites whose permission the browser took back. */
export async function forgetSites(patterns: readonly string[]): Promise<void> {
  const left = (await switchedOn.getValue()).filter(({ pattern }) => !patterns.includes(pattern));
  await switchedOn.setValue(left);
}

/** Hosts allowed at install, in builds for the demo and for tests only (law 10): always on. */
export function grantedAtInstall(): string[] {
  return browser.runtime.getManifest().host_permissions ?? [];
}

async function without(pattern: string): Promise<SwitchedOn[]> {
  return (await switchedOn.getValue()).filter((site) => site.pattern !== pattern);
}
