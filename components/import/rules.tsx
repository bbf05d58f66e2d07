import { Checkbox } from '#components/ui/checkbox.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { Select } from '#components/ui/select.tsx';
import { countryChoices } from '#components/forms/codes.ts';
import { t } from '#lib/i18n/words.ts';
import type { ImportOptions } from '#lib/messages/exchange.ts';
import css from './import.module.css';

const SAME_NAME = ['separate', 'update', 'skip'] as const;

/** What an import does where there is a choice. */
export function Rules(props: { options: ImportOptions; onChange: (options: ImportOptions) => void }) {
  const { options, onChange } = props;
  return (
    <div className={css.rules}>
      <ComboBox
        label={t('import_country')}
        hint={t('import_country_hint')}
        placeholder={t('import_country_none')}
        value={options.country}
        onChange={(country) => onChange({ ...options, country })}
        prefix={options.country !== null && <Flag code={options.country} />}
        choices={countryChoices()}
      />
      <Select
        label={t('import_same_name')}
        placeholder=""
        value={options.sameName}
        onChange={(id) => onChange({ ...options, sameName: id as ImportOptions['sameName'] })}
        choices={SAME_NAME.map((id) => ({ id, name: t(`import_same_name_${id}`) }))}
      />
      <div className={css.overwrite}>
        <Checkbox
          isSelected={options.overwrite}
          onChange={(overwrite) => onChange({ ...options, overwrite })}
        >
          {t('import_overwrite')}
        </Checkbox>
        <p className={css.hint}>{t('import_overwrite_hint')}</p>
      </div>
    </div>
  );
}
