/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { useEffect, useImperativeHandle, useState, type Ref } from 'react';
import { useVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual';
import type { Column } from './columns.ts';
import type { FactWords } from './fact-words.ts';
import { ListRow, WaitingRow } from './list-row.tsx';
import { isSelected, type Selection } from './selection.ts';
import { windowsAround, windowStart, type Windows } from './use-windows.ts';
import css from './list.module.css';

/** Pixels; all rows are alike, so that a hundred thousand of them need no measuring. */
export const ROW = 40;
/** Rows drawn above what can be seen, and below. */
const AROUND = 8;

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
 * another window comes near, which is every hundredth row. There are always as many, and one that leaves at one end comes
 * in at the other as somebody else: new elements would cost more than all else that a frame has to do.
 */
export function ListRows(props: {
  ref: Ref<Place>;
  scroller: HTMLElement | null;
  /** Pixels. */
  height: number;
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
  const { ref, scroller, height, seen, onSeen, windows, columns, words, search } = props;
  const { active, openId, selection } = props;
  const size = Math.ceil(height / ROW) + 1 + 2 * AROUND;
  const virtual = useRows(windows.total, scroller, size);
  useImperativeHandle(ref, () => ({ scrollTo: (index) => virtual.scrollToIndex(index) }), [virtual]);
  const items = virtual.getVirtualItems();
  useSeen(seen, onSeen, {
    ...windowsAround(items[0]?.index, items.at(-1)?.index),
    page: windowStart(items[0]?.index),
    isActiveDrawn: items.some(({ index }) => index === active),
  });
  return (
    <div role="rowgroup" className={css.rows} style={{ height: virtual.getTotalSize() }}>
      {useOrder(items, size, virtual.isScrolling).map(({ index, start }) => {
        const contact = windows.row(index);
        const place = { index, top: start, columns };
        const key = index % size;
        if (!contact) return <WaitingRow key={key} {...place} />;
        return (
          <ListRow
            key={key}
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

function useRows(count: number, scroller: HTMLElement | null, size: number) {
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used in this very render and handed to nobody
  return useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    rangeExtractor: (range) => drawn(range, size),
    scrollPaddingStart: ROW,
    initialRect: { width: 0, height: 800 },
  });
}

/** As many rows as are drawn at any time, with what can be seen in their middle. */
function drawn({ startIndex, endIndex, count }: Range, size: number): number[] {
  const first = Math.max(0, Math.min(startIndex - AROUND, count - size));
  const last = Math.min(count - 1, Math.max(first + size - 1, endIndex));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/**
 * The order of the rows' elements. While the list is scrolled, a row that comes in stands where one has left; at rest they
 * are in their own order again, in which they are read aloud.
 */
function useOrder(items: readonly VirtualItem[], size: number, isScrolling: boolean): VirtualItem[] {
  const first = items[0]?.index ?? 0;
  const [base, setBase] = useState(first);
  if (!isScrolling && base !== first) setBase(first);
  const place = ({ index }: VirtualItem) => (((index - base) % size) + size) % size;
  return items.toSorted((a, b) => place(a) - place(b));
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
