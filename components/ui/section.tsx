import { useId, type ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/section.module.css';

export type SectionProps = {
  title: string;
  /** To the right of the heading: a small word or a button. */
  aside?: ReactNode;
  children: ReactNode;
  /** Folded away or not, where it can be: the heading is the button then (G4). */
  fold?: { isOpen: boolean; onToggle: () => void };
  /** Beside the heading: by which the section is moved. */
  handle?: ReactNode;
  id?: string;
  className?: string;
};

/** A part of a surface under its small heading. */
export function Section({ title, aside, children, fold, handle, id, className }: SectionProps) {
  const heading = useId();
  const isOpen = fold?.isOpen ?? true;
  return (
    <section aria-labelledby={heading} className={classNames(css.section, className)} {...(id && { id })}>
      <div className={css.head}>
        <div className={css.start}>
          <h2 id={heading} className={css.title}>
            {fold ? <FoldButton title={title} {...fold} /> : title}
          </h2>
          {handle}
        </div>
        {aside && isOpen && <span className={css.aside}>{aside}</span>}
      </div>
      {isOpen && children}
    </section>
  );
}

function FoldButton({ title, isOpen, onToggle }: { title: string; isOpen: boolean; onToggle: () => void }) {
  return (
    <button type="button" className={css.fold} aria-expanded={isOpen} onClick={onToggle}>
      {title}
      <ChevronDown aria-hidden />
    </button>
  );
}
