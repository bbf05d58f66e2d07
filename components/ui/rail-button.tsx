import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/rail-button.module.css';

export type RailButtonProps = {
  label: string;
  icon: ReactNode;
  /** The one that is shown. */
  isOn: boolean;
  /** A dot: there is something new behind it; `label` says what. */
  isNews?: boolean;
  onPress: () => void;
};

/** One place on a vertical rail of icons. */
export function RailButton(props: RailButtonProps) {
  return (
    <Button
      aria-label={props.label}
      aria-current={props.isOn}
      className={classNames(css.button, props.isOn && css.on)}
      onPress={props.onPress}
    >
      {props.icon}
      {props.isNews && <span aria-hidden className={css.news} />}
    </Button>
  );
}
