import { lazy, Suspense, useCallback, useState } from 'react';
import { useStatus } from '#components/use-book.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ContactList } from './contact-list.tsx';
import { useContactWindows } from './contact-windows.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListFoot } from './list-foot.tsx';
import { News, NobodyHere, NoList, type Answer } from './list-states.tsx';
import { ListTop } from './list-top.tsx';
import type { ListRoute } from './route.ts';
import { SegmentSaving } from './segment-title.tsx';
import { nobody, type Selection } from './selection.ts';
import { useList, type ListState } from './use-list.ts';
import { showContact } from './use-route.ts';
import css from './contacts.module.css';

const DetailsDrawer = lazy(() =>
  import('./details-drawer.tsx').then((file) => ({ default: file.DetailsDrawer })),
);

/** The list of contacts with its search, filter, columns and selection, and the drawer of the one that is open. */
export function ContactsView({ route }: { route: ListRoute }) {
  const list = useList(route);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const windows = useContactWindows(route);
  const { data: status } = useStatus();
  const [selection, select] = useSelection(list);
  const { text, filter } = list;
  const isEmpty = answer?.total === 0;
  const isNobody = isEmpty && !answer.isLoading && !answer.error;
  return (
    <div className={css.view}>
      <div className={css.main}>
        <ListTop list={list} onAdd={() => windows.add()} />
        <News />
        {list.segment !== 'lost' && (
          <div className={css.filters}>
            <FilterBar filter={filter} onChange={list.setFilter} />
            <SegmentSaving list={list} />
          </div>
        )}
        {answer?.error && <NoList answer={answer} />}
        <div className={isEmpty ? css.covered : css.uncovered}>
          <ContactList
            question={{ text, filter, sort: list.sort, columns: list.columns }}
            onSort={list.onSort}
            openId={route.contact}
            actions={windows.actions}
            selection={selection}
            onSelect={select}
            onAnswer={useCallback((news: Answer) => setAnswer(news), [])}
          />
        </div>
        {isNobody && <NobodyHere list={list} onAdd={windows.add} />}
        <BulkBar
          selection={selection}
          onSelect={select}
          matching={{ text, filter }}
          total={answer?.total ?? 0}
        />
        <ListFoot
          total={isEmpty && !isNobody ? null : (answer?.total ?? null)}
          all={status?.contacts ?? null}
          isPart={text.trim() !== '' || filter.groups.length > 0}
        />
      </div>
      {route.contact && (
        <Suspense>
          <DetailsDrawer id={route.contact} actions={windows.actions} onClose={() => showContact(null)} />
        </Suspense>
      )}
      {windows.shown}
    </div>
  );
}

/** Who is ticked. Another question is another list: nobody who went out of sight stays ticked unseen. */
function useSelection({ text, filter }: ListState): [Selection, (selection: Selection) => void] {
  const question = JSON.stringify([text, filter]);
  const [ticked, setTicked] = useState({ question, selection: nobody });
  const selection = ticked.question === question ? ticked.selection : nobody;
  return [selection, (next) => setTicked({ question, selection: next })];
}
