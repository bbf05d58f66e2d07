import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import css from '#components/ui/switch.module.css';

export type SwitchProps = {
  /** What it turns on and off. */
  label: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
};

/** On or off, at once. */
export function Switch({ label, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} aria-label={label} className={css.switch ?? ''}>
      <span aria-hidden className={css.track}>
        <span className={css.thumb} />
      </span>
    </AriaSwitch>
  );
}
