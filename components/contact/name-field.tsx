import { Check, X } from 'lucide-react';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { useBook, useDraftCheck, useWrite } from '#components/use-book.ts';
import { escaped } from '#components/contact/field-form.tsx';
import css from '#components/contact/contact-name.module.css';

export type NameFieldProps = {
  contact: ContactRef;
  typed: string;
  onType: (text: string) => void;
  onClose: () => void;
};

/** The name as it is typed: Enter or the tick keeps it, Esc does not. */
export function NameField({ contact, typed, onType, onClose }: NameFieldProps) {
  const rename = useWrite((book, name: string) => book.rename(contact.id, name));
  const problem = useNameProblem(contact.id, typed);
  const save = () => {
    if (typed === contact.name) onClose();
    else if (!problem && !rename.isPending) rename.mutate(typed, { onSuccess: onClose });
  };
  const wrong = problem ?? (rename.isError ? problemOf(rename.error) : null);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={t('contact_rename_field')}
        hideLabel
        autoFocus
        value={typed}
        onChange={(text) => {
          rename.reset();
          onType(text);
        }}
        onKeyDown={(event) => escaped(event, onClose)}
        error={problem ? problemWords(problem) : problemText(rename.error)}
      />
      <IconButton
        type="submit"
        tone="good"
        label={t('contact_rename_save')}
        icon={<Check aria-hidden />}
        isBusy={rename.isPending}
      />
      <IconButton label={t('ui_cancel')} icon={<X aria-hidden />} onPress={onClose} />
      {wrong?.contact && <OpenOther contact={wrong.contact} />}
    </form>
  );
}

function OpenOther({ contact }: { contact: ContactRef }) {
  const book = useBook();
  return (
    <Button
      size="s"
      className={css.other ?? ''}
      onPress={() => void book.openContactsPage({ contact: contact.id })}
    >
      {t('contact_open_named', contact.name)}
    </Button>
  );
}

/** What the book says against a name while it is typed (A20); null for nothing. */
function useNameProblem(contactId: string, name: string): Problem | null {
  const nothing = { senders: [], country: null, language: null, integrations: [], note: '' };
  const check = useDraftCheck({ ...nothing, name, contactId });
  return check.data?.find(({ at }) => at === 'name')?.problem ?? null;
}
