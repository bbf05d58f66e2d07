import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { NoteView } from '#lib/messages/book.ts';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { useGate } from '#components/ui/use-gate.ts';
import { useKept } from '#components/contact/kept.ts';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import css from '#components/contact/notes.module.css';

export type NoteFormProps = {
  contactId: string;
  /** The note that is edited; without it a new one is written. */
  note?: NoteView;
  /** Saved or given up. */
  onClose?: () => void;
  field?: RefObject<HTMLTextAreaElement | null>;
};

/** Writes a note, or edits one. What is typed is kept until it is saved or given up. */
export function NoteForm({ contactId, note, onClose, field }: NoteFormProps) {
  const [kept, setKept] = useKept(`note/${contactId}/${note?.id ?? 'new'}`);
  const [warns, setWarns] = useState(note?.isWarning ?? false);
  const own = useRef<HTMLTextAreaElement>(null);
  const put = useWrite(async (book, text: string) => {
    await book.putNote(contactId, text, note?.id ?? null, warns);
    setKept(null); // also where another contact is shown by now: what was saved must not wait to be saved again
  });
  const gate = useGate();
  const text = kept ?? note?.text ?? '';
  const close = () => {
    gate.leave();
    setKept(null);
    setWarns(note?.isWarning ?? false);
    put.reset();
    onClose?.();
  };
  const save = () => {
    if (text.trim() !== '' && gate.enter()) put.mutate(text, { onSuccess: close, onSettled: gate.leave });
  };
  useEffect(() => {
    if (note) own.current?.focus();
  }, [note]);
  const isOpen = note !== undefined || kept !== null;
  return (
    <div className={css.form}>
      <TextArea
        label={note ? t('contact_note_edit') : t('contact_note_add')}
        hideLabel
        placeholder={t('contact_note_placeholder')}
        rows={isOpen ? 2 : 1}
        value={text}
        onChange={setKept}
        onKeyDown={(event) => onKey(event, save, text.trim() === (note?.text ?? '') ? close : null)}
        error={problemText(put.error)}
        ref={field ?? own}
      />
      {isOpen && (
        <Checkbox isSelected={warns} onChange={setWarns}>
          {t('note_warning')}
        </Checkbox>
      )}
      {isOpen && (
        <div className={css.buttons}>
          <Button size="s" variant="quiet" onPress={close}>
            {t('ui_cancel')}
          </Button>
          <Button size="s" isDisabled={text.trim() === ''} isBusy={put.isPending} onPress={save}>
            {note ? t('ui_save') : t('contact_note_add')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Ctrl or Cmd with Enter saves. Esc closes where nothing was typed; it never throws a text away. */
function onKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  save: () => void,
  close: (() => void) | null,
): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
  if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.blur();
    close?.();
  }
}
