import { useCallback, useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { switchedOn } from '#lib/settings/settings.ts';
import { grantedAtInstall, patternFor } from '#lib/settings/sites.ts';
import type { Site } from '#lib/sites/site.ts';

/** The tab the popup was opened over: its host, and the pattern to ask permission for. */
export type TabHost = {
  host: string;
  pattern: string;
  /** The patterns by which Carnet is on there; the host's own, or one for all below its domain. */
  onBy: string[];
  /** Allowed by the installation itself: cannot be switched off. */
  isFixed: boolean;
  /** What stands there, where the address tells. */
  site: Site | null;
};

/** Null while it is not known, and on pages that no extension may read. Opening the popup is what lets us know it. */
export function useTabHost(): [TabHost | null, () => void] {
  const [tab, setTab] = useState<TabHost | null>(null);
  const read = useCallback(() => void readTab().then(setTab), []);
  useEffect(read, [read]);
  return [tab, read];
}

async function readTab(): Promise<TabHost | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const url = tab?.url ?? '';
  const pattern = patternFor(url);
  if (pattern === null) return null;
  // The catalogue is not in the way of the search, which most open the popup for.
  const [{ matchesPattern, siteAt }, on] = await Promise.all([
    import('#lib/sites/at.ts'),
    switchedOn.getValue(),
  ]);
  return {
    host: new URL(url).hostname,
    pattern,
    onBy: on.map(({ pattern }) => pattern).filter((pattern) => matchesPattern(pattern, url)),
    isFixed: grantedAtInstall().some((pattern) => matchesPattern(pattern, url)),
    site: siteAt(url),
  };
}
