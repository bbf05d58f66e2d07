/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand for virtual scrolling: a table laid out otherwise loses its meaning to screen readers */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { t } from '#lib/i18n/words.ts';
import type { SortKey } from '#lib/messages/book.ts';
import { sortKey, type Column, type Sort } from './columns.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './list.module.css';

export type ListHeadProps = {
  columns: readonly Column[];
  nameOf: (key: string) => string;
  sort: Sort | 'best';
  onSort: (by: SortKey) => void;
  /** How many of the page are ticked. */
  ticks: 'all' | 'some' | 'none';
  /** The box above them: ticks the page, or takes its ticks away (B61). */
  onTickPage: (on: boolean) => void;
};

/** The titles of the columns, each a button that sorts by it, after the box that ticks the page. */
export function ListHead({ columns, nameOf, sort, onSort, ticks, onTickPage }: ListHeadProps) {
  return (
    <div role="row" aria-rowindex={1} className={css.head}>
      <div role="columnheader" className={classNames(css.cell, css.tick)}>
        <input
          type="checkbox"
          className={css.box}
          aria-label={t('list_select_page')}
          checked={ticks === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = ticks === 'some';
          }}
          onChange={() => onTickPage(ticks !== 'all')}
        />
      </div>
      {columns.map(({ key }) => (
        <HeadCell key={key} column={key} name={nameOf(key)} sort={sort} onSort={onSort} />
      ))}
      <div role="columnheader" className={classNames(css.cell, css.dots)}>
        <span className={hidden.spoken}>⋯</span>
      </div>
    </div>
  );
}

function HeadCell(props: {
  column: string;
  name: string;
  sort: Sort | 'best';
  onSort: (by: SortKey) => void;
}) {
  const { column, name, sort, onSort } = props;
  const by = sortKey(column);
  const isSorted = sort !== 'best' && sort.by === by;
  const way = isSorted && sort.descending ? 'descending' : 'ascending';
  const Arrow = way === 'descending' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      className={classNames(css.cell, column === 'name' && css.first)}
      aria-sort={isSorted ? way : 'none'}
    >
      <button type="button" className={css.sort} title={name} onClick={() => onSort(by)}>
        <span className={css.text}>{name}</span>
        {isSorted && <Arrow aria-hidden />}
      </button>
    </div>
  );
}
