import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { t } from '#lib/i18n/words.ts';
import css from './definitions.module.css';

export type FormDialogProps = {
  title: string;
  /** The word on the button that saves. */
  verb: string;
  isBusy: boolean;
  /** Something that has to be there is not. */
  isDisabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A few fields in a window: Enter or the button saves them. */
export function FormDialog(props: FormDialogProps) {
  const { title, verb, isBusy, isDisabled, onSubmit, onClose, children } = props;
  const id = useId();
  // A second click may come before the button is drawn busy.
  const isSent = useRef(false);
  useEffect(() => {
    isSent.current = false;
  });
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button type="submit" form={id} variant="primary" isBusy={isBusy} isDisabled={isDisabled}>
        {verb}
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen onClose={onClose} size="s" actions={actions}>
      <form
        id={id}
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isDisabled || isBusy || isSent.current) return;
          isSent.current = true;
          onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
