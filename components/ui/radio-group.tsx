import type { ReactNode } from 'react';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { Check } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/radio-group.module.css';

export type RadioChoice = { id: string; children: ReactNode };

export type RadioGroupProps = {
  label: string;
  /** The name is for screen readers alone: it stands in sight already. */
  hideLabel?: boolean;
  value: string;
  onChange: (id: string) => void;
  choices: readonly RadioChoice[];
  /** What is chosen between takes room: side by side only where each has 200 px. */
  isWide?: boolean;
  className?: string;
};

/** One of a few, each a card to be pressed, side by side while there is room. The arrow keys choose. */
export function RadioGroup({
  label,
  hideLabel = false,
  value,
  onChange,
  choices,
  isWide = false,
  className,
}: RadioGroupProps) {
  return (
    <AriaRadioGroup aria-label={label} value={value} onChange={onChange} className={className ?? ''}>
      {!hideLabel && (
        <p aria-hidden className={css.label}>
          {label}
        </p>
      )}
      <div className={classNames(css.cards, isWide && css.wide)}>
        {choices.map(({ id, children }) => (
          <Radio key={id} value={id} className={css.card ?? ''}>
            {({ isSelected }) => (
              <>
                <span aria-hidden className={classNames(css.dot, isSelected && css.on)}>
                  {isSelected && <Check />}
                </span>
                <span className={css.words}>{children}</span>
              </>
            )}
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
