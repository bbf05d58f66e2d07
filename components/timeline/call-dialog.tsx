import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { canCall, CallService } from '#components/timeline/call-service.tsx';
import { t } from '#lib/i18n/words.ts';
import type { CallChoice } from '#lib/model/call-link.ts';
import css from './timeline.module.css';

export type CallDialogProps = {
  /** The number that is called once a service is chosen; null where only the service is. */
  number: string | null;
  choice: CallChoice | null;
  onChoose: (choice: CallChoice) => void;
  onClose: () => void;
};

/** Asks what to call by (E35). */
export function CallDialog({ number, choice, onChoose, onClose }: CallDialogProps) {
  const [chosen, setChosen] = useState<CallChoice>(choice ?? { service: 'tel' });
  return (
    <Dialog
      title={t('call_title')}
      size="s"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('ui_cancel')}</Button>
          <Button variant="primary" isDisabled={!canCall(chosen)} onPress={() => onChoose(chosen)}>
            {number === null ? t('ui_save') : t('call_now', number)}
          </Button>
        </>
      }
    >
      <div className={css.stack}>
        <p className={css.quiet}>{t('call_what')}</p>
        <CallService choice={chosen} onChange={setChosen} />
      </div>
    </Dialog>
  );
}
