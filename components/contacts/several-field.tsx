import { useState } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { TagChip } from '#components/ui/tag-chip.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import { useChoices } from './use-choices.tsx';
import type { ValueFieldProps } from './value-field.tsx';
import css from './filter.module.css';

/** Several values, of which one is enough: picked one after the other, or typed and added with Enter. */
export function SeveralField({ condition: { attribute, value }, words, onChange }: ValueFieldProps) {
  const choices = useChoices(attribute);
  const picked = Array.isArray(value) ? (value as string[]) : [];
  const put = (next: string[]) => onChange(next.length === 0 ? null : next);
  const add = (id: string) => put([...new Set([...picked, id])]);
  return (
    <>
      {picked.length > 0 && (
        <div className={css.picked}>
          {picked.map((id) => {
            const name = words.valueOf(attribute, id);
            return (
              <TagChip
                key={id}
                name={name}
                color={words.tags.get(id)?.color ?? 'grey'}
                removeLabel={t('filter_remove', name)}
                onRemove={() => put(picked.filter((one) => one !== id))}
              />
            );
          })}
        </div>
      )}
      {choices ? (
        <ComboBox
          key={`${choices.length} ${picked.length}`}
          label={t('filter_values')}
          choices={choices.filter(({ id }) => !picked.includes(id))}
          value={null}
          onChange={(id) => id !== null && add(id)}
          placeholder={t('filter_values_find')}
        />
      ) : (
        <TypedValues onAdd={add} />
      )}
    </>
  );
}

/** A value is taken with Enter, with a comma, and when the field is left, so that none is lost by going on. */
function TypedValues({ onAdd }: { onAdd: (text: string) => void }) {
  const [typed, setTyped] = useState('');
  const take = () => {
    if (typed.trim() !== '') onAdd(typed.trim());
    setTyped('');
  };
  return (
    <TextField
      label={t('filter_values')}
      hint={t('filter_values_typed')}
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== ',') || typed.trim() === '') return;
        event.preventDefault();
        take();
      }}
      maxLength={400}
      autoComplete="off"
    />
  );
}
