import { useMemo } from 'react';
import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { t } from '#lib/i18n/words.ts';
import { AttachedSenders } from './attached-senders.tsx';
import { fieldProblem } from './field-problem.tsx';
import { newEntry, phoneCountry, type AttachedSender, type SenderEntry } from './form-draft.ts';
import { SenderRow } from './sender-row.tsx';
import type { ContactFormState } from './use-contact-form.ts';
import css from './forms.module.css';

/** Any number of senders (A21, A22): those the contact has, and those being typed. */
export function SendersField(props: {
  state: ContactFormState;
  attached: readonly AttachedSender[];
  mayRemove: boolean;
  onOpenContact: (id: string) => void;
}) {
  const { state, attached, mayRemove, onOpenContact } = props;
  const { form, change, problems, leave, teamCountry } = state;
  const rows = form.senders;
  const put = (entry: SenderEntry) =>
    change({ senders: rows.map((row) => (row.id === entry.id ? entry : row)) });
  const pasteLines = (at: number, [first = '', ...more]: string[]) => {
    const row = rows[at] ?? newEntry();
    const entries = [{ ...row, value: first }, ...more.map((value) => newEntry(row.channel, value))];
    change({ senders: [...rows.slice(0, at), ...entries, ...rows.slice(at + 1)] });
  };
  const next = useMemo(() => rows.at(-1)?.channel ?? 'email', [rows]);
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('senders')}</legend>
      <p className={css.small}>{t('form_senders_hint')}</p>
      <AttachedSenders
        all={attached}
        kept={form.attached}
        mayRemove={mayRemove}
        onChange={(kept) => change({ attached: kept })}
      />
      {rows.map((entry, at) => (
        <SenderRow
          key={entry.id}
          entry={entry}
          number={attached.length + at + 1}
          country={phoneCountry(entry, form, teamCountry)}
          needsCountry={
            entry.country !== null || problems.senders[entry.id]?.reason === 'phone_needs_country'
          }
          error={fieldProblem(problems.senders[entry.id], onOpenContact)}
          onChange={put}
          onPasteLines={(lines) => pasteLines(at, lines)}
          onRemove={
            rows.length + attached.length > 1
              ? () => change({ senders: rows.filter(({ id }) => id !== entry.id) })
              : null
          }
          onLeave={() => leave(entry.id)}
        />
      ))}
      <div>
        <Button
          size="s"
          variant="quiet"
          icon={<Plus aria-hidden />}
          onPress={() => change({ senders: [...rows, newEntry(next)] })}
        >
          {t('form_add_sender')}
        </Button>
      </div>
    </fieldset>
  );
}
