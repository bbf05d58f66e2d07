import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { problemText } from '#components/problem-text.ts';
import { useOverdue, usePutRetention } from '#components/use-retention.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { RetentionRule } from '#lib/messages/retention.ts';
import { isRetentionDays, type Retention, type RetentionWhat } from '#lib/model/retention.ts';
import { FormDialog } from './form-dialog.tsx';
import css from './retention.module.css';

export type RetentionDialogProps = {
  /** The rule that is edited; its channel stays. */
  edited?: RetentionRule;
  /** What a new one begins with. */
  start?: Retention | null;
  /** Channels that have no rule yet. */
  free: readonly string[];
  onClose: () => void;
};

/** Makes or edits a rule (G30): with how many it is about already now, and a question where it is about anybody. */
export function RetentionDialog({ edited, start, free, onClose }: RetentionDialogProps) {
  const begin = edited ?? start;
  const [channel, setChannel] = useState(begin?.channel ?? null);
  const [days, setDays] = useState(begin ? String(begin.days) : '30');
  const [what, setWhat] = useState<RetentionWhat>(begin?.what ?? 'redact');
  const [isAsking, ask] = useState(false);
  const count = /^\d{1,5}$/u.test(days.trim()) ? Number(days) : 0;
  const isRight = isRetentionDays(count);
  const rule = channel !== null && isRight ? { channel, days: count, what } : null;
  const { data: due, isPlaceholderData } = useOverdue(rule);
  const isCounted = due !== undefined && !isPlaceholderData;
  const save = useSave(edited?.id, onClose);
  if (isAsking && rule && due !== undefined)
    return <Question rule={rule} due={due} onConfirm={() => save.asked(rule)} onClose={() => ask(false)} />;
  return (
    <FormDialog
      title={edited ? t('retention_edit', nameOfChannel(edited.channel)) : t('retention_add')}
      verb={t('retention_save')}
      isBusy={save.isPending}
      isDisabled={!rule || !isCounted}
      onSubmit={() => (due ? ask(true) : rule && save.atOnce(rule))}
      onClose={onClose}
    >
      {!edited && <ChannelField free={free} value={channel} onChange={setChannel} />}
      <TextField
        label={t('retention_days')}
        value={days}
        onChange={setDays}
        error={isRight ? problemText(save.error) : t('retention_days_wrong')}
        autoComplete="off"
        maxLength={5}
      />
      <WhatField value={what} onChange={setWhat} />
      <output className={css.now} data-due={(isCounted && due > 0) || undefined}>
        {rule && (isCounted ? nowWords(due) : t('retention_counting'))}
      </output>
    </FormDialog>
  );
}

function nowWords(due: number): string {
  return due > 0 ? plural('retention_now', due) : t('retention_now_none');
}

/** The window closes when it is done. `atOnce`: without a question before. */
function useSave(id: string | undefined, onClose: () => void) {
  const { mutateAsync, isPending, error } = usePutRetention();
  const say = useToast();
  const now = async (rule: Retention) => {
    await mutateAsync({ rule, id });
    say({ words: t('retention_saved', nameOfChannel(rule.channel)), tone: 'good' });
    onClose();
  };
  // What went wrong is said beside the field.
  return { isPending, error, asked: now, atOnce: (rule: Retention) => void now(rule).catch(() => undefined) };
}

type QuestionProps = {
  rule: Retention;
  due: number;
  onConfirm: () => Promise<void>;
  onClose: () => void;
};

function Question({ rule: { what }, due, onConfirm, onClose }: QuestionProps) {
  return (
    <ConfirmDialog
      title={plural(`retention_ask_${what}`, due)}
      isOpen
      isDanger
      confirm={t(`retention_ask_${what}_verb`)}
      onClose={onClose}
      onConfirm={onConfirm}
      problem={problemText}
    >
      <p>{t('retention_ask_what')}</p>
    </ConfirmDialog>
  );
}

type ChannelProps = { free: readonly string[]; value: string | null; onChange: (channel: string) => void };

function ChannelField({ free, value, onChange }: ChannelProps) {
  return (
    <Select
      label={t('retention_channel')}
      placeholder={t('form_choose')}
      choices={free.map((id) => ({ id, name: nameOfChannel(id) }))}
      value={value}
      onChange={onChange}
    />
  );
}

function WhatField({ value, onChange }: { value: RetentionWhat; onChange: (what: RetentionWhat) => void }) {
  const choices = (['redact', 'delete'] as const).map((id) => ({
    id,
    children: (
      <>
        <span className={css.choice}>{t(`retention_what_${id}`)}</span>
        <span className={css.hint}>{t(`retention_what_${id}_hint`)}</span>
      </>
    ),
  }));
  return (
    <RadioGroup
      label={t('retention_what')}
      value={value}
      onChange={(id) => onChange(id === 'delete' ? 'delete' : 'redact')}
      choices={choices}
      isWide
    />
  );
}
