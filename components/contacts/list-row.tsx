/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { memo } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ListRow as Row } from '#lib/messages/book.ts';
import type { Column } from './columns.ts';
import type { FactWords } from './fact-words.ts';
import { ListCell } from './list-cell.tsx';
import hidden from '#components/ui/spoken.module.css';
import css from './list.module.css';

export type ListRowProps = {
  contact: Row;
  columns: readonly Column[];
  words: FactWords;
  /** From 0. */
  index: number;
  top: number;
  search: string;
  isActive: boolean;
  isOpen: boolean;
  isSelected: boolean;
};

/**
 * A contact in the list (A6 to A12). Drawn by the hundred while scrolling: plain elements that are handed nothing new
 * from frame to frame; the grid around them hears the clicks.
 */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { contact, columns, words, index, top, search, isActive, isOpen, isSelected } = props;
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      {...(isOpen && { 'aria-current': true })}
      className={classNames(
        css.row,
        isActive && css.active,
        isOpen && css.open,
        isSelected && css.selected,
        contact.blocked && css.isBlocked,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={classNames(css.cell, css.tick)}>
        <input
          type="checkbox"
          tabIndex={-1}
          readOnly
          className={css.box}
          aria-label={t('list_select', contact.name)}
          checked={isSelected}
        />
      </div>
      {columns.map(({ key }) => (
        <ListCell key={key} contact={contact} column={key} words={words} search={search} />
      ))}
      <div role="gridcell" className={classNames(css.cell, css.dots)}>
        <button
          type="button"
          tabIndex={-1}
          className={css.dotsButton}
          aria-label={t('list_actions', contact.name)}
          aria-haspopup="menu"
        />
      </div>
    </div>
  );
});

/** The element id of a row, by which the grid says which one is active. */
export function rowId(index: number): string {
  return `contact-row-${index}`;
}

/** The shape of a row that is on its way. */
export function WaitingRow(props: { index: number; top: number; columns: readonly Column[] }) {
  const { index, top, columns } = props;
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={classNames(css.cell, css.tick)}>
        <span className={hidden.spoken}>{t('list_loading')}</span>
      </div>
      {columns.map(({ key }, at) => (
        <div key={key} role="gridcell" className={classNames(css.cell, key === 'name' && css.first)}>
          {key === 'name' && <Skeleton width={26} height={26} radius={8} />}
          <Skeleton width={`${45 + ((index * 37 + at * 23) % 40)}%`} />
        </div>
      ))}
    </div>
  );
}
