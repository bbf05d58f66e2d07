import { browser } from 'wxt/browser';
import type { Recipe } from '#lib/detect/recipe.ts';
import { matchesPattern, recipesAt } from '#lib/sites/at.ts';
import { ANY_SITE, finishAsking, forgetSites, grantedAtInstall } from '#lib/settings/sites.ts';
import { switchedOn, type SwitchedOn } from '#lib/settings/settings.ts';
import { recipeOf } from './recipes.ts';
import type { Tabs } from './tabs.ts';
import { taughtAt } from './taught.ts';
import { tellPages } from './tell.ts';

const SCRIPT = 'requester';
/** Milliseconds after which pages are looked for that have no script. */
const ONCE_MORE = [1500, 6000];
const FILE = '/requester.js';

/** Where Carnet is switched on. */
export async function sitesOn(): Promise<SwitchedOn[]> {
  const granted = grantedAtInstall().map((pattern) => ({ site: ANY_SITE, pattern }));
  return [...(await switchedOn.getValue()), ...granted];
}

export async function isOn(url: string): Promise<boolean> {
  return (await sitesOn()).some(({ pattern }) => matchesPattern(pattern, url));
}

/** The recipes that a page may be read by, by its address; none where Carnet is off. */
export async function recipesFor(url: string): Promise<Recipe[]> {
  const on = (await sitesOn()).filter(({ pattern }) => matchesPattern(pattern, url));
  if (on.length === 0) return [];
  const ids = recipesAt(
    url,
    on.map(({ site }) => site),
  );
  const builtIn = await Promise.all(ids.map(recipeOf));
  // What was taught comes first: it was, because what is built in did not read the page.
  return [...(await taughtAt(url)), ...builtIn.filter((recipe) => recipe !== null)];
}

/**
 * Keeps the content script on the sites that are switched on, and on no other (law 10): at once, and after each start
 * and update, which may lose the registration.
 * @param changed told when the sites were others
 */
export function setUpSites(tabs: Tabs, changed: () => void): void {
  const again = () => void register();
  browser.runtime.onStartup.addListener(again);
  browser.runtime.onInstalled.addListener(() => void registerAndInject(tabs));
  browser.permissions.onAdded.addListener(({ origins = [] }) => void finishAsking(origins));
  browser.permissions.onRemoved.addListener(({ origins = [] }) => void forgetSites(origins));
  switchedOn.watch((now, before) => {
    void register().then(() =>
      injectInto(
        tabs,
        now.map(({ pattern }) => pattern).filter((pattern) => !has(before, pattern)),
      ),
    );
    if (before.some(({ pattern }) => !has(now, pattern))) void tellOff(tabs);
    changed();
  });
}

function has(sites: SwitchedOn[], pattern: string): boolean {
  return sites.some((site) => site.pattern === pattern);
}

/** One after the other: two at once would both find nothing registered, and the second would fail. */
let registering: Promise<void> = Promise.resolve();
function register(): Promise<void> {
  registering = registering.then(registerNow, registerNow);
  return registering;
}

/** Without the registration every page stays unread: what failed once is tried once more. */
async function registerAndInject(tabs: Tabs): Promise<void> {
  await register().catch(() => register());
  await injectInto(tabs, await patternsOn());
}

async function registerNow(): Promise<void> {
  const matches = await patternsOn();
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script = {
    id: SCRIPT,
    js: [FILE.slice(1)],
    matches,
    allFrames: true,
    runAt: 'document_end' as const,
    persistAcrossSessions: true,
  };
  if (registered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

async function patternsOn(): Promise<string[]> {
  return [...new Set((await sitesOn()).map(({ pattern }) => pattern))];
}

/** Pages that are open already get the script, too: after an update theirs is cut off, after switching on they have none. */
async function injectInto(tabs: Tabs, patterns: string[]): Promise<void> {
  if (patterns.length === 0) return;
  await injectWhereNone(tabs, patterns);
  // A page that was just being opened may have missed both the registration and this, on a busy machine for long.
  for (const wait of ONCE_MORE) setTimeout(() => void injectWhereNone(tabs, patterns), wait);
}

async function injectWhereNone(tabs: Tabs, patterns: string[]): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: patterns }))
    if (id !== undefined && (await tabs.state(id)).frames[0] === undefined) await injectTab(id);
}

/** Open pages of an origin are read by the recipes that there are now. */
export async function readAnew(tabs: Tabs, origin: string): Promise<void> {
  const isThere = (url: string) => URL.parse(url)?.origin === origin;
  await tellPages(tabs, { event: 'off' }, isThere);
  for (const [tabId, { frames }] of await tabs.all())
    if (Object.values(frames).some(({ url }) => isThere(url))) await injectTab(tabId);
}

async function injectTab(tabId: number): Promise<void> {
  const target = { tabId, allFrames: true };
  await browser.scripting.executeScript({ target, files: [FILE] }).catch(() => []); // an error page, a tab being closed
}

/** Documents of sites that are off now take everything away, and nothing of them is known any more. */
async function tellOff(tabs: Tabs): Promise<void> {
  await tellPages(tabs, { event: 'off' }, async (url) => !(await isOn(url)));
  for (const [tabId, { frames }] of await tabs.all())
    if (frames[0] && !(await isOn(frames[0].url))) await tabs.forget(tabId);
}
