import { useCallback, useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { patternFor } from '#lib/settings/sites.ts';

/** The tab the popup was opened over: its host, the pattern to ask permission for, and whether that is given. */
export type TabHost = { host: string; pattern: string; isAllowed: boolean };

/** Null while it is not known, and on pages that no extension may read. Opening the popup is what lets us know it. */
export function useTabHost(): [TabHost | null, () => void] {
  const [tab, setTab] = useState<TabHost | null>(null);
  const read = useCallback(() => void readTab().then(setTab), []);
  useEffect(read, [read]);
  return [tab, read];
}

async function readTab(): Promise<TabHost | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const pattern = patternFor(tab?.url ?? '');
  if (!tab?.url || pattern === null) return null;
  const isAllowed = await browser.permissions.contains({ origins: [pattern] });
  return { host: new URL(tab.url).hostname, pattern, isAllowed };
}
