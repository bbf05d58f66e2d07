import type { ReactNode } from 'react';
import { Check, Minus } from 'lucide-react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/checkbox.module.css';

export type CheckboxProps = {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  /** Some of what it stands for. */
  isSome?: boolean;
  isDisabled?: boolean;
  /** The words beside it; without them give `aria-label`. */
  children?: ReactNode;
  'aria-label'?: string;
  className?: string;
};

/** Yes or no. */
export function Checkbox({ children, isSome = false, className, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} isIndeterminate={isSome} className={classNames(css.checkbox, className)}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={css.box} aria-hidden>
            {isIndeterminate ? <Minus /> : isSelected && <Check />}
          </span>
          {children && <span>{children}</span>}
        </>
      )}
    </AriaCheckbox>
  );
}
