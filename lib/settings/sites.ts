import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { switchedOn, type SwitchedOn } from '#lib/settings/settings.ts';

/** Stands for the recipe's id where the page itself tells which application it is. */
export const ANY_SITE = '';

/** What was asked for last. The browser's question can close the popup that asked; the background then finishes. */
const askedFor = storage.defineItem<SwitchedOn[]>('local:asked', { fallback: [] });

/** The match pattern that covers the host of a page, whatever its port; null for what is no web page. */
export function patternFor(url: string): string | null {
  const address = URL.parse(url);
  return address && /^https?:$/u.test(address.protocol) ? `${address.protocol}//${address.hostname}/*` : null;
}

/**
 * The match pattern of a host that somebody typed, or of an address that they copied from above a page: HTTPS unless they
 * say otherwise. Null for what names no single host: a pattern of theirs, a word, all of a country.
 */
export function patternTyped(text: string): string | null {
  const typed = text.trim();
  if (/[\s*<>]/u.test(typed)) return null;
  const pattern = patternFor(/^https?:\/\//iu.test(typed) ? typed : `https://${typed}`);
  const host = pattern?.replace(/^https?:\/\/|\/\*$/gu, '') ?? '';
  const isHost = host === 'localhost' || /^\[[\da-f:]+\]$/u.test(host) || /^[^.]+(?:\.[^.]+)+$/u.test(host);
  return isHost ? pattern : null;
}

/**
 * Asks the browser for hosts, in one question, and switches Carnet on there (law 10). Call it in the turn of a click:
 * without one the browser refuses to ask.
 * @param site the id of the site that the agent says stands there
 * @returns whether the agent allowed it
 */
export async function switchOn(patterns: readonly string[], site: string = ANY_SITE): Promise<boolean> {
  // Noted first, and not waited for: the question ends a popup before it can send anything more.
  const noting = storage.setItem(
    askedFor.key,
    patterns.map((pattern) => ({ site, pattern })),
  );
  const [allowed] = await Promise.all([browser.permissions.request({ origins: [...patterns] }), noting]);
  if (allowed) await finishAsking(patterns);
  return allowed;
}

/**
 * Switches on what was asked for, once the browser allowed it: all of it, since one question has one answer, though only
 * what was not allowed before is among `allowed`.
 */
export async function finishAsking(allowed: readonly string[]): Promise<void> {
  const asked = await askedFor.getValue();
  if (!asked.some(({ pattern }) => allowed.includes(pattern))) return;
  await askedFor.removeValue();
  const before = await without(asked.map(({ pattern }) => pattern));
  await switchedOn.setValue([...before, ...asked]);
}

/** Off is off at once: the hosts are forgotten, and so are the permissions. */
export async function switchOff(patterns: readonly string[]): Promise<void> {
  await switchedOn.setValue(await without(patterns));
  const give = (pattern: string) => browser.permissions.remove({ origins: [pattern] });
  await Promise.all(patterns.map((pattern) => give(pattern).catch(() => false))); // granted at install: stays
}

/** Forgets sites whose permission the browser took back. */
export async function forgetSites(patterns: readonly string[]): Promise<void> {
  await switchedOn.setValue(await without(patterns));
}

/** Hosts allowed at install, in builds for the demo and for tests only (law 10): always on. */
export function grantedAtInstall(): string[] {
  return browser.runtime.getManifest().host_permissions ?? [];
}

async function without(patterns: readonly string[]): Promise<SwitchedOn[]> {
  return (await switchedOn.getValue()).filter(({ pattern }) => !patterns.includes(pattern));
}
