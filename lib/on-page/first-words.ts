import type { WordKey } from '#lib/i18n/words.ts';

/**
 * What may have to be said as soon as a page is read. These words come with the background's first answer: the first word
 * that a document asks its browser for holds it up until all words of the extension were brought to its process, 20 ms.
 */
export const FIRST_WORDS = [
  'page_open_sidebar',
  'page_close_sidebar',
  'page_sidebar',
  'page_updated',
  'page_reload',
  'page_dismiss',
  'chip_add',
  'chip_add_title',
  'chip_says_unknown',
  'chip_known_title',
  'chip_says_known',
  'chip_who',
  'chip_unsure_text',
  'chip_shared',
  'chip_blocked',
  'chip_blocked_title',
  'chip_warning',
  'chip_warning_title',
  'chip_ticket_of',
  'chip_ticket_of_title',
  'chip_taken',
  'chip_taken_title',
  'chip_open',
  'mark_known',
  'mark_unknown',
  'mark_warning',
  'mark_blocked',
] as const satisfies readonly WordKey[];
