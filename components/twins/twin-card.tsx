import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';
import { shortId } from '#lib/model/contact.ts';
import { t } from '#lib/i18n/words.ts';
import type { TwinsView } from '#lib/messages/past.ts';
import { MergeButton } from './merge-button.tsx';
import { Proofs, strengthWords } from './proofs.tsx';
import { useNotSame } from './use-not-same.ts';
import css from './twins.module.css';

export type OnMerge = (pair: TwinsView['contacts']) => void;

/** Who may be the same person as the contact shown, which is the first of the two (B18): why, and what to do about it. */
export function TwinCard({ twins, onMerge }: { twins: TwinsView; onMerge: OnMerge }) {
  const [, other] = twins.contacts;
  const book = useBook();
  const notSame = useNotSame();
  return (
    <article className={css.card} aria-label={t('twins_label', other.name)}>
      <p className={css.strength}>{strengthWords(twins)}</p>
      <div className={css.who}>
        <Avatar name={other.name} seed={other.id} size={32} />
        <div className={css.names}>
          <a
            href={`#/contact/${encodeURIComponent(other.id)}`}
            className={css.name}
            dir="auto"
            onClick={(event) => {
              event.preventDefault();
              void book.openContactsPage({ contact: other.id });
            }}
          >
            {other.name}
          </a>
          <span className={css.id}>{shortId(other.id)}</span>
        </div>
      </div>
      <Proofs contact={other} proofs={twins.proofs} />
      <div className={css.acts}>
        <MergeButton name={other.name} onPress={() => onMerge(twins.contacts)} />
        <Button size="s" variant="quiet" onPress={() => notSame(twins.contacts)}>
          {t('twins_not_same')}
        </Button>
      </div>
    </article>
  );
}
