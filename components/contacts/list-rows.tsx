/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { useEffect, useImperativeHandle, type Ref } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Column } from './columns.ts';
import type { FactWords } from './fact-words.ts';
import { ListRow, WaitingRow } from './list-row.tsx';
import { isSelected, type Selection } from './selection.ts';
import { windowsAround, windowStart, type Windows } from './use-windows.ts';
import css from './list.module.css';

/** Pixels; all rows are alike, so that a hundred thousand of them need no measuring. */
export const ROW = 40;

/** What of the list can be seen, as far as anybody but the rows has to know. */
export type Seen = {
  /** The windows to be had, by their first rows. */
  first: number;
  last: number;
  /** The window at the top. */
  page: number;
  isActiveDrawn: boolean;
};
export const NOTHING_SEEN: Seen = { first: 0, last: 0, page: 0, isActiveDrawn: false };

/** Where the list stands. */
export type Place = { scrollTo: (index: number) => void };

/**
 * The rows that can be seen. They alone are drawn anew while the list is scrolled: whoever is around them is told when
 * another window comes near, which is every hundredth row.
 */
export function ListRows(props: {
  ref: Ref<Place>;
  scroller: HTMLElement | null;
  seen: Seen;
  onSeen: (seen: Seen) => void;
  windows: Windows;
  columns: readonly Column[];
  words: FactWords;
  search: string;
  active: number;
  openId: string | null;
  selection: Selection;
}) {
  const { ref, scroller, seen, onSeen, windows, columns, words, search, active, openId, selection } = props;
  const virtual = useRows(windows.total, scroller);
  useImperativeHandle(ref, () => ({ scrollTo: (index) => virtual.scrollToIndex(index) }), [virtual]);
  const items = virtual.getVirtualItems();
  useSeen(seen, onSeen, {
    ...windowsAround(items[0]?.index, items.at(-1)?.index),
    page: windowStart(items[0]?.index),
    isActiveDrawn: items.some(({ index }) => index === active),
  });
  return (
    <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const contact = windows.row(index);
        const place = { index, top: start, columns };
        if (!contact) return <WaitingRow key={index} {...place} />;
        return (
          <ListRow
            key={index}
            {...place}
            contact={contact}
            words={words}
            search={search}
            isActive={index === active}
            isOpen={contact.id === openId}
            isSelected={isSelected(selection, contact.id)}
          />
        );
      })}
    </div>
  );
}

function useRows(count: number, scroller: HTMLElement | null) {
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used in this very render and handed to nobody
  return useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: ROW,
    initialRect: { width: 0, height: 800 },
  });
}

/** Tells what is seen when it is another than is known. */
function useSeen(known: Seen, tell: (seen: Seen) => void, { first, last, page, isActiveDrawn }: Seen): void {
  const isKnown =
    known.first === first &&
    known.last === last &&
    known.page === page &&
    known.isActiveDrawn === isActiveDrawn;
  useEffect(() => {
    if (!isKnown) tell({ first, last, page, isActiveDrawn });
  }, [isKnown, tell, first, last, page, isActiveDrawn]);
}
