import { useEffect, useRef } from 'react';
import { CloudOff, History as Clock } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { problemText } from '#components/problem-text.ts';
import { useHistory, useMerges, useStatus } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { HistoryStep, MergeView } from '#lib/messages/past.ts';
import { MergeList } from './merge-list.tsx';
import { Push } from './push.tsx';
import hidden from '#components/ui/spoken.module.css';
import css from './history.module.css';

/**
 * Who changed what of a contact, when and from where, newest first (G10). It is the server's: alone and offline what
 * this browser knows by itself is shown, the merges.
 */
export function History({ contact }: { contact: ContactView }) {
  const { data: status } = useStatus();
  const { data: merges = [] } = useMerges(contact.id);
  if (!status) return <Waiting />;
  if (!status.workspace)
    return (
      <div className={css.history}>
        <Quiet icon={<Clock aria-hidden />}>{t('history_alone')}</Quiet>
        <MergeList merges={merges} />
      </div>
    );
  return <TeamHistory contact={contact} merges={merges} />;
}

function TeamHistory({ contact, merges }: { contact: ContactView; merges: MergeView[] }) {
  const query = useHistory(contact.id);
  useFollowing(contact, () => void query.refetch());
  const steps = query.data?.pages.flatMap((page) => page.steps) ?? [];
  const told = new Set(steps.map(({ mergeId }) => mergeId));
  return (
    <div className={css.history} aria-busy={query.isFetching}>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {/* While it is on its way nobody knows which of them it tells: they would be seen to jump. */}
      {!query.isPending && (
        <MergeList merges={merges.filter(({ id, isUndone }) => !isUndone && !told.has(id))} />
      )}
      {query.data && steps.length === 0 && <Quiet>{t('history_empty')}</Quiet>}
      {steps.length > 0 && (
        <ol className={css.pushes} aria-label={t('history_title')}>
          {sittingsOf(steps).map((push) => (
            <li key={push[0].version}>
              <Push steps={push} merges={merges} />
            </li>
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button size="s" isBusy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('history_earlier')}
        </Button>
      )}
    </div>
  );
}

/** Asks again when the contact has changed: what changed it may be in its history by now. */
function useFollowing(contact: ContactView, ask: () => void): void {
  const last = useRef(contact);
  useEffect(() => {
    if (last.current === contact) return;
    last.current = contact;
    ask();
  });
}

type Steps = [HistoryStep, ...HistoryStep[]];

/** Milliseconds within which what one person does on one device is told as one. */
const SITTING = 5 * 60_000;

/** Steps, newest first, that somebody made at one sitting, however many parts and pushes they came in. */
function sittingsOf(steps: readonly HistoryStep[]): Steps[] {
  const sittings: Steps[] = [];
  for (const step of steps) {
    const last = sittings.at(-1);
    if (last && isOneSitting(last[0], step)) last.push(step);
    else sittings.push([step]);
  }
  return sittings;
}

function isOneSitting(newest: HistoryStep, step: HistoryStep): boolean {
  if (newest.version === step.version) return true;
  const isSame = newest.userName === step.userName && newest.device === step.device;
  return isSame && Date.parse(newest.at) - Date.parse(step.at) < SITTING;
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isOffline = ['server_unreachable', 'offline'].includes(problemOf(error).reason);
  const retry = (
    <Button size="s" onPress={onRetry}>
      {t('retry')}
    </Button>
  );
  if (isOffline)
    return (
      <Quiet icon={<CloudOff aria-hidden />} action={retry}>
        {t('history_offline')}
      </Quiet>
    );
  return (
    <Banner tone="bad" role="alert" title={t('history_failed')} actions={retry}>
      {problemText(error)}
    </Banner>
  );
}

type QuietProps = { icon?: React.ReactNode; action?: React.ReactNode; children: React.ReactNode };

function Quiet({ icon, action, children }: QuietProps) {
  return (
    <div className={css.quiet}>
      {icon}
      <p>{children}</p>
      {action}
    </div>
  );
}

const BONES = ['55%', '80%', '40%'];

function Waiting() {
  return (
    <div className={css.waiting}>
      <output className={hidden.spoken}>{t('history_loading')}</output>
      {BONES.map((width) => (
        <div key={width} className={css.bones}>
          <Skeleton width={width} />
          <Skeleton width="30%" height={10} />
        </div>
      ))}
    </div>
  );
}
