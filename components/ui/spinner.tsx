import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/spinner.module.css';

/** Something is under way. Decoration: the words beside it, or `label`, say what. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span
      className={classNames(css.spinner, className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
