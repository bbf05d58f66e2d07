import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import list from '#components/ui/list-box.module.css';
import css from '#components/ui/panel.module.css';

export type PanelProps = {
  /** What it is, to a screen reader. */
  label: string;
  /** The button it opens at. */
  trigger: ReactElement;
  children: (close: () => void) => ReactNode;
  placement?: 'bottom start' | 'bottom end';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** A small form at a button. Focus goes in and returns; Esc and a press beside it close it. */
export function Panel({ label, trigger, children, placement = 'bottom start', ...open }: PanelProps) {
  return (
    <DialogTrigger {...open}>
      {trigger}
      <Popover className={`${list.popover} ${css.panel}`} offset={6} placement={placement}>
        <Dialog aria-label={label} className={css.dialog ?? ''}>
          {({ close }) => children(close)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
