import { useState } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { plural, t } from '#lib/i18n/words.ts';
import { askedBy, type Condition, type ConditionValue } from '#lib/model/filter.ts';
import type { FactWords } from './fact-words.ts';
import { SeveralField } from './several-field.tsx';
import { useChoices } from './use-choices.tsx';
import css from './filter.module.css';

export type ValueFieldProps = {
  condition: Condition;
  words: FactWords;
  onChange: (value: ConditionValue) => void;
};

/** What a condition compares with: out of a list where there is one, else a text, a number, a day. */
export function ValueField(props: ValueFieldProps) {
  const { condition, onChange } = props;
  const { value, is } = condition;
  switch (askedBy(is)) {
    case 'texts':
      return <SeveralField {...props} />;
    case 'number':
      return <NumberField label={t('filter_value')} value={value} onChange={onChange} />;
    case 'numbers':
      return <RangeField value={value} onChange={onChange} />;
    case 'days':
      return <DaysField value={value} onChange={onChange} />;
    case 'day':
      return (
        <TextField
          label={t('filter_day')}
          type="date"
          value={typeof value === 'string' ? value : ''}
          onChange={(day) => onChange(day === '' ? null : day)}
        />
      );
    default:
      return <OneField {...props} />;
  }
}

function OneField({ condition, onChange }: ValueFieldProps) {
  const { attribute, is, value } = condition;
  const choices = useChoices(attribute);
  const text = typeof value === 'string' ? value : '';
  if (choices && is.startsWith('is'))
    return (
      <ComboBox
        key={choices.length}
        label={t('filter_value')}
        choices={choices}
        value={text === '' ? null : text}
        onChange={onChange}
        placeholder={t('form_choose')}
      />
    );
  return (
    <TextField
      label={t('filter_value')}
      value={text}
      onChange={(typed) => onChange(typed === '' ? null : typed)}
      maxLength={400}
      autoComplete="off"
    />
  );
}

type PartProps = { value: ConditionValue; onChange: (value: ConditionValue) => void };

function NumberField(props: PartProps & { label: string }) {
  const { label, value, onChange } = props;
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '');
  const read = (text: string) => {
    setTyped(text);
    const number = Number(text.trim().replace(',', '.'));
    onChange(text.trim() === '' || !Number.isFinite(number) ? null : number);
  };
  return <TextField label={label} inputMode="text" value={typed} onChange={read} autoComplete="off" />;
}

function RangeField({ value, onChange }: PartProps) {
  const [ends, setEnds] = useState<(number | null)[]>(
    Array.isArray(value) && typeof value[0] === 'number' ? (value as number[]) : [null, null],
  );
  const put = (at: number, end: ConditionValue) => {
    const next = ends.with(at, typeof end === 'number' ? end : null);
    setEnds(next);
    const [from, to] = next;
    onChange(typeof from === 'number' && typeof to === 'number' ? [from, to] : null);
  };
  return (
    <div className={css.two}>
      <NumberField label={t('filter_from')} value={ends[0] ?? null} onChange={(end) => put(0, end)} />
      <NumberField label={t('filter_to')} value={ends[1] ?? null} onChange={(end) => put(1, end)} />
    </div>
  );
}

function DaysField({ value, onChange }: PartProps) {
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '7');
  const read = (text: string) => {
    setTyped(text);
    const days = Number(text);
    onChange(Number.isInteger(days) && days > 0 ? days : null);
  };
  return (
    <TextField
      label={t('filter_days_label')}
      value={typed}
      onChange={read}
      hint={typeof value === 'number' ? plural('filter_days', value) : null}
      autoComplete="off"
    />
  );
}
