import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemWords } from '#components/problem-text.ts';
import { isUnsent } from '#components/contact/attribute-row.ts';
import type { RowProps } from '#components/contact/attribute-row.ts';
import { fieldWords } from '#components/contact/attribute-words.ts';
import { FieldForm } from '#components/contact/field-form.tsx';
import { useKept } from '#components/contact/kept.ts';
import { proposedPart } from '#components/contact/proposed-name.ts';
import { linkOf, readTyped } from '#components/contact/text-value.ts';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { EditRow, useFocusReturns, ValueRow } from '#components/contact/value-row.tsx';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/detail-list.module.css';

/** An attribute of one line: text, number, date, link, user name; changed in its place. */
export function TextRow({ contact, attribute, label, kind, known }: RowProps) {
  const [typed, setTyped] = useKept(`field/${contact.id}/${attribute}`);
  const edit = useFocusReturns(typed !== null);
  const field = contact.fields[attribute];
  const value = field?.value;
  const { set } = useSetFields(contact);
  const proposed = field ? null : proposedPart(contact, attribute);
  if (typed !== null)
    return (
      <EditRow label={label}>
        <TextEditor
          contact={contact}
          attribute={attribute}
          label={label}
          kind={kind}
          typed={typed}
          onType={setTyped}
        />
      </EditRow>
    );
  const text = fieldWords(attribute, value, known);
  const offer = proposed && (
    <Button
      size="s"
      variant="quiet"
      className={css.quiet ?? ''}
      onPress={() => set({ [attribute]: { value: proposed, origin: 'page' } })}
    >
      {t('value_use', proposed)}
    </Button>
  );
  return (
    <ValueRow
      label={label}
      text={text}
      origin={field?.origin}
      isUnsent={isUnsent(contact, attribute)}
      offer={offer}
      edit={edit}
      onEdit={() => setTyped(value === undefined ? '' : String(value))}
    >
      <Shown text={text} href={linkOf(attribute, kind, value)} />
    </ValueRow>
  );
}

function Shown({ text, href }: { text: string; href: string | null }): ReactNode {
  if (href === null) return text;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {text.replace(/^https?:\/\/(?:www\.)?/u, '')}
    </a>
  );
}

type TextEditorProps = Omit<RowProps, 'known'> & { typed: string; onType: (text: string | null) => void };

function TextEditor({ contact, attribute, label, kind, typed, onType }: TextEditorProps) {
  const { set, isPending } = useSetFields(contact);
  const read = readTyped(kind, typed);
  const close = () => onType(null);
  const before = contact.fields[attribute];
  const save = () => {
    if ('problem' in read) return;
    if ((before?.value ?? null) === read.value && before?.origin !== 'page') return close();
    set({ [attribute]: read.value === null ? null : { value: read.value, origin: 'typed' } }, close);
  };
  return (
    <FieldForm label={label} isBusy={isPending} onSave={save} onClose={close}>
      <TextField
        label={label}
        hideLabel
        autoFocus
        value={typed}
        onChange={onType}
        type={kind === 'date' ? 'date' : 'text'}
        inputMode={kind === 'link' ? 'url' : 'text'}
        autoComplete="off"
        hint={
          kind === 'handle' ? t('value_handle_hint') : before?.origin === 'typed' && t('value_typed_wins')
        }
        error={wrong(typed, read)}
      />
    </FieldForm>
  );
}

function wrong(typed: string, read: ReturnType<typeof readTyped>): string {
  if (!('problem' in read)) return '';
  return read.problem === 'not_a_handle'
    ? t('value_handle_wrong', typed)
    : problemWords({ reason: read.problem, value: typed });
}
