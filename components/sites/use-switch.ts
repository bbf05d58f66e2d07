import { useState } from 'react';
import { useToast } from '#components/ui/toast.tsx';
import { t } from '#lib/i18n/words.ts';
import { switchOff, switchOn } from '#lib/settings/sites.ts';

/**
 * Switching a site on and off, with what is said of it.
 * @param name what the site is called in what is said
 */
export function useSwitch(name: string) {
  const say = useToast();
  const [isBusy, setBusy] = useState(false);
  /** @returns whether the browser allowed it */
  const on = async (patterns: readonly string[], site?: string): Promise<boolean> => {
    setBusy(true);
    // Nothing is waited for before this: outside the turn of the click the browser refuses to ask.
    const allowed = await switchOn(patterns, site).catch(() => false);
    setBusy(false);
    if (allowed) say({ words: t('sites_on_done', name), tone: 'good' });
    else say({ words: t('sites_refused_this', name) });
    return allowed;
  };
  const off = async (patterns: readonly string[]): Promise<void> => {
    await switchOff(patterns);
    say({ words: t('sites_switched_off', name) });
  };
  return { isBusy, on, off };
}
