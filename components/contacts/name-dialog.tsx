import { useState } from 'react';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import { FormDialog } from './form-dialog.tsx';

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
  return (
    <FormDialog
      title={title}
      verb={t('form_save')}
      isBusy={isBusy}
      isDisabled={typed.trim() === ''}
      onSubmit={() => void save()}
      onClose={onClose}
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
    </FormDialog>
  );
}
