import { memo, useMemo } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { t } from '#lib/i18n/words.ts';
import { countryChoices, languageChoices } from './codes.ts';

type PlaceFieldProps = {
  value: string | null;
  onChange: (value: string | null) => void;
  label?: string;
  hint?: string;
  placeholder?: string;
};

/** A country, found by typing, with its flag (A9, A23). Drawn anew only when it changes: the list is long. */
export const CountryField = memo(function CountryField(props: PlaceFieldProps) {
  const { value, onChange, label, hint, placeholder } = props;
  const choices = useMemo(
    () => countryChoices().map((country) => ({ ...country, icon: <Flag code={country.id} /> })),
    [],
  );
  return (
    <ComboBox
      label={label ?? t('country')}
      choices={choices}
      value={value}
      onChange={onChange}
      prefix={value === null ? null : <Flag code={value} />}
      placeholder={placeholder ?? t('form_choose')}
      hint={hint}
    />
  );
});

/** A language, found by typing (A10, A23). */
export const LanguageField = memo(function LanguageField({ value, onChange }: PlaceFieldProps) {
  const choices = useMemo(() => languageChoices(value), [value]);
  return (
    <ComboBox
      label={t('language')}
      choices={choices}
      value={value}
      onChange={onChange}
      placeholder={t('form_choose')}
    />
  );
});
