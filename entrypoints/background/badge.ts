import { browser } from 'wxt/browser';
import { proposedName } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import type { Here } from '#lib/messages/book.ts';

/** Of `components/ui/tokens.css`: the accent, and what is written on it. */
const ACCENT = '#5b3df5';
const ON_ACCENT = '#ffffff';

/** Says on the toolbar who is shown in a tab: "+" for somebody who can be added, and the whole of it in the title. */
export async function showBadge(tabId: number, here: Here | null): Promise<void> {
  const shown = here?.participants[here.shown];
  const isUnknown = shown?.recognition.state === 'unknown';
  const set = [
    browser.action.setBadgeText({ tabId, text: isUnknown ? '+' : '' }),
    browser.action.setTitle({ tabId, title: titleOf(shown) }),
    ...(isUnknown
      ? [
          browser.action.setBadgeBackgroundColor({ tabId, color: ACCENT }),
          browser.action.setBadgeTextColor({ tabId, color: ON_ACCENT }),
        ]
      : []),
  ];
  await Promise.all(set).catch(() => {}); // the tab was closed meanwhile
}

function titleOf(shown: Here['participants'][number] | undefined): string {
  if (shown?.recognition.state === 'unknown') return t('badge_unknown', proposedName(shown.requester));
  if (shown?.recognition.state === 'known') return t('badge_known', shown.recognition.contact.name);
  return t('app_name');
}
