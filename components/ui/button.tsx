import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from '#components/ui/class-names.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import css from '#components/ui/button.module.css';

export type ButtonProps = {
  children: ReactNode;
  onPress?: () => void;
  /** `primary`: the one action of a view · `plain` · `quiet`: no border · `danger`: cannot be undone. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** `s` 26 px, `m` 32 px, `l` 38 px high. */
  size?: 's' | 'm' | 'l';
  icon?: ReactNode;
  /** Under way: stays focusable, says so to a screen reader, does nothing when pressed again. */
  isBusy?: boolean;
  isDisabled?: boolean;
  /** As wide as what it stands in. */
  isWide?: boolean;
  type?: 'button' | 'submit';
  autoFocus?: boolean;
  className?: string;
  /** Submits the form with this id. */
  form?: string;
  ref?: Ref<HTMLButtonElement>;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-expanded'?: boolean;
};

/** A button with words; for one of an icon alone see `IconButton`. */
export function Button(props: ButtonProps) {
  const { children, icon, variant = 'plain', size = 'm', isBusy = false, isWide, className, ...rest } = props;
  return (
    <AriaButton
      {...rest}
      isPending={isBusy}
      className={classNames(css.button, css[variant], css[size], isWide && css.wide, className)}
    >
      {isBusy ? <Spinner /> : icon}
      <span className={css.words}>{children}</span>
    </AriaButton>
  );
}
