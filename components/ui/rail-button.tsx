import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/rail-button.module.css';

/** One place on a vertical rail of icons; `isOn`: the one that is shown. */
export function RailButton(props: { label: string; icon: ReactNode; isOn: boolean; onPress: () => void }) {
  return (
    <Button
      aria-label={props.label}
      aria-current={props.isOn}
      className={classNames(css.button, props.isOn && css.on)}
      onPress={props.onPress}
    >
      {props.icon}
    </Button>
  );
}
