import type { ReactNode } from 'react';
import css from '#components/ui/empty.module.css';

/** A place with nothing in it yet: what it is for, and what to do. */
export function Empty(props: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      {props.icon && (
        <span className={css.icon} aria-hidden>
          {props.icon}
        </span>
      )}
      <h2 className={css.title}>{props.title}</h2>
      {props.children && <div className={css.words}>{props.children}</div>}
      {props.action}
    </div>
  );
}
