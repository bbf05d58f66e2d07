import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import { wayWords } from './conflict-words.ts';
import css from './conflicts.module.css';

export type ConflictWaysProps = {
  conflict: ConflictView;
  /** The way that is being taken. */
  busy: ConflictWay | null | undefined;
  onChoose: (way: ConflictWay) => void;
};

/** `isBack`: whoever gave up typing a name stands again where they came from. */
type Typing = { name: string | null; isBack: boolean };

/** The ways out of a conflict, the likeliest first; of another name also one that is typed. */
export function ConflictWays({ conflict, busy, onChoose }: ConflictWaysProps) {
  const [{ name, isBack }, setTyping] = useState<Typing>({ name: null, isBack: false });
  if (name !== null)
    return (
      <OwnName
        name={name}
        isBusy={busy?.do === 'rename'}
        onType={(typed) => setTyping({ name: typed, isBack: typed === null })}
        onSave={() => name.trim() !== '' && onChoose({ do: 'rename', name })}
      />
    );
  return (
    <div className={css.ways}>
      {conflict.ways.map((way, at) => (
        <Way
          key={way.do}
          way={way}
          words={wayWords(way, conflict)}
          isFirst={at === 0}
          isBusy={busy?.do === way.do}
          isBack={isBack}
          onPress={() => onChoose(way)}
          onType={(from) => setTyping({ name: from, isBack: false })}
        />
      ))}
    </div>
  );
}

type WayProps = {
  way: ConflictWay;
  words: string;
  isFirst: boolean;
  isBusy: boolean;
  isBack: boolean;
  onPress: () => void;
  onType: (from: string) => void;
};

/** The button of a way; of another name two, the second of which asks for one. */
function Way({ way, words, isFirst, isBusy, isBack, onPress, onType }: WayProps) {
  if (way.do === 'discard')
    return (
      <Button variant={isFirst ? 'plain' : 'quiet'} isBusy={isBusy} onPress={onPress}>
        {words}
      </Button>
    );
  const variant = isFirst ? 'primary' : 'plain';
  if (way.do !== 'rename')
    return (
      <Button variant={variant} isBusy={isBusy} onPress={onPress}>
        {words}
      </Button>
    );
  const isAsked = way.name === '';
  return (
    <>
      {!isAsked && (
        <Button variant={variant} isBusy={isBusy} onPress={onPress}>
          {words}
        </Button>
      )}
      <Button variant={isAsked ? variant : 'plain'} autoFocus={isBack} onPress={() => onType(way.name)}>
        {isAsked ? words : t('conflict_way_rename_own')}
      </Button>
    </>
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
      <TextField
        label={t('name')}
        hideLabel
        value={name}
        onChange={onType}
        autoFocus
        // Here Esc ends the typing, and closes nothing.
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onType(null);
        }}
      />
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {t('form_save')}
      </Button>
      <Button variant="quiet" onPress={() => onType(null)}>
        {t('cancel')}
      </Button>
    </form>
  );
}
