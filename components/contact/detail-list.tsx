import type { ReactNode } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import css from '#components/contact/detail-list.module.css';

/** Values with their names before them. */
export function DetailList({ children }: { children: ReactNode }) {
  return <dl className={css.list}>{children}</dl>;
}

export type DetailProps = {
  label: string;
  children: ReactNode;
  /** Where the value came from, or that it is not sent yet; small, after the value. */
  aside?: ReactNode;
  /** What the copy button copies (G3); none where there is nothing to copy. */
  copy?: string;
};

/** One value. */
export function Detail({ label, children, aside, copy }: DetailProps) {
  return (
    <div className={css.row}>
      <dt className={css.label}>{label}</dt>
      <dd className={css.value}>
        <span className={css.words} dir="auto">
          {children}
          {aside && (
            <>
              {' '}
              <span className={css.aside}>{aside}</span>
            </>
          )}
        </span>
        {copy && <CopyButton value={copy} what={label} className={css.copy ?? ''} />}
      </dd>
    </div>
  );
}
