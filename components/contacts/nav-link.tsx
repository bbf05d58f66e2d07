import type { ReactNode } from 'react';
import { formatNumber } from '#lib/i18n/words.ts';
import css from './contacts.module.css';

/** Links of the nav under their small heading. */
export function NavGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.navGroup}>
      <h2 className={css.navTitle}>{title}</h2>
      <ul>{children}</ul>
    </div>
  );
}

/** A place of the page, with how many are there. */
export function NavLink(props: {
  to: string;
  isHere: boolean;
  count?: number | undefined;
  children: ReactNode;
}) {
  const { to, isHere, count, children } = props;
  return (
    <li>
      <a className={css.link} href={to} {...(isHere && { 'aria-current': 'page' as const })}>
        <span className={css.linkName}>{children}</span>
        {count !== undefined && <span className={css.count}>{formatNumber(count)}</span>}
      </a>
    </li>
  );
}
