import type { ReactElement, ReactNode, RefObject } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/list-box.module.css';

export type MenuEntry = {
  id: string;
  words: string;
  icon?: ReactNode;
  isDanger?: boolean;
  /** Why it cannot be done now. The entry stays reachable by keyboard, so that the reason can be read. */
  unavailable?: string | null;
  onAction: () => void;
};

/** A menu behind a button. `children` is the button. */
export function Menu({
  label,
  entries,
  children,
}: {
  label: string;
  entries: MenuEntry[];
  children: ReactElement;
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={css.popover ?? ''} offset={4} placement="bottom end">
        <AriaMenu aria-label={label} className={css.list ?? ''} items={entries}>
          {(entry) => <Entry entry={entry} />}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/**
 * A menu at an element that is no button of its own making: one menu for a list of thousands of rows.
 * @param anchor what it opens at, and where the focus returns
 */
export function MenuAt({
  label,
  entries,
  anchor,
  onClose,
}: {
  label: string;
  entries: MenuEntry[];
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  return (
    <Popover
      className={css.popover ?? ''}
      offset={4}
      placement="bottom end"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <AriaMenu
        aria-label={label}
        className={css.list ?? ''}
        items={entries}
        autoFocus="first"
        onClose={onClose}
      >
        {(entry) => <Entry entry={entry} />}
      </AriaMenu>
    </Popover>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  const off = Boolean(entry.unavailable);
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.words}
      shouldCloseOnSelect={!off}
      {...(!off && { onAction: entry.onAction })}
      className={classNames(css.item, off && css.off, entry.isDanger && !off && css.bad)}
    >
      {entry.icon}
      <span className={css.words}>
        <Text slot="label" className={css.name ?? ''}>
          {entry.words}
        </Text>
        {entry.unavailable && (
          <Text slot="description" className={css.detail ?? ''}>
            {entry.unavailable}
          </Text>
        )}
      </span>
    </MenuItem>
  );
}
