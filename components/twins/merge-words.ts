import { language, plural, t } from '#lib/i18n/words.ts';
import { aliasesOf } from '#lib/model/merge-values.ts';
import { broughtBy, type MergePlan } from './merge-plan.ts';

/** What will happen, in sentences (G6): who becomes part of whom, what comes along, which name stays findable, and the way back. */
export function mergeSentences(plan: MergePlan): string[] {
  const { from, into, result } = plan;
  const brought = listOf(broughtBy(plan));
  const alias = aliasesOf(result.fields).find((one) => one === from.name || one === into.name);
  return [
    t('merge_what', from.name, into.name),
    ...(result.name === into.name ? [] : [t('merge_what_name', result.name)]),
    ...(brought === '' ? [] : [t('merge_what_brings', brought)]),
    ...(alias === undefined ? [] : [t('merge_what_alias', alias)]),
    t('merge_what_undo'),
  ];
}

function listOf({ senders, notes, tags }: ReturnType<typeof broughtBy>): string {
  const parts = [
    ...(senders ? [plural('merge_senders', senders)] : []),
    ...(notes ? [plural('merge_notes', notes)] : []),
    ...(tags ? [plural('merge_tags', tags)] : []),
  ];
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);
}
