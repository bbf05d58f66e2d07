import { useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useGate } from '#components/ui/use-gate.ts';
import css from '#components/ui/dialog.module.css';

export type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at its foot, the primary one last. */
  actions?: ReactNode;
  /** `s` 420 px for a question, `m` 560 px for a form. */
  size?: 's' | 'm';
  role?: 'dialog' | 'alertdialog';
};

/** Milliseconds in which the second click of a double one comes, as most systems have it. */
const DOUBLE_CLICK = 500;

/** A window over the surface. Focus goes in, stays in, and returns to where it was. Esc closes. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = 'm',
  role = 'dialog',
}: DialogProps) {
  const [shownAt] = useState(() => performance.now());
  return (
    <ModalOverlay
      className={css.overlay ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
      // The second click of the one that opened it falls beside it.
      shouldCloseOnInteractOutside={() => performance.now() - shownAt > DOUBLE_CLICK}
    >
      <Modal className={`${css.modal} ${css[size]}`}>
        <AriaDialog role={role} className={css.dialog ?? ''}>
          <header className={css.head}>
            <Heading slot="title" className={css.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={t('ui_close')} icon={<X aria-hidden />} onPress={onClose} />
          </header>
          <div className={css.body}>{children}</div>
          {actions && <footer className={css.foot}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export type ConfirmDialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** What will happen, in a sentence. */
  children: ReactNode;
  /** The verb of the button. */
  confirm: string;
  isDanger?: boolean;
  /** Something is still to be typed before it may be confirmed. */
  isDisabled?: boolean;
  /** The dialog closes when it is done; where it throws, it stays open and `problem` of the error is said. */
  onConfirm: () => Promise<void> | void;
  /** Words for what went wrong. */
  problem?: (error: unknown) => string;
};

/** Asks before something that cannot be taken back. Focus is on Cancel, so that Enter alone destroys nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, isOpen, onClose, children, confirm, isDanger = false } = props;
  const { isBusy, error, run } = useConfirming(props);
  const actions = (
    <>
      <Button onPress={onClose} autoFocus>
        {t('ui_cancel')}
      </Button>
      <Button
        variant={isDanger ? 'danger' : 'primary'}
        isBusy={isBusy}
        isDisabled={props.isDisabled ?? false}
        onPress={run}
      >
        {confirm}
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="s" role="alertdialog" actions={actions}>
      {children}
      <p role="alert" className={css.problem}>
        {error}
      </p>
    </Dialog>
  );
}

function useConfirming({ onConfirm, onClose, problem }: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const gate = useGate();
  const run = () => {
    if (!gate.enter()) return;
    setBusy(true);
    setError('');
    Promise.resolve(onConfirm())
      .then(onClose, (failure: unknown) => setError(problem?.(failure) ?? t('problem_unknown')))
      .finally(() => {
        gate.leave();
        setBusy(false);
      });
  };
  return { isBusy, error, run };
}
