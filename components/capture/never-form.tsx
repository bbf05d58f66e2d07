import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import { NEVER_LIMIT, type NeverWho } from '#lib/model/never-capture.ts';
import { usePutNever } from './use-capture.ts';
import css from './capture.module.css';

/** Puts an address, a domain or a login on the list. */
export function NeverForm() {
  const [what, setWhat] = useState('');
  const [who, setWho] = useState<NeverWho>('other');
  const put = usePutNever();
  const say = useToast();
  const save = () =>
    put.mutate(
      { what, who },
      {
        onSuccess: () => {
          say({ words: t('never_saved', what.trim()), tone: 'good' });
          setWhat('');
        },
      },
    );
  const type = (text: string) => {
    put.reset();
    setWhat(text);
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={t('never_add')}
        hint={t('never_add_hint')}
        value={what}
        onChange={type}
        error={problemText(put.error)}
        autoComplete="off"
        maxLength={NEVER_LIMIT}
      />
      <RadioGroup
        label={t('never_who')}
        value={who}
        onChange={(id) => setWho(id === 'ours' ? 'ours' : 'other')}
        choices={(['other', 'ours'] as const).map((id) => ({
          id,
          children: (
            <>
              <span className={css.choice}>{t(`never_who_${id}`)}</span>
              <span className={css.hint}>{t(`never_who_${id}_hint`)}</span>
            </>
          ),
        }))}
        isWide
      />
      <div>
        <Button type="submit" isBusy={put.isPending}>
          {t('never_add_verb')}
        </Button>
      </div>
    </form>
  );
}
