import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import { Plus, Search, UserSearch, UsersRound, X } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { FirstSync } from '#components/team/first-sync.tsx';
import { Stopped } from '#components/team/stopped.tsx';
import { useStatus } from '#components/use-book.ts';
import { formFor } from '#components/forms/form-draft.ts';
import { t } from '#lib/i18n/words.ts';
import { ContactList } from './contact-list.tsx';
import { firstSort, sortAfterClick, type Sort } from './columns.ts';
import { DetailsDrawer } from './details-drawer.tsx';
import { ListFoot } from './list-foot.tsx';
import type { Route } from './route.ts';
import { useContactWindows, type ContactWindows } from './contact-windows.tsx';
import { showContact } from './use-route.ts';
import type { Windows } from './use-windows.ts';
import css from './contacts.module.css';

type Answer = Pick<Windows, 'total' | 'isLoading' | 'error' | 'retry'>;

/** The list of all contacts with its search, and the drawer of the one that is open. */
export function ContactsView({ route }: { route: Extract<Route, { view: 'contacts' }> }) {
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed);
  const [chosen, setChosen] = useState<Sort | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const windows = useContactWindows(route);
  // While searching, the best match comes first, until the person asks for an order of their own.
  const sort = useSort(text, chosen);
  const { data: status } = useStatus();
  const isBookEmpty = text === '' && answer?.total === 0 && !answer.isLoading && !answer.error;
  return (
    <div className={css.view}>
      <div className={css.main}>
        <header className={css.top}>
          <h1 className={css.title}>{t('contacts')}</h1>
          <SearchField value={typed} onChange={setTyped} />
          <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => windows.add()}>
            {t('add_contact')}
          </Button>
        </header>
        <News />
        {answer?.error && <Failed answer={answer} />}
        <div className={isBookEmpty || answer?.total === 0 ? css.covered : css.uncovered}>
          <ContactList
            text={text}
            sort={sort}
            onSort={(by) => setChosen(sortAfterClick(sort, by))}
            openId={route.contact}
            actions={windows.actions}
            onAnswer={useCallback((news: Answer) => setAnswer(news), [])}
          />
        </div>
        {isBookEmpty && <EmptyBook onAdd={() => windows.add()} />}
        {text !== '' && answer?.total === 0 && !answer.isLoading && <NoMatch text={text} windows={windows} />}
        <ListFoot total={answer?.total ?? null} all={status?.contacts ?? null} text={text} />
      </div>
      {route.contact && (
        <DetailsDrawer id={route.contact} actions={windows.actions} onClose={() => showContact(null)} />
      )}
      {windows.shown}
    </div>
  );
}

/** What is to be known before the list: a first sync on its way, or that syncing has stopped. */
function News() {
  return (
    <div className={css.news}>
      <Stopped />
      <FirstSync />
    </div>
  );
}

function useSort(text: string, chosen: Sort | null): Sort | 'best' {
  return chosen ?? (text.trim() === '' ? firstSort : 'best');
}

/** The search box (A34): Esc empties it; "/" or Ctrl+F go to it from anywhere on the page. */
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
            <IconButton
              size="s"
              label={t('list_clear_search')}
              icon={<X aria-hidden />}
              onPress={() => {
                onChange('');
                input.current?.focus();
              }}
            />
          )
        }
        autoComplete="off"
      />
    </search>
  );
}

function Failed({ answer }: { answer: Answer }) {
  return (
    <div className={css.failed}>
      <Banner
        tone="bad"
        role="alert"
        title={t('list_failed')}
        actions={
          <Button size="s" onPress={answer.retry}>
            {t('retry')}
          </Button>
        }
      >
        {problemText(answer.error)}
      </Banner>
    </div>
  );
}

function EmptyBook({ onAdd }: { onAdd: () => void }) {
  return (
    <Empty
      icon={<UsersRound />}
      title={t('list_empty')}
      action={
        <Button icon={<Plus aria-hidden />} onPress={onAdd}>
          {t('add_contact')}
        </Button>
      }
    >
      {t('list_empty_way')}
    </Empty>
  );
}

function NoMatch({ text, windows }: { text: string; windows: ContactWindows }) {
  return (
    <Empty
      icon={<UserSearch />}
      title={t('list_no_match', text.trim())}
      action={
        <Button icon={<Plus aria-hidden />} onPress={() => windows.add(formFor(text))}>
          {t('popup_add_this', text.trim())}
        </Button>
      }
    >
      {t('list_no_match_way')}
    </Empty>
  );
}
