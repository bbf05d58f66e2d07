import { useState } from 'react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { CloudOff, Download, Lock, ServerOff, UserRoundX } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { nameOfChannel, SenderMark } from '#components/contact/sender-mark.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook, useStatus } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { DeletionSpan, DeletionView, HistoryPlace } from '#lib/messages/past.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { may } from '#lib/model/role.ts';
import { DeletionDays, isTurned, spanOf, type Days } from './deletion-days.tsx';
import { exportDeletions } from './export-deletions.ts';
import { SettingsHead } from './settings-head.tsx';
import { goTo } from './use-route.ts';
import css from './trail.module.css';

/** Which contacts were deleted: a hint, the platform, by whom and when (D15, D16, X12). For owners and managers. */
export function DeletedView() {
  const { data: status } = useStatus();
  return (
    <>
      <SettingsHead title={t('nav_deleted')}>{t('deleted_lead')}</SettingsHead>
      {status && <Log role={status.workspace?.role ?? null} />}
    </>
  );
}

type Role = Parameters<typeof may>[0];

function Log({ role }: { role: Role | null }) {
  if (role === null)
    return (
      <Empty
        icon={<ServerOff />}
        title={t('deleted_alone')}
        action={<Button onPress={() => goTo({ view: 'team' })}>{t('nav_team')}</Button>}
      >
        {t('deleted_alone_way')}
      </Empty>
    );
  return may(role, 'administer') ? <TeamLog /> : <NotPermitted />;
}

function TeamLog() {
  const [days, setDays] = useState<Days>(ALL);
  const span = spanOf(days);
  const query = useDeletions(span, !isTurned(days));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const isAll = days.first === '' && days.last === '';
  return (
    <>
      {(entries.length > 0 || !isAll) && (
        <div className={css.bar}>
          <DeletionDays days={days} onChange={setDays} />
          {entries.length > 0 && <ExportButton span={span} />}
        </div>
      )}
      {query.isLoading && <Skeleton width="100%" height={120} radius={10} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !query.error && entries.length === 0 && (
        <Nobody isAll={isAll} onAll={() => setDays(ALL)} />
      )}
      {entries.length > 0 && <Table entries={entries} />}
      {query.hasNextPage && (
        <Button
          isBusy={query.isFetchingNextPage}
          onPress={() => void query.fetchNextPage()}
          className={css.more ?? ''}
        >
          {t('history_earlier')}
        </Button>
      )}
    </>
  );
}

const ALL: Days = { first: '', last: '' };

/** The server's, so that no event of this browser makes it old: whoever opens the view asks again. */
function useDeletions(span: DeletionSpan, enabled: boolean) {
  const book = useBook();
  return useInfiniteQuery({
    queryKey: ['deletions', span],
    queryFn: ({ pageParam }) => book.deletions(pageParam, span),
    initialPageParam: null as HistoryPlace | null,
    getNextPageParam: ({ before }) => before,
    enabled,
  });
}

function ExportButton({ span }: { span: DeletionSpan }) {
  const book = useBook();
  const say = useToast();
  const write = useMutation({
    mutationFn: () => exportDeletions(book, span),
    onSuccess: (count) => say({ words: plural('deleted_exported', count), tone: 'good' }),
    onError: (error) => say({ words: problemText(error), tone: 'bad' }),
  });
  return (
    <Button icon={<Download aria-hidden />} isBusy={write.isPending} onPress={() => write.mutate()}>
      {t('deleted_export')}
    </Button>
  );
}

function Nobody({ isAll, onAll }: { isAll: boolean; onAll: () => void }) {
  if (isAll)
    return (
      <Empty icon={<UserRoundX />} title={t('deleted_none')}>
        {t('deleted_none_way')}
      </Empty>
    );
  return (
    <Empty
      icon={<UserRoundX />}
      title={t('deleted_none_span')}
      action={<Button onPress={onAll}>{t('deleted_all_days')}</Button>}
    />
  );
}

function Table({ entries }: { entries: readonly DeletionView[] }) {
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={t('nav_deleted')}>
        <thead>
          <tr>
            <th scope="col">{t('deleted_who')}</th>
            <th scope="col">{t('deleted_platform')}</th>
            <th scope="col">{t('deleted_by')}</th>
            <th scope="col">{t('deleted_when')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={`${entry.version}.${entry.seq}`} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry: { initials, handle, channel, userName, at } }: { entry: DeletionView }) {
  return (
    <tr>
      <th scope="row">
        <span className={css.name}>{initials}</span>{' '}
        <span className={css.about}>{handle ?? t('deleted_no_sender')}</span>
      </th>
      <td>
        {channel && (
          <span className={css.platform}>
            <SenderMark channel={channel} />
            {nameOfChannel(channel)}
          </span>
        )}
      </td>
      <td dir="auto">{userName ?? t('history_somebody')}</td>
      <td>
        <time dateTime={at}>{formatMoment(at)}</time>
      </td>
    </tr>
  );
}

function NotPermitted() {
  return (
    <Empty icon={<Lock />} title={t('deleted_role')}>
      {t('deleted_role_way')}
    </Empty>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { reason } = problemOf(error);
  if (reason === 'not_permitted') return <NotPermitted />;
  const retry = <Button onPress={onRetry}>{t('retry')}</Button>;
  if (reason === 'server_unreachable' || reason === 'offline')
    return <Empty icon={<CloudOff />} title={t('deleted_offline')} action={retry} />;
  return (
    <Banner tone="bad" role="alert" title={t('deleted_failed')} actions={retry}>
      {problemText(error)}
    </Banner>
  );
}
