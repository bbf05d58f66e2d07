/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '#lib/i18n/words.ts';
import type { ContactSummary, SortKey } from '#lib/messages/book.ts';
import type { Sort } from './columns.ts';
import { ListHead } from './list-head.tsx';
import { ListRow, rowId, WaitingRow } from './list-row.tsx';
import { stepOf } from './list-keys.ts';
import { RowMenu, type RowActions } from './row-menu.tsx';
import { useWindows, WINDOW, type Windows } from './use-windows.ts';
import css from './list.module.css';

/** Pixels; all rows are alike, so that a hundred thousand of them need no measuring. */
export const ROW = 40;

export type ContactListProps = {
  text: string;
  sort: Sort | 'best';
  onSort: (by: SortKey) => void;
  /** The contact in the drawer. */
  openId: string | null;
  actions: RowActions;
  /** Told with every answer, for the foot and the empty states around. */
  onAnswer: (answer: Pick<Windows, 'total' | 'isLoading' | 'error' | 'retry'>) => void;
};

/**
 * The list of contacts (A4): only the rows that can be seen exist, whatever their number. A grid with one place in the
 * tab order: arrows, Page up and down, Home and End move the active row, Enter opens it, the menu key opens its menu.
 */
export function ContactList({ text, sort, onSort, openId, actions, onAnswer }: ContactListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const windows = useWindows({ text, sort }, seen.first, seen.last);
  const virtual = useRows(windows.total, scroller);
  const items = virtual.getVirtualItems();
  const [first, last] = [windowStart(items[0]?.index), windowStart(items.at(-1)?.index)];
  if (first !== seen.first || last !== seen.last) setSeen({ first, last });
  useBeginning(scroller, text, sort);
  useTelling(windows, onAnswer);
  const keys = useListKeys(windows, actions, (index) => virtual.scrollToIndex(index));
  const [menu, setMenu] = useState<{ contact: ContactSummary; anchor: HTMLElement } | null>(null);
  const openMenu = (index: number, anchor: HTMLElement | null) => {
    const contact = windows.row(index);
    keys.setActive(index);
    if (contact && anchor) setMenu({ contact, anchor });
  };
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={css.scroller}
      aria-label={t('contacts')}
      aria-rowcount={windows.total + 1}
      aria-busy={windows.isOld || windows.isLoading}
      aria-activedescendant={
        items.some(({ index }) => index === keys.active) ? rowId(keys.active) : undefined
      }
      onClick={({ target }) => {
        const row = target instanceof Element ? rowOf(target) : null;
        if (row?.dots) openMenu(row.index, row.dots);
        else if (row) keys.open(row.index);
      }}
      onKeyDown={(event) => keys.onKeyDown(event, () => openMenu(keys.active, dotsOf(keys.active)))}
    >
      <ListHead sort={sort} onSort={onSort} />
      <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const contact = windows.row(index);
          if (!contact) return <WaitingRow key={index} index={index} top={start} />;
          return (
            <ListRow
              key={index}
              contact={contact}
              index={index}
              top={start}
              search={text}
              isActive={index === keys.active}
              isOpen={contact.id === openId}
            />
          );
        })}
      </div>
      {menu && <RowMenu {...menu} actions={actions} onClose={() => setMenu(null)} />}
    </div>
  );
}

/** Another search or order is read from its beginning. */
function useBeginning(scroller: RefObject<HTMLElement | null>, text: string, sort: Sort | 'best'): void {
  const question = JSON.stringify([text, sort]);
  useEffect(() => {
    if (question !== '') scroller.current?.scrollTo({ top: 0 });
  }, [scroller, question]);
}

/** Tells what surrounds the list how it stands. */
function useTelling(
  { total, isLoading, error, retry }: Windows,
  onAnswer: ContactListProps['onAnswer'],
): void {
  useEffect(() => {
    onAnswer({ total, isLoading, error, retry });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `retry` is new each time and says nothing new
  }, [total, isLoading, error, onAnswer]);
}

function useRows(count: number, scroller: RefObject<HTMLElement | null>) {
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used in this very render and handed to nobody
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: ROW,
    initialRect: { width: 0, height: 800 },
  });
}

/** The active row: it stays with its contact while the list changes around it. */
function useListKeys(windows: Windows, actions: RowActions, scrollTo: (index: number) => void) {
  const [place, setPlace] = useState<{ index: number; id: string | null }>({ index: 0, id: null });
  const moved = place.id !== null && windows.row(place.index)?.id !== place.id ? windows.find(place.id) : -1;
  const active = Math.min(moved === -1 ? place.index : moved, Math.max(0, windows.total - 1));
  const setActive = (index: number) => setPlace({ index, id: windows.row(index)?.id ?? null });
  const open = (index: number) => {
    const contact = windows.row(index);
    setActive(index);
    if (contact) actions.show(contact);
  };
  const onKeyDown = (event: KeyboardEvent, openMenu: () => void) => {
    // The headers' buttons and the menu stand in the grid, too, and have keys of their own.
    if (event.target !== event.currentTarget) return;
    const step = stepOf(event.key, active, windows.total);
    if (step !== null) {
      setActive(step);
      scrollTo(step);
    } else if (event.key === 'Enter') open(active);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu();
    else return;
    event.preventDefault();
  };
  return { active, setActive, open, onKeyDown };
}

/** The row that was clicked, and its three dots if it was these. */
function rowOf(clicked: Element): { index: number; dots: HTMLElement | null } | null {
  const row = clicked.closest('[aria-rowindex]');
  const index = Number(row?.getAttribute('aria-rowindex')) - 2;
  return row && index >= 0 ? { index, dots: clicked.closest<HTMLElement>('button[aria-haspopup]') } : null;
}

const windowStart = (index = 0) => Math.floor(index / WINDOW) * WINDOW;

function dotsOf(index: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#${rowId(index)} button[aria-haspopup]`);
}
