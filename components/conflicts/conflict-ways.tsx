import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/book.ts';
import { wayWords } from './conflict-words.ts';
import css from './conflicts.module.css';

export type ConflictWaysProps = {
  conflict: ConflictView;
  /** The way that is being taken. */
  busy: ConflictWay | null | undefined;
  onChoose: (way: ConflictWay) => void;
};

/** The ways out of a conflict, the likeliest first; of another name also one that is typed. */
export function ConflictWays({ conflict, busy, onChoose }: ConflictWaysProps) {
  const [own, setOwn] = useState<string | null>(null);
  if (own !== null)
    return (
      <OwnName
        name={own}
        isBusy={busy?.do === 'rename'}
        onType={setOwn}
        onSave={() => own.trim() !== '' && onChoose({ do: 'rename', name: own })}
      />
    );
  return (
    <div className={css.ways}>
      {conflict.ways.flatMap((way, at) => {
        const isAsked = way.do === 'rename' && way.name === '';
        return [
          <Button
            key={way.do}
            variant={at === 0 && way.do !== 'discard' ? 'primary' : way.do === 'discard' ? 'quiet' : 'plain'}
            isBusy={busy?.do === way.do}
            onPress={() => (isAsked ? setOwn('') : onChoose(way))}
          >
            {wayWords(way, conflict)}
          </Button>,
          way.do === 'rename' && !isAsked && (
            <Button key="own" onPress={() => setOwn(way.name)}>
              {t('conflict_way_rename_own')}
            </Button>
          ),
        ];
      })}
    </div>
  );
}

type OwnNameProps = {
  name: string;
  isBusy: boolean;
  onType: (name: string | null) => void;
  onSave: () => void;
};

function OwnName({ name, isBusy, onType, onSave }: OwnNameProps) {
  return (
    <form
      className={css.rename}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <TextField label={t('name')} hideLabel value={name} onChange={onType} autoFocus />
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {t('form_save')}
      </Button>
      <Button variant="quiet" onPress={() => onType(null)}>
        {t('cancel')}
      </Button>
    </form>
  );
}
