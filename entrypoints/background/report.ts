import { browser } from 'wxt/browser';
import type { Requester } from '#lib/model/requester.ts';
import { grantedAtInstall } from '#lib/settings/sites.ts';
import { sitesAt } from '#lib/sites/at.ts';
import { recipesFor } from './sites.ts';
import { frontFrame } from './tab-state.ts';
import type { Tabs } from './tabs.ts';

const FILE = '/report.js';

/**
 * What the maintainers of a recipe need to know of a page that is read wrongly, and nobody's data (G28): the version, the
 * site, what was read as far as whether it was, and the page with every text and telling attribute replaced.
 */
export async function reportOf(tabs: Tabs, tabId: number): Promise<string> {
  const tab = await tabs.state(tabId);
  const front = frontFrame(tab);
  const { url: tabUrl = '' } = await browser.tabs.get(tabId);
  const url = front?.frame.url ?? tabUrl;
  const recipes = await recipesFor(url);
  const target = { tabId, frameIds: [front?.frameId ?? 0] };
  const [page] = await browser.scripting.executeScript({ target, files: [FILE] }).catch(() => []);
  const read = (front?.frame.requesters ?? []).map(shapeOf);
  return [
    `Carnet ${browser.runtime.getManifest().version}${grantedAtInstall().length > 0 ? ' (test build)' : ''}`,
    navigator.userAgent,
    `Address: ${shapeOfUrl(url)}`,
    `Recipes: ${recipes.map(({ site, grade, format }) => `${site} (${grade}, format ${format})`).join(', ') || 'none'}`,
    `Read: ${read.join('; ') || 'nobody'}`,
    `Picked by hand: ${tab.picked ? shapeOf(tab.picked) : 'no'}`,
    '',
    typeof page?.result === 'string' ? page.result : 'The page could not be read.',
  ].join('\n');
}

/** What was read of somebody, as far as whether it was. */
function shapeOf({ channel, name, address, confidence, readFrom, ...more }: Requester): string {
  const beside = Object.entries(more)
    .filter(([key, value]) => key !== 'site' && value !== undefined)
    .map(([key, value]) => (Array.isArray(value) ? `${key} (${value.length})` : key));
  const has = [name && 'name', address && 'address', ...beside].filter(Boolean).join(', ');
  return `${channel}, ${confidence}, from ${readFrom}: ${has || 'nothing'}`;
}

/** The host only where it is a site's own, never a team's; of the rest how many parts there are, and the names of parameters. */
function shapeOfUrl(text: string): string {
  const url = URL.parse(text);
  if (!url) return 'none';
  const isPublic = sitesAt(text).some(({ hosts }) => hosts.length > 0);
  const host = isPublic ? url.host : 'own-host.example';
  const path = url.pathname.replaceAll(/[^/]+/gu, 'x');
  const query = [...url.searchParams.keys()].map((key) => `${key.replaceAll(/[^\w-]/gu, '')}=x`).join('&');
  const hash = url.hash.replaceAll(/[^/#?&=]+/gu, 'x');
  return `${url.protocol}//${host}${path}${query && `?${query}`}${hash}`;
}
