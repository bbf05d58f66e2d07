import { actWords } from '#components/contact/change-words.ts';
import { t, type WordKey } from '#lib/i18n/words.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';

const KNOWN = [
  'name_taken',
  'sender_taken',
  'merged',
  'deleted',
  'not_found',
  'id_exists',
  'invalid',
  'role',
  'field_overwritten',
  'renamed',
  'also_added',
] as const;
/** The change was applied; its author is only told what happened beside it. */
const NOTICES: ReadonlySet<string> = new Set(['field_overwritten', 'renamed', 'also_added']);

/** What happened, in a heading and a sentence. A code of a newer server is told in general words. */
export function conflictWords(conflict: ConflictView): { title: string; what: string } {
  const known = KNOWN.find((one) => one === conflict.code) ?? 'unknown';
  return { title: t(`conflict_${known}`), what: whatWords(known, conflict) };
}

function whatWords(known: string, { code, subject, other, ways }: ConflictView): string {
  // A change of something that has no name any more: the sentence without its subject.
  if (subject === '')
    return t(code === 'deleted' ? 'conflict_unnamed_deleted_what' : 'conflict_unnamed_what');
  if (code === 'merged' && other.contact) return t('conflict_merged_into_what', subject, other.contact.name);
  if (code === 'role' && ways.some((way) => way.do === 'retry')) return t('conflict_role_now_what', subject);
  return t(`conflict_${known}_what` as WordKey, subject);
}

/** Whose the kept values are, and what was to be done with them. */
export function keptTitle({ code, act }: ConflictView): string {
  return code === 'also_added' ? t('conflict_kept_also') : t('conflict_kept_as', actWords(act));
}

/** What the other side is to the change. */
export function otherTitle({ code, other }: ConflictView): string {
  if (code === 'renamed') return t('conflict_renamed_title');
  if (code === 'also_added') return t('conflict_also_title');
  if (code === 'merged') return t('conflict_merged_title');
  if (code === 'name_taken' || code === 'sender_taken') return t('conflict_other');
  return other.value === null ? t('conflict_about') : t('conflict_theirs');
}

/** What a way out does, as the words of its button. */
export function wayWords(way: ConflictWay, { code, other }: ConflictView): string {
  switch (way.do) {
    case 'attach':
      return other.contact ? t('conflict_way_attach', other.contact.name) : t('conflict_way_attach_other');
    case 'rename':
      return way.name === '' ? t('conflict_way_anew') : t('conflict_way_rename', way.name);
    case 'merge':
      return other.contact ? t('conflict_way_merge', other.contact.name) : t('conflict_way_merge_other');
    case 'mine':
      return t('conflict_way_mine');
    case 'retry':
      return t('conflict_way_retry');
    default:
      return discardWords(code);
  }
}

function discardWords(code: string): string {
  if (code === 'field_overwritten') return t('conflict_way_theirs');
  return NOTICES.has(code) ? t('conflict_way_understood') : t('conflict_way_discard');
}
