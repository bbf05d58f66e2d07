import { lazy, Suspense, useEffect, useRef } from 'react';
import { Columns3, Plus, Search, Upload, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import { ListTitle } from './segment-title.tsx';
import type { ListState } from './use-list.ts';
import { goTo } from './use-route.ts';
import css from './contacts.module.css';

const ColumnPicker = lazy(() =>
  import('./column-picker.tsx').then((file) => ({ default: file.ColumnPicker })),
);

/** What the list is, its search, its columns (E6), the ways to add people. */
export function ListTop({ list, onAdd }: { list: ListState; onAdd: () => void }) {
  return (
    <header className={css.top}>
      <ListTitle list={list} />
      <SearchField value={list.typed} onChange={list.type} />
      <div className={css.topActs}>
        <Panel
          label={t('list_columns_label')}
          placement="bottom end"
          trigger={<Button icon={<Columns3 aria-hidden />}>{t('list_columns')}</Button>}
        >
          {(close) => (
            <Suspense>
              <ColumnPicker
                columns={list.columns}
                onDone={(columns) => {
                  list.setColumns(columns);
                  close();
                }}
              />
            </Suspense>
          )}
        </Panel>
        <Button icon={<Upload aria-hidden />} onPress={() => goTo({ view: 'import' })}>
          {t('nav_import')}
        </Button>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={onAdd}>
          {t('add_contact')}
        </Button>
      </div>
    </header>
  );
}

/** The search box (A34): Esc empties it; "/" goes to it from anywhere on the page. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent) => {
      const inText = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key !== '/' || inText || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', find);
    return () => removeEventListener('keydown', find);
  }, []);
  const empty = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <search className={css.search}>
      <TextField
        ref={input}
        label={t('list_search_label')}
        hideLabel
        placeholder={t('list_search')}
        value={value}
        onChange={onChange}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
        prefix={<Search aria-hidden />}
        suffix={
          value !== '' && (
            <IconButton size="s" label={t('list_clear_search')} icon={<X aria-hidden />} onPress={empty} />
          )
        }
        autoComplete="off"
      />
    </search>
  );
}
