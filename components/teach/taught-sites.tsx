import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { ItemList } from '#components/ui/item-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { Failed } from '#components/failed.tsx';
import { problemText } from '#components/problem-text.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { TaughtSite, TaughtSites as Taught } from '#lib/messages/teaching.ts';
import { ImportTaught } from './import-taught.tsx';
import { TaughtItem } from './taught-item.tsx';
import { TaughtWindow, type Window } from './taught-windows.tsx';
import { usePutReviewing, useTaughtSites } from './use-teaching.ts';
import css from './teach.module.css';

/** What the workspace taught Carnet to read (R15): who taught it, how it fares, its versions, and files in and out. */
export function TaughtSites() {
  const { data, error, refetch } = useTaughtSites();
  const [shown, show] = useState<Window | null>(null);
  const site = data?.sites.find(({ id }) => id === shown?.id);
  return (
    <section className={css.section} aria-label={t('taught_title')}>
      <header className={css.head}>
        <div>
          <h2 className={css.title}>{t('taught_title')}</h2>
          <p className={css.lead}>{t('taught_lead')}</p>
        </div>
        <ImportTaught />
      </header>
      {!data && !error && <Skeleton width="100%" height={64} radius={10} />}
      {error && !data && <Failed title={t('taught_failed')} error={error} onRetry={() => void refetch()} />}
      {data && <List data={data} onShow={show} />}
      {data?.mayReview && <Reviewing isOn={data.isReviewing} />}
      {site && shown && <TaughtWindow site={site} window={shown.window} onClose={() => show(null)} />}
    </section>
  );
}

function List({ data, onShow }: { data: Taught; onShow: (shown: Window) => void }) {
  if (data.sites.length === 0) return <p className={css.none}>{t('taught_none')}</p>;
  return (
    <div className={css.list}>
      {data.sites
        .filter(({ lost, isMine }) => lost && isMine)
        .map((site) => (
          <Told key={site.id} site={site} />
        ))}
      <ItemList label={t('taught_title')}>
        {data.sites.map((site) => (
          <TaughtItem key={site.id} site={site} mayReview={data.mayReview} onShow={onShow} />
        ))}
      </ItemList>
    </div>
  );
}

/** Its author is told, wherever it happened. */
function Told({ site: { name, lost } }: { site: TaughtSite }) {
  if (!lost) return null;
  const at = formatMoment(lost.at);
  return (
    <Banner tone="warn" title={t('taught_lost_title', name)}>
      {lost.userName === null ? t('taught_lost_since', at) : t('taught_lost_by', lost.userName, at)}
    </Banner>
  );
}

function Reviewing({ isOn }: { isOn: boolean }) {
  const put = usePutReviewing();
  const say = useToast();
  const change = (next: boolean) =>
    put.mutate(next, { onError: (error) => say({ words: problemText(error), tone: 'bad' }) });
  return (
    <div className={css.review}>
      <Switch label={t('taught_review')} isSelected={isOn} onChange={change} />
      <span aria-hidden>{t('taught_review')}</span>
    </div>
  );
}
