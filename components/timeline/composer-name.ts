import { t } from '#lib/i18n/words.ts';
import type { Composer } from '#lib/model/compose.ts';

const BRANDS = { gmail: 'Gmail', outlook: 'Outlook (Microsoft 365)', 'outlook-live': 'Outlook.com' } as const;

/** A composer as people call it. */
export function composerName(composer: Composer): string {
  return composer === 'mailto' ? t('ticket_composer_mailto') : BRANDS[composer];
}
