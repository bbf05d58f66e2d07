import type { ReactNode } from 'react';
import css from '#components/ui/item-list.module.css';

/** Things that were set up, in one frame: of each its mark, its words and what can be done with it. */
export function ItemList({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={css.list} aria-label={label}>
      {children}
    </ul>
  );
}

export function Item({ children }: { children: ReactNode }) {
  return <li className={css.item}>{children}</li>;
}

/** What something is called, and under it what else there is to say of it. */
export function ItemWords({ name, detail }: { name: ReactNode; detail?: ReactNode }) {
  return (
    <span className={css.words}>
      <span className={css.name} dir="auto">
        {name}
      </span>
      {detail && (
        <span className={css.detail} dir="auto">
          {detail}
        </span>
      )}
    </span>
  );
}
