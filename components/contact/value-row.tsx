import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Pencil, Plus } from 'lucide-react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { InsertButton } from '#components/contact/insert.tsx';
import { Unsent } from '#components/contact/unsent.tsx';
import { t } from '#lib/i18n/words.ts';
import type { Field } from '#lib/model/field.ts';
import css from '#components/contact/detail-list.module.css';

export type ValueRowProps = {
  label: string;
  /** What is shown; absent where there is no value. */
  children?: ReactNode;
  /** The value as text: what is copied and inserted. */
  text?: string;
  origin?: Field['origin'] | undefined;
  isUnsent?: boolean;
  /** Without it the value cannot be changed here. */
  onEdit?: () => void;
  edit?: RefObject<HTMLButtonElement | null>;
  /** Below an empty value: what could be filled in with one click. */
  offer?: ReactNode;
};

/** One attribute: its name, its value with where it came from (B39), and what can be done with it. */
export function ValueRow({
  label,
  children,
  text = '',
  origin,
  isUnsent,
  onEdit,
  edit,
  offer,
}: ValueRowProps) {
  const isEmpty = text === '';
  return (
    <div className={css.row}>
      <dt className={css.label}>{label}</dt>
      <dd className={css.value}>
        {!isEmpty && (
          <span className={css.words} dir="auto">
            {children ?? text} <About origin={origin} isUnsent={isUnsent ?? false} />
          </span>
        )}
        {isEmpty && !onEdit && <span className={css.aside}>{t('details_none')}</span>}
        {offer}
        <span className={isEmpty ? css.always : css.tools}>
          {!isEmpty && <InsertButton value={text} what={label} />}
          {!isEmpty && <CopyButton value={text} what={label} />}
          {onEdit && (
            <IconButton
              size="s"
              label={t(isEmpty ? 'value_add' : 'value_edit', label)}
              icon={isEmpty ? <Plus aria-hidden /> : <Pencil aria-hidden />}
              onPress={onEdit}
              {...(edit && { ref: edit })}
            />
          )}
        </span>
      </dd>
    </div>
  );
}

/** Where a value came from, unless a person typed it, and whether it is not sent yet; small, after the value. */
export function About({ origin, isUnsent }: { origin?: Field['origin'] | undefined; isUnsent: boolean }) {
  return (
    <>
      {origin && origin !== 'typed' && <span className={css.aside}>{originWords(origin)}</span>}{' '}
      {isUnsent && <Unsent />}
    </>
  );
}

/** "from the page", "worked out", "from other software"; "typed" for what a person gave. */
export function originWords(origin: Field['origin']): string {
  if (origin === 'page' || origin === 'derived' || origin === 'typed') return t(`origin_${origin}`);
  return t('origin_api');
}

/** An attribute while it is changed: its name over the field. */
export function EditRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.editing}>
      <dt className={css.label}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Gives the focus back to the button that opened an editor when the editor closes. */
export function useFocusReturns(isOpen: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return button;
}
