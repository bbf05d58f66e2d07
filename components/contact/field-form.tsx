import type { KeyboardEvent, ReactNode } from 'react';
import { Check, X } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/detail-list.module.css';

export type FieldFormProps = {
  /** The attribute's name, for the buttons. */
  label: string;
  children: ReactNode;
  /** Below the field: a preview, a warning, a suggestion. */
  below?: ReactNode;
  isBusy: boolean;
  onSave: () => void;
  onClose: () => void;
};

/** One field in the place of its value: Enter or the tick saves, Esc or the cross leaves everything as it was. */
export function FieldForm({ label, children, below, isBusy, onSave, onClose }: FieldFormProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc out of any of its controls
    <form
      className={css.form}
      onKeyDown={(event) => escaped(event, onClose)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSave();
      }}
    >
      {children}
      <IconButton
        type="submit"
        tone="good"
        label={t('value_save', label)}
        icon={<Check aria-hidden />}
        isBusy={isBusy}
      />
      <IconButton label={t('ui_cancel')} icon={<X aria-hidden />} onPress={onClose} />
      <div className={css.below} aria-live="polite">
        {below}
      </div>
    </form>
  );
}

/** Esc ends the editing alone; the surface around it stays open. A list that hangs open takes it first. */
export function escaped(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  event.preventDefault();
  event.stopPropagation();
  close();
}
