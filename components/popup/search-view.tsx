import { lazy, Suspense, useState, type KeyboardEvent } from 'react';
import { Failed } from '#components/failed.tsx';
import { Stopped } from '#components/team/stopped.tsx';
import { WorkspaceSwitch } from '#components/team/workspace-switch.tsx';
import { useContactList } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { ListQuery } from '#lib/messages/book.ts';
import type { FormDraft } from '#components/forms/form-draft.ts';
import { TaughtTold } from '#components/teach/taught-told.tsx';
import { HereCard } from './here-card.tsx';
import { PopupFoot } from './popup-foot.tsx';
import { NoResults } from './no-results.tsx';
import { Results, resultId } from './results.tsx';
import { SearchBox } from './search-box.tsx';
import hidden from '#components/ui/spoken.module.css';
import css from './popup.module.css';

const TwinsNews = lazy(() =>
  import('#components/twins/twins-news.tsx').then((file) => ({ default: file.TwinsNews })),
);

/** Results asked for: some more than there is room for. Whoever wants more types on or opens the contacts page. */
const MOST = 12;
/** Milliseconds until the popup, which most open to search, asks for anything else. */
const QUIET = 1200;

export type SearchViewProps = {
  text: string;
  onText: (text: string) => void;
  onOpen: (id: string) => void;
  onAdd: (from?: FormDraft) => void;
};

/** The popup as it opens: the person of the tab, and everybody by search. Without a search, the newest contacts. */
export function SearchView({ text, onText, onOpen, onAdd }: SearchViewProps) {
  const list = useContactList(queryFor(text));
  const rows = list.data?.rows ?? [];
  const [active, setActive] = useActive(text, rows.length);
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = rows[active];
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    // The answer to a former search is no answer: Enter waits for the one to what is typed.
    else if (event.key === 'Enter' && chosen && !list.isPlaceholderData) onOpen(chosen.id);
    else if (event.key === 'Escape' && text !== '') onText('');
    else return;
    event.preventDefault();
  };
  const isEmpty = list.data?.total === 0 && !list.isPlaceholderData;
  return (
    <>
      <h1 className={hidden.spoken}>{t('app_name')}</h1>
      <WorkspaceSwitch className={css.switch} />
      <SearchBox
        text={text}
        onText={onText}
        onKeyDown={onKeyDown}
        active={rows[active] ? resultId(active) : null}
        isOpen={rows.length > 0}
      />
      <div className={css.scroll}>
        <div className={css.news}>
          <Stopped onLeave={() => window.close()} />
          <TaughtTold />
        </div>
        <HereCard onOpen={onOpen} />
        {list.error && (
          <div className={css.inset}>
            <Failed title={t('list_failed')} error={list.error} onRetry={() => void list.refetch()} />
          </div>
        )}
        {isEmpty ? (
          <NoResults text={text} onAdd={onAdd} />
        ) : (
          <Results
            rows={rows}
            isLoading={list.isPending}
            search={text}
            active={active}
            onHover={setActive}
            onOpen={onOpen}
          />
        )}
      </div>
      {text === '' && (
        <div className={css.twins}>
          <Suspense>
            <TwinsNews after={QUIET} onLeave={() => window.close()} />
          </Suspense>
        </div>
      )}
      <PopupFoot text={text} total={list.data?.total ?? null} onAdd={() => onAdd()} />
    </>
  );
}

function queryFor(text: string): ListQuery {
  return { text, sort: text.trim() === '' ? 'newest' : 'best', offset: 0, limit: MOST };
}

/** The active result: the best one as soon as something is searched for, none before. */
function useActive(text: string, count: number): [number, (index: number) => void] {
  const [chosen, setChosen] = useState({ text, index: -1 });
  const first = text.trim() === '' ? -1 : 0;
  const active = chosen.text === text ? Math.max(chosen.index, first) : first;
  return [Math.min(active, count - 1), (index) => setChosen({ text, index })];
}
