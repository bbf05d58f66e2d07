import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';

/** "Blocked by Anna Nowak · 12 Nov, 16:20"; whoever works alone knows who it was. */
export function blockedWords({ userName, at, unsent }: BlockedView): string {
  const parts = [
    userName === null ? t('blocked_title') : t('blocked_by', userName),
    formatMoment(at),
    ...(unsent ? [t('blocked_unsent')] : []),
  ];
  return parts.join(' · ');
}
