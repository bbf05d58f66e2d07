import { browser } from 'wxt/browser';
import { proposedName } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import type { Here, Recognition } from '#lib/messages/book.ts';

/** Of `components/ui/tokens.css`: the accent, warnings, and what is written on them. */
const ACCENT = '#5b3df5';
const WARN = '#8a5100';
const BAD = '#b5213a';
const ON_COLOR = '#ffffff';

/**
 * Says on the toolbar who is shown in a tab: "+" for somebody who can be added, "!" for whom there is something to know
 * before one answers (R2, G29), and the whole of it in the title.
 */
export async function showBadge(tabId: number, here: Here | null): Promise<void> {
  const shown = here?.participants[here.shown];
  const { text, color } = markOf(shown?.recognition);
  const set = [
    browser.action.setBadgeText({ tabId, text }),
    browser.action.setTitle({ tabId, title: titleOf(shown) }),
    ...(text === ''
      ? []
      : [
          browser.action.setBadgeBackgroundColor({ tabId, color }),
          browser.action.setBadgeTextColor({ tabId, color: ON_COLOR }),
        ]),
  ];
  await Promise.all(set).catch(() => {}); // the tab was closed meanwhile
}

function markOf(recognition: Recognition | undefined): { text: string; color: string } {
  if (recognition?.state === 'unknown') return { text: '+', color: ACCENT };
  if (recognition?.state !== 'known') return { text: '', color: ACCENT };
  if (recognition.blocked) return { text: '!', color: BAD };
  const isWarned = recognition.warning !== undefined || recognition.ticketOf !== undefined;
  return { text: isWarned ? '!' : '', color: WARN };
}

function titleOf(shown: Here['participants'][number] | undefined): string {
  if (shown?.recognition.state === 'unknown') return t('badge_unknown', proposedName(shown.requester));
  if (shown?.recognition.state === 'known' && shown.recognition.blocked)
    return t('badge_blocked', shown.recognition.contact.name);
  if (shown?.recognition.state === 'known' && shown.recognition.warning !== undefined)
    return t('badge_warning', shown.recognition.contact.name, shown.recognition.warning);
  if (shown?.recognition.state === 'known' && shown.recognition.ticketOf !== undefined)
    return t('badge_ticket_of', shown.recognition.contact.name, shown.recognition.ticketOf);
  if (shown?.recognition.state === 'known') return t('badge_known', shown.recognition.contact.name);
  return t('app_name');
}
