/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import type { SortKey } from '#lib/messages/book.ts';
import { columns, type Column, type Sort } from './columns.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './list.module.css';

/** The titles of the columns; those the list can be sorted by are buttons. */
export function ListHead({ sort, onSort }: { sort: Sort | 'best'; onSort: (by: SortKey) => void }) {
  return (
    <div role="row" aria-rowindex={1} className={css.head}>
      {columns.map((column) => (
        <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
      ))}
      <div role="columnheader" className={css.cell}>
        <span className={hidden.spoken}>⋯</span>
      </div>
    </div>
  );
}

function HeadCell(props: { column: Column; sort: Sort | 'best'; onSort: (by: SortKey) => void }) {
  const { column, sort, onSort } = props;
  const by = column.sort;
  const isSorted = sort !== 'best' && by !== null && sort.by === by;
  const way = isSorted && sort.descending ? 'descending' : 'ascending';
  const Arrow = way === 'descending' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      className={classNames(css.cell, css[column.id])}
      {...(by !== null && { 'aria-sort': isSorted ? way : ('none' as const) })}
    >
      {by === null ? (
        column.title()
      ) : (
        <button type="button" className={css.sort} onClick={() => onSort(by)}>
          {column.title()}
          {isSorted && <Arrow aria-hidden />}
        </button>
      )}
    </div>
  );
}
