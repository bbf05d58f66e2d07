import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { patternFor } from '#lib/settings/sites.ts';
import { siteAt } from '#lib/sites/at.ts';
import type { Site } from '#lib/sites/site.ts';

/** A page in another tab that Carnet could be switched on for. */
export type OpenTab = { pattern: string; host: string; site: Site | null };

/**
 * The pages open in other tabs of this window, the last looked at first, each host once. Known are only those on which
 * Carnet was called by a click on its icon: the addresses of all others are none of its business, and the browser does
 * not tell them.
 */
export function useOpenTabs(): OpenTab[] {
  const [tabs, setTabs] = useState<OpenTab[]>([]);
  useEffect(() => {
    const look = () => void readTabs().then(setTabs);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return tabs;
}

async function readTabs(): Promise<OpenTab[]> {
  const tabs = await browser.tabs.query({ currentWindow: true });
  const byPattern = new Map<string, OpenTab>();
  for (const { url = '' } of tabs.toSorted((one, other) => lastUse(other) - lastUse(one))) {
    const pattern = patternFor(url);
    if (pattern && !byPattern.has(pattern))
      byPattern.set(pattern, { pattern, host: new URL(url).hostname, site: siteAt(url) });
  }
  return [...byPattern.values()];
}

const lastUse = (tab: { lastAccessed?: number | undefined }) => tab.lastAccessed ?? 0;
