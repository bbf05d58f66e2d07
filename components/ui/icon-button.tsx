import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from '#components/ui/class-names.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import css from '#components/ui/icon-button.module.css';

export type IconButtonProps = {
  /** What it does: its name to a screen reader, and its tooltip. */
  label: string;
  icon: ReactNode;
  onPress?: () => void;
  /** `s` 24 px, `m` 32 px. */
  size?: 's' | 'm';
  tone?: 'quiet' | 'plain' | 'good';
  isBusy?: boolean;
  isDisabled?: boolean;
  type?: 'button' | 'submit';
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A button of an icon alone. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, size = 'm', tone = 'quiet', isBusy = false, className, ...rest } = props;
  return (
    <Tooltip words={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        isPending={isBusy}
        className={classNames(css.button, css[size], css[tone], className)}
      >
        {isBusy ? <Spinner /> : icon}
      </AriaButton>
    </Tooltip>
  );
}
