import { FilterX, Plus, UserSearch, UsersRound } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { FirstSync } from '#components/team/first-sync.tsx';
import { Stopped } from '#components/team/stopped.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ListState } from './use-list.ts';
import { goTo } from './use-route.ts';
import type { Windows } from './use-windows.ts';
import css from './contacts.module.css';

export type Answer = Pick<Windows, 'total' | 'isLoading' | 'error' | 'retry'>;

/** What is to be known before the list: a first sync on its way, or that syncing has stopped. */
export function News() {
  return (
    <div className={css.news}>
      <Stopped />
      <FirstSync />
    </div>
  );
}

export function NoList({ answer }: { answer: Answer }) {
  return (
    <div className={css.failed}>
      <Failed title={t('list_failed')} error={answer.error} onRetry={answer.retry} />
    </div>
  );
}

/** In place of a list with nobody in it: why, and what to do. */
export function NobodyHere({ list, onAdd }: { list: ListState; onAdd: (text?: string) => void }) {
  if (list.segment === 'lost') return <LostSegment />;
  const text = list.text.trim();
  if (text !== '') return <NoMatch text={text} onAdd={onAdd} />;
  return list.filter.groups.length > 0 ? <NoneMatch list={list} /> : <EmptyBook onAdd={onAdd} />;
}

function EmptyBook({ onAdd }: { onAdd: () => void }) {
  return (
    <Empty
      icon={<UsersRound />}
      title={t('list_empty')}
      action={
        <Button icon={<Plus aria-hidden />} onPress={() => onAdd()}>
          {t('add_contact')}
        </Button>
      }
    >
      {t('list_empty_way')}
    </Empty>
  );
}

function NoMatch({ text, onAdd }: { text: string; onAdd: (text: string) => void }) {
  return (
    <Empty
      icon={<UserSearch />}
      title={t('list_no_match', text)}
      action={
        <Button icon={<Plus aria-hidden />} onPress={() => onAdd(text)}>
          {t('popup_add_this', text)}
        </Button>
      }
    >
      {t('list_no_match_way')}
    </Empty>
  );
}

function NoneMatch({ list }: { list: ListState }) {
  return (
    <Empty
      icon={<FilterX />}
      title={t('list_none_match')}
      action={<Button onPress={() => list.setFilter({ groups: [] })}>{t('filter_clear')}</Button>}
    >
      {t('list_none_match_way')}
    </Empty>
  );
}

function LostSegment() {
  return (
    <Empty
      icon={<FilterX />}
      title={t('segment_lost')}
      action={
        <Button onPress={() => goTo({ view: 'contacts', contact: null, action: null })}>
          {t('segment_all')}
        </Button>
      }
    >
      {t('segment_lost_why')}
    </Empty>
  );
}
