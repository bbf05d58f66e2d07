import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useIntegrations, useWrite } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { ConflictView, ConflictWay } from '#lib/messages/book.ts';
import { conflictWords, keptWords, wayWords } from './conflict-words.ts';
import css from './conflicts.module.css';

/** One conflict: what was kept, who or what stands in the way, and the ways out. */
export function ConflictCard({ conflict }: { conflict: ConflictView }) {
  const id = useId();
  const say = useToast();
  const { title, what } = conflictWords(conflict);
  const settle = useWrite(async (book, way: ConflictWay) => {
    await book.settleConflict(conflict.id, way);
    // Said here: the card is gone by the time that all others have been asked for again.
    say({ words: t('conflict_settled', wayWords(way, conflict)), tone: 'good' });
  });
  const way = settle.isPending ? settle.variables : null;
  return (
    <article className={css.card} aria-labelledby={id}>
      <header className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
        <time dateTime={conflict.createdAt} className={css.time}>
          {formatMoment(conflict.createdAt)}
        </time>
      </header>
      <p>{what}</p>
      <div className={css.sides}>
        <Kept conflict={conflict} />
        <Other conflict={conflict} />
      </div>
      <p role="alert" className={css.problem}>
        {problemText(settle.error)}
      </p>
      <Ways conflict={conflict} busy={way} onChoose={settle.mutate} />
    </article>
  );
}

function Kept({ conflict }: { conflict: ConflictView }) {
  const { data: integrations = [] } = useIntegrations();
  const kept = conflict.kept.map((one) => keptWords(one, integrations));
  if (kept.length === 0) return null;
  return (
    <section className={css.side}>
      <h3 className={css.sideTitle}>
        {t('conflict_kept')}
        <CopyButton
          value={kept.map(([label, value]) => `${label}: ${value}`).join('\n')}
          what={t('conflict_kept')}
        />
      </h3>
      <dl className={css.values}>
        {kept.map(([label, value]) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Who is in the way: the contact to look at, the value that won, whose and when. */
function Other({ conflict: { other } }: { conflict: ConflictView }) {
  const { contact, userName, at, field } = other;
  const value = other.value === null ? null : keptWords({ label: field ?? '', value: other.value })[1];
  if (!contact && !userName && value === null) return null;
  return (
    <section className={css.side}>
      <h3 className={css.sideTitle}>{value === null ? t('conflict_other') : t('conflict_theirs')}</h3>
      {value !== null && (
        <p className={css.value} dir="auto">
          {value}
        </p>
      )}
      {contact && (
        <p>
          <a href={`#/contact/${encodeURIComponent(contact.id)}`} dir="auto">
            {contact.name}
          </a>
        </p>
      )}
      {(userName || at) && (
        <p className={css.time}>
          {at === null
            ? (userName ?? t('conflict_somebody'))
            : t('conflict_by', userName ?? t('conflict_somebody'), formatMoment(at))}
        </p>
      )}
    </section>
  );
}

type WaysProps = {
  conflict: ConflictView;
  busy: ConflictWay | null | undefined;
  onChoose: (way: ConflictWay) => void;
};

function Ways({ conflict, busy, onChoose }: WaysProps) {
  const [own, setOwn] = useState<string | null>(null);
  const renames = conflict.ways.find((way) => way.do === 'rename');
  if (own !== null)
    return (
      <form
        className={css.rename}
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim() !== '') onChoose({ do: 'rename', name: own });
        }}
      >
        <TextField label={t('name')} hideLabel value={own} onChange={setOwn} autoFocus />
        <Button type="submit" variant="primary" isBusy={busy?.do === 'rename'}>
          {t('form_save')}
        </Button>
        <Button variant="quiet" onPress={() => setOwn(null)}>
          {t('cancel')}
        </Button>
      </form>
    );
  return (
    <div className={css.ways}>
      {conflict.ways.flatMap((way, at) => [
        <Button
          key={way.do === 'rename' ? `rename ${way.name}` : way.do}
          variant={at === 0 ? 'primary' : way.do === 'discard' ? 'quiet' : 'plain'}
          isBusy={busy?.do === way.do}
          onPress={() => onChoose(way)}
        >
          {wayWords(way, conflict)}
        </Button>,
        way === renames && (
          <Button key="own" onPress={() => setOwn(way.name)}>
            {t('conflict_way_rename_own')}
          </Button>
        ),
      ])}
    </div>
  );
}
