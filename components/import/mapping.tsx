import { Checkbox } from '#components/ui/checkbox.tsx';
import { Select } from '#components/ui/select.tsx';
import { DELIMITERS, type Delimiter } from '#lib/exchange/delimiter.ts';
import { ENCODINGS, type Encoding } from '#lib/exchange/encoding.ts';
import { TARGETS } from '#lib/exchange/target.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import type { CsvForm } from '#lib/exchange/csv-file.ts';
import type { CsvSource } from './source.ts';
import { targetName } from './target-words.ts';
import css from './import.module.css';

export type MappingProps = {
  source: CsvSource;
  attributes: readonly Attribute[];
  /** Something about how the file is written was said by hand: it is looked at anew. */
  onForm: (said: Partial<CsvForm> & { hasHeader?: boolean }) => void;
  onTarget: (column: number, target: string) => void;
};

const DELIMITER_WORDS: Record<Delimiter, Parameters<typeof t>[0]> = {
  ',': 'import_delimiter_comma',
  ';': 'import_delimiter_semicolon',
  '\t': 'import_delimiter_tab',
  '|': 'import_delimiter_bar',
};
const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1250': 'Windows-1250',
  'windows-1252': 'Windows-1252',
};

/** How the file is written, and what each of its columns becomes. */
export function Mapping({ source, attributes, onForm, onTarget }: MappingProps) {
  const { form, hasHeader } = source;
  return (
    <>
      <div className={css.form}>
        <Select
          label={t('import_encoding')}
          placeholder=""
          value={form.encoding}
          onChange={(id) => onForm({ ...form, hasHeader, encoding: id as Encoding })}
          choices={ENCODINGS.map((id) => ({ id, name: ENCODING_NAMES[id] }))}
        />
        <Select
          label={t('import_delimiter')}
          placeholder=""
          value={form.delimiter}
          onChange={(id) => onForm({ ...form, delimiter: id as Delimiter })}
          choices={DELIMITERS.map((id) => ({ id, name: t(DELIMITER_WORDS[id]) }))}
        />
        <Checkbox isSelected={hasHeader} onChange={(is) => onForm({ ...form, hasHeader: is })}>
          {t('import_has_header')}
        </Checkbox>
      </div>
      <Columns source={source} attributes={attributes} onTarget={onTarget} />
    </>
  );
}

function Columns({ source, attributes, onTarget }: Pick<MappingProps, 'source' | 'attributes' | 'onTarget'>) {
  const choices = [...TARGETS, ...attributes.map(({ key }) => key)].map((id) => ({
    id,
    name: targetName(id, attributes),
  }));
  const filled = [...source.columns.entries()].filter(([, { samples }]) => samples.length > 0);
  const empty = source.columns.length - filled.length;
  return (
    <>
      <table className={css.columns}>
        <thead>
          <tr>
            <th scope="col">{t('import_column')}</th>
            <th scope="col">{t('import_examples')}</th>
            <th scope="col">{t('import_becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {filled.map(([at, { heading, samples }]) => {
            const name = heading || t('import_column_number', at + 1);
            const target = source.targets[at] ?? 'skip';
            return (
              <tr key={at} data-skipped={target === 'skip' || undefined}>
                <th scope="row" dir="auto">
                  {name}
                  <span className={css.samplesBelow}>{samples.join(' · ')}</span>
                </th>
                <td dir="auto">
                  <span className={css.samples}>{samples.join(' · ')}</span>
                </td>
                <td>
                  <Select
                    label={t('import_becomes_of', name)}
                    hideLabel
                    placeholder=""
                    value={target}
                    onChange={(id) => onTarget(at, id)}
                    choices={choices}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {empty > 0 && <p className={css.hint}>{plural('import_empty_columns', empty)}</p>}
    </>
  );
}
