import { UsersRound } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { formatDay } from '#lib/i18n/dates.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { shortId } from '#lib/model/contact.ts';
import type { ContactSummary } from '#lib/messages/book.ts';
import type { TwinsView } from '#lib/messages/past.ts';
import { MergeButton } from './merge-button.tsx';
import { Proofs, strengthWords } from './proofs.tsx';
import type { OnMerge } from './twin-card.tsx';
import { useMergeDialog } from './use-merge-dialog.tsx';
import { useNotSame } from './use-not-same.ts';
import { useAllTwins } from './use-twins.ts';
import css from './twins.module.css';

/** The view of the contacts page. */
export function DuplicatesView() {
  return (
    <>
      <SettingsHead title={t('nav_duplicates')}>{t('twins_lead')}</SettingsHead>
      <DuplicatesList />
    </>
  );
}

/** The possible duplicates of the whole book, the surest first (B20, B26, R13). `first`: no more than so many. */
export function DuplicatesList({ first }: { first?: number }) {
  const { data, error, isPending, refetch } = useAllTwins();
  const [merge, dialog] = useMergeDialog();
  const pairs = data?.pairs.slice(0, first) ?? [];
  return (
    <KeepFocus className={css.list}>
      {isPending && <Skeleton width="100%" height={140} radius={10} />}
      {error && <Failed title={t('twins_failed')} error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && (
        <Empty icon={<UsersRound />} title={t('twins_none')}>
          {t('twins_none_way')}
        </Empty>
      )}
      {pairs.length > 0 && (
        <ul className={css.pairs}>
          {pairs.map((twins) => (
            <li key={twins.contacts.map(({ id }) => id).join(' ')}>
              <Pair twins={twins} onMerge={merge} />
            </li>
          ))}
        </ul>
      )}
      {data && first === undefined && data.total > pairs.length && (
        <p className={css.quiet}>{plural('twins_more', data.total - pairs.length)}</p>
      )}
      {dialog}
    </KeepFocus>
  );
}

function Pair({ twins, onMerge }: { twins: TwinsView; onMerge: OnMerge }) {
  const [one, other] = twins.contacts;
  const notSame = useNotSame();
  return (
    <article className={css.pair} aria-label={t('twins_pair', one.name, other.name)}>
      <div className={css.sides}>
        <Side contact={one} twins={twins} />
        <Side contact={other} twins={twins} />
      </div>
      <div className={css.foot}>
        <span className={css.strength}>{strengthWords(twins)}</span>
        <span className={css.acts}>
          <Button size="s" variant="quiet" onPress={() => notSame(twins.contacts)}>
            {t('twins_not_same')}
          </Button>
          <MergeButton name={other.name} onPress={() => onMerge(twins.contacts)} />
        </span>
      </div>
    </article>
  );
}

function Side({ contact, twins }: { contact: ContactSummary; twins: TwinsView }) {
  const { id, name, createdAt } = contact;
  return (
    <div className={css.side}>
      <div className={css.who}>
        <Avatar name={name} seed={id} size={36} />
        <div>
          <a className={css.name} dir="auto" href={`#/contact/${encodeURIComponent(id)}`}>
            {name}
          </a>
          <p className={css.quiet}>
            {shortId(id)} · {t('twins_added', formatDay(createdAt))}
          </p>
        </div>
      </div>
      <Proofs contact={contact} proofs={twins.proofs} />
    </div>
  );
}
