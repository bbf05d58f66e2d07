import { useState } from 'react';
import { TextField } from '#components/ui/text-field.tsx';
import { problemWords } from '#components/problem-text.ts';
import { FieldForm } from '#components/contact/field-form.tsx';
import type { ManyEditorProps } from '#components/contact/many-row.tsx';
import { withItem } from '#components/contact/many-values.ts';
import { TakenWords, useTakenBy } from '#components/contact/taken-words.tsx';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { t } from '#lib/i18n/words.ts';
import { emailKey } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';

/** Adds or changes an e-mail address (B35). One that is another contact's sender is told, and may be kept (X2). */
export function EmailEditor({ contact, typing, onType, onClose }: ManyEditorProps) {
  const [isTried, setTried] = useState(false);
  const { set, isPending } = useSetFields(contact);
  const taken = useTakenBy(contact.id, 'email', typing.text);
  const key = emailKey(typing.text);
  const save = () => {
    setTried(true);
    if (key !== null)
      set(withItem(contact, 'email', { key, value: cleanText(typing.text) }, typing.instead), onClose);
  };
  const isWrong = isTried && key === null;
  return (
    <FieldForm
      label={t('email_new')}
      isBusy={isPending}
      onSave={save}
      onClose={onClose}
      below={taken && <TakenWords words={t('email_taken', taken.name)} contact={taken} />}
    >
      <TextField
        label={t('email_new')}
        hideLabel
        autoFocus
        inputMode="email"
        autoComplete="off"
        value={typing.text}
        onChange={onType}
        error={isWrong && problemWords({ reason: 'not_an_email', value: typing.text })}
      />
    </FieldForm>
  );
}
