import { RadioGroup } from '#components/ui/radio-group.tsx';
import { attributeName, fieldWords, useKnown, type Known } from '#components/contact/attribute-words.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { MergePlan } from './merge-plan.ts';
import css from './merge.module.css';

export type MergeFieldsProps = {
  plan: MergePlan;
  pair: readonly [ContactView, ContactView];
  onPick: (key: string, contactId: string) => void;
};

/** Field by field, whose value it is to be, where both have another one (G6). What one alone has needs no question. */
export function MergeFields({ plan, pair, onPick }: MergeFieldsProps) {
  const known = useKnown();
  if (plan.asked.length === 0) return null;
  return (
    <section className={css.fields} aria-label={t('merge_choose')}>
      <h3 className={css.heading}>{t('merge_choose')}</h3>
      {plan.asked.map((key) => (
        <RadioGroup
          key={key}
          label={attributeName(key, known.attributes)}
          value={plan.pickOf(key)}
          onChange={(id) => onPick(key, id)}
          choices={pair.map((contact) => ({
            id: contact.id,
            children: <span dir="auto">{valueOf(contact, key, known)}</span>,
          }))}
        />
      ))}
    </section>
  );
}

function valueOf(contact: ContactView, key: string, known: Known): string {
  return key === 'name' ? contact.name : fieldWords(key, contact.fields[key]?.value, known);
}
