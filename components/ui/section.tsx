import { useId, type ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/section.module.css';

export type SectionProps = {
  title: string;
  /** To the right of the heading: a small word or a button. */
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
  className?: string;
};

/** A part of a surface under its small heading. */
export function Section({ title, aside, children, id, className }: SectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classNames(css.section, className)} {...(id && { id })}>
      <div className={css.head}>
        <h2 id={heading} className={css.title}>
          {title}
        </h2>
        {aside && <span className={css.aside}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}
