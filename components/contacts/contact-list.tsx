/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type RefObject,
} from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { t } from '#lib/i18n/words.ts';
import type { ListRow as Row, SortKey } from '#lib/messages/book.ts';
import { columnsOf, tracksOf, type Sort } from './columns.ts';
import { useFactWords } from './fact-words.ts';
import { ListHead } from './list-head.tsx';
import { rowId } from './list-row.tsx';
import { ListRows, NOTHING_SEEN, type Place } from './list-rows.tsx';
import { RowMenu, type RowActions } from './row-menu.tsx';
import { isSelected, select, ticksOf, type Selection } from './selection.ts';
import { useListKeys } from './use-list-keys.ts';
import { useWindows, WINDOW, type Question, type Windows } from './use-windows.ts';
import css from './list.module.css';

export type ContactListProps = {
  question: Question & { sort: Sort | 'best' };
  onSort: (by: SortKey) => void;
  /** The contact in the drawer. */
  openId: string | null;
  actions: RowActions;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** Told with every answer, for the foot and the empty states around. */
  onAnswer: (answer: Pick<Windows, 'total' | 'isLoading' | 'error' | 'retry'>) => void;
};

/**
 * The list of contacts (A4): only the rows that can be seen exist, whatever their number. A grid with one place in the
 * tab order: arrows, Page up and down, Home and End move the active row, Space ticks it, Enter opens it, the menu key
 * opens its menu.
 */
export function ContactList(props: ContactListProps) {
  const { question, onSort, openId, actions, selection, onSelect, onAnswer } = props;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { words, columns, tracks } = useColumns(question);
  const [seen, setSeen] = useState(NOTHING_SEEN);
  const windows = useWindows(question, seen.first, seen.last);
  useBeginning(scroller, question);
  useTelling(windows, onAnswer);
  const { menu, rows } = useRowActs(windows, props);
  const beganHere = useClicksBegun(scroller);
  const place = useRef<Place>(null);
  const keys = useListKeys(windows, { ...rows, scrollTo: (index) => place.current?.scrollTo(index) });
  const page = pageAt(windows, seen.page);
  const room = useRoom(scroller);
  return (
    <div
      ref={setScroller}
      role="grid"
      tabIndex={0}
      className={classNames(css.scroller, tracks.least > room.width && css.wide)}
      style={layoutOf(tracks)}
      aria-label={t('contacts')}
      aria-rowcount={windows.total + 1}
      aria-multiselectable
      aria-busy={windows.isOld || windows.isLoading}
      aria-activedescendant={seen.isActiveDrawn ? rowId(keys.active) : undefined}
      onClick={(event) => {
        if (event.detail > 1 && !beganHere.current) return;
        const index = rows.click(event);
        if (index !== null) keys.setActive(index);
      }}
      onKeyDown={keys.onKeyDown}
    >
      <ListHead
        columns={columns}
        nameOf={words.nameOf}
        sort={question.sort}
        onSort={onSort}
        ticks={ticksOf(selection, page)}
        onTickPage={(on) => onSelect(select(selection, page, on))}
      />
      <ListRows
        ref={place}
        scroller={scroller}
        height={room.height}
        seen={seen}
        onSeen={setSeen}
        windows={windows}
        columns={columns}
        words={words}
        search={question.text}
        active={keys.active}
        openId={openId}
        selection={selection}
      />
      {menu.shown && <RowMenu {...menu.shown} actions={actions} onClose={menu.close} />}
    </div>
  );
}

function useColumns({ columns: keys }: Question) {
  const words = useFactWords();
  const columns = useMemo(() => columnsOf(keys, words.attributes), [keys, words.attributes]);
  const tracks = useMemo(() => tracksOf(columns), [columns]);
  return { words, columns, tracks };
}

/** What a click or a key does with a row: it opens, is ticked (with Shift all up to it), or shows its menu. */
function useRowActs(windows: Windows, { actions, selection, onSelect }: ContactListProps) {
  const [shown, setShown] = useState<{ contact: Row; anchor: HTMLElement } | null>(null);
  const [last, setLast] = useState(0);
  const openMenu = (index: number) => {
    const [contact, anchor] = [windows.row(index), dotsOf(index)];
    if (contact && anchor) setShown({ contact, anchor });
  };
  const tick = (index: number, range: boolean) => {
    const contact = windows.row(index);
    if (!contact) return;
    const [from, to] = range ? [Math.min(last, index), Math.max(last, index)] : [index, index];
    onSelect(select(selection, idsBetween(windows, from, to), !isSelected(selection, contact.id)));
    setLast(index);
  };
  const open = (index: number) => {
    const contact = windows.row(index);
    if (contact) actions.show(contact);
  };
  const click = (event: MouseEvent): number | null => {
    const { target, shiftKey } = event;
    const index = rowOf(event);
    if (index === null) return null;
    const pressed = target instanceof Element ? target : null;
    if (pressed?.closest('button[aria-haspopup]')) openMenu(index);
    else if (pressed?.closest('[role="gridcell"]:first-child')) tick(index, shiftKey);
    else open(index);
    return index;
  };
  return { menu: { shown, close: () => setShown(null) }, rows: { openMenu, tick, open, click } };
}

/** The ids of the page that stands at the top: what the box above the list is about. */
function pageAt(windows: Windows, first: number): string[] {
  return idsBetween(windows, first, Math.min(first + WINDOW, windows.total) - 1);
}

function idsBetween(windows: Windows, from: number, to: number): string[] {
  const ids: string[] = [];
  for (let index = from; index <= to; index++) {
    const id = windows.row(index)?.id;
    if (id !== undefined) ids.push(id);
  }
  return ids;
}

function layoutOf({ tracks, least }: ReturnType<typeof tracksOf>): CSSProperties {
  return { '--tracks': tracks, '--least': `${least}px` } as CSSProperties;
}

/** Pixels that the list has: where its columns need more, it is scrolled sideways. */
function useRoom(scroller: HTMLElement | null): { width: number; height: number } {
  const [room, setRoom] = useState({ width: Infinity, height: 800 });
  useEffect(() => {
    if (!scroller) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect));
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}

/**
 * Whether the last click, or the first of a double one, was on the list: a row that came under the pointer by what the
 * first did elsewhere is not meant by the second.
 */
function useClicksBegun(scroller: HTMLElement | null): RefObject<boolean> {
  const beganHere = useRef(false);
  useEffect(() => {
    const note = ({ detail, target }: globalThis.MouseEvent) => {
      if (detail <= 1) beganHere.current = target instanceof Node && scroller?.contains(target) === true;
    };
    addEventListener('mousedown', note, true);
    return () => removeEventListener('mousedown', note, true);
  }, [scroller]);
  return beganHere;
}

/** Another search, filter or order is read from its beginning. */
function useBeginning(scroller: HTMLElement | null, { text, filter, sort }: Question): void {
  const question = JSON.stringify([text, filter, sort]);
  useEffect(() => {
    if (question !== '') scroller?.scrollTo({ top: 0 });
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

/** The row that was clicked, from 0; null for what is no row. */
function rowOf({ target }: MouseEvent): number | null {
  const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
  const index = Number(row?.getAttribute('aria-rowindex')) - 2;
  return row && index >= 0 ? index : null;
}

function dotsOf(index: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#${rowId(index)} button[aria-haspopup]`);
}
