import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';

export type NameDialogProps = {
  title: string;
  label: string;
  hint?: string;
  /** What it is called now. */
  name?: string;
  onClose: () => void;
  /** Saves; where it throws, the window stays open and says why. */
  onName: (name: string) => Promise<void>;
};

/** Asks for one name (E24). */
export function NameDialog({ title, label, hint, name = '', onClose, onName }: NameDialogProps) {
  const id = useId();
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await onName(typed.trim());
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button type="submit" form={id} variant="primary" isBusy={isBusy} isDisabled={typed.trim() === ''}>
        {t('form_save')}
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen onClose={onClose} size="s" actions={actions}>
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={label}
          hint={hint}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setError(null);
          }}
          error={problemText(error)}
          autoFocus
          autoComplete="off"
          maxLength={120}
        />
      </form>
    </Dialog>
  );
}
