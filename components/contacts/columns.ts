import { t } from '#lib/i18n/words.ts';
import type { SortKey } from '#lib/messages/book.ts';

export type Column = {
  id: 'name' | 'senders' | 'country' | 'language' | 'integrations' | 'added';
  title: () => string;
  /** Null: the list is not sorted by it. */
  sort: SortKey | null;
};

/** The columns of the list, in their order (A6 to A12). */
export const columns: readonly Column[] = [
  { id: 'name', title: () => t('name'), sort: 'name' },
  { id: 'senders', title: () => t('senders'), sort: null },
  { id: 'country', title: () => t('country'), sort: 'country' },
  { id: 'language', title: () => t('language'), sort: 'language' },
  { id: 'integrations', title: () => t('integrations'), sort: null },
  { id: 'added', title: () => t('added_on'), sort: 'createdAt' },
];

export type Sort = { by: SortKey; descending: boolean };

/** The newest first, as an agent looks for whoever just wrote. */
export const firstSort: Sort = { by: 'createdAt', descending: true };

/** The order after a click on a column's header: the other way round where it was sorted by it, else its natural way. */
export function sortAfterClick(now: Sort | 'best', by: SortKey): Sort {
  if (now !== 'best' && now.by === by) return { by, descending: !now.descending };
  return { by, descending: by === 'createdAt' };
}
