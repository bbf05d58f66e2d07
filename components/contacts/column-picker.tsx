import { useState } from 'react';
import { Search, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import { foldText } from '#lib/model/text.ts';
import { allColumns, columnsOf, usualColumns } from './columns.ts';
import { useFactWords, type FactWords } from './fact-words.ts';
import { Orderable } from './orderable.tsx';
import css from './column-picker.module.css';

export type ColumnPickerProps = { columns: readonly string[]; onDone: (columns: string[]) => void };

/** Which attributes stand in the list, and in which order (E6, E7). Nothing changes before Done (E8). */
export function ColumnPicker({ columns, onDone }: ColumnPickerProps) {
  const words = useFactWords();
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  // Columns whose attribute is gone fall away; the attributes may come a moment later.
  const shown =
    chosen ??
    columnsOf(columns, words.attributes)
      .slice(1)
      .map(({ key }) => key);
  return (
    <div className={css.picker}>
      <div className={css.parts}>
        <section className={css.part} aria-label={t('list_columns_shown')}>
          <h2 className={css.title}>{t('list_columns_shown')}</h2>
          <Orderable
            label={t('list_columns_shown')}
            items={shown.map((id) => ({ id, name: words.nameOf(id) }))}
            onOrder={setChosen}
          >
            {(key) => (
              <>
                <span className={css.name}>{words.nameOf(key)}</span>
                <IconButton
                  size="s"
                  label={t('list_remove_column', words.nameOf(key))}
                  icon={<X aria-hidden />}
                  onPress={() => setChosen(shown.filter((one) => one !== key))}
                />
              </>
            )}
          </Orderable>
        </section>
        <MoreAttributes shown={shown} words={words} onAdd={(key) => setChosen([...shown, key])} />
      </div>
      <footer className={css.foot}>
        <Button variant="quiet" size="s" onPress={() => setChosen(usualColumns)}>
          {t('list_columns_default')}
        </Button>
        <Button variant="primary" onPress={() => onDone([...shown])}>
          {t('list_done')}
        </Button>
      </footer>
    </div>
  );
}

/** What is not shown yet, found by typing. */
function MoreAttributes(props: { shown: readonly string[]; words: FactWords; onAdd: (key: string) => void }) {
  const { shown, words, onAdd } = props;
  const [typed, setTyped] = useState('');
  const rest = allColumns(words.attributes).filter(
    (key) => !shown.includes(key) && foldText(words.nameOf(key)).includes(foldText(typed)),
  );
  return (
    <section className={css.part} aria-label={t('list_columns_more')}>
      <h2 className={css.title}>{t('list_columns_more')}</h2>
      <TextField
        label={t('list_columns_find')}
        hideLabel
        placeholder={t('list_columns_find')}
        prefix={<Search aria-hidden />}
        value={typed}
        onChange={setTyped}
        autoFocus
        autoComplete="off"
        className={css.find ?? ''}
      />
      <ul className={css.rest}>
        {rest.map((key) => (
          <li key={key}>
            <Checkbox isSelected={false} onChange={() => onAdd(key)}>
              {words.nameOf(key)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  );
}
