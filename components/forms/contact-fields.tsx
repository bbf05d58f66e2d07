import { useCallback } from 'react';
import { TextArea } from '#components/ui/text-area.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import { classNames } from '#components/ui/class-names.ts';
import { fieldProblem } from './field-problem.tsx';
import type { AttachedSender } from './form-draft.ts';
import { IntegrationsField } from './integrations-field.tsx';
import { CountryField, LanguageField } from './place-fields.tsx';
import { SendersField } from './senders-field.tsx';
import type { ContactFormState } from './use-contact-form.ts';
import css from './forms.module.css';

export type ContactFieldsProps = {
  state: ContactFormState;
  /** The form's own id, for a button that stands outside it. */
  id: string;
  /** The senders the contact had when the form was opened. */
  attached?: readonly AttachedSender[];
  mayRemoveSenders?: boolean;
  /** For the popup: closer together. */
  isDense?: boolean;
  onOpenContact: (id: string) => void;
};

/** The fields of a contact (A19 to A26), the same wherever one is added or edited. Enter submits (A27). */
export function ContactFields(props: ContactFieldsProps) {
  const { state, id, attached = [], mayRemoveSenders = true, isDense = false, onOpenContact } = props;
  const { form, change, problems, leave, submit, failure } = state;
  const setCountry = useCallback((country: string | null) => change({ country }), [change]);
  const setLanguage = useCallback((language: string | null) => change({ language }), [change]);
  return (
    <form
      id={id}
      noValidate
      className={classNames(css.form, isDense && css.dense)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('name')}
        value={form.name}
        onChange={(name) => change({ name })}
        onBlur={() => leave('name')}
        error={fieldProblem(problems.name, onOpenContact)}
        hint={isDense ? null : t('form_name_hint')}
        autoComplete="off"
        isRequired
        autoFocus
      />
      <SendersField
        state={state}
        attached={attached}
        mayRemove={mayRemoveSenders}
        onOpenContact={onOpenContact}
      />
      <div className={css.pair}>
        <CountryField value={form.country} onChange={setCountry} />
        <LanguageField value={form.language} onChange={setLanguage} />
      </div>
      <IntegrationsField value={form.integrations} onChange={(integrations) => change({ integrations })} />
      <TextArea
        label={form.contactId === null ? t('form_note') : t('form_note_more')}
        value={form.note}
        onChange={(note) => change({ note })}
        onBlur={() => leave('note')}
        hint={t('form_note_hint')}
        error={fieldProblem(problems.note, onOpenContact)}
        rows={isDense ? 1 : 2}
      />
      {failure && (
        <Banner tone="bad" role="alert">
          {problemText(failure)}
        </Banner>
      )}
      {/* The button that people see stands outside the form; by this one Enter submits everywhere. */}
      <button type="submit" hidden aria-label={t('form_save')} />
    </form>
  );
}
