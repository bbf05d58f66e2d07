import { useState } from 'react';
import { CloudOff } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { problemText } from '#components/problem-text.ts';
import { Capture } from '#components/timeline/capture.tsx';
import { Entry } from '#components/timeline/entry.tsx';
import { useTimeline } from '#components/timeline/use-dealings.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { TIMELINE_FILTERS, type TimelineFilter, type TimelinePart } from '#lib/messages/dealings.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './timeline.module.css';

/** What happened with a contact (E44 to E49): notes, tickets, conversations, orders and all the rest in one list. */
export function TimelinePanel({ contact }: { contact: ContactView }) {
  return (
    <Section title={t('timeline_title')}>
      <div className={css.stack}>
        <Capture contactId={contact.id} />
        <TimelineSection key={contact.id} contact={contact} />
      </div>
    </Section>
  );
}

/** The list with its filters, newest first, part by part: a contact may have thousands of events. */
export function TimelineSection({ contact }: { contact: ContactView }) {
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const query = useTimeline(contact.id, filter);
  const parts = query.data?.pages ?? [];
  const entries = parts.flatMap((part) => part.entries);
  return (
    <div className={css.stack}>
      <Filters filter={filter} onFilter={setFilter} counts={parts[0]?.counts ?? null} />
      {query.error && (
        <Banner
          tone="bad"
          actions={
            <Button size="s" onPress={() => void query.refetch()}>
              {t('ui_retry')}
            </Button>
          }
        >
          {problemText(query.error)}
        </Banner>
      )}
      {parts.some(({ tagChanges }) => tagChanges === 'unreachable') && (
        <p className={css.offline}>
          <CloudOff aria-hidden /> {t('timeline_unreachable')}
        </p>
      )}
      {query.isPending && <Waiting />}
      {query.data && entries.length === 0 && <p className={css.quiet}>{t('timeline_empty')}</p>}
      {entries.length > 0 && (
        <ol className={css.timeline} aria-label={t('timeline_title')} aria-busy={query.isFetching}>
          {entries.map((entry) => (
            <li key={entry.id} className={css.entry}>
              <Entry entry={entry} contact={contact} />
            </li>
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button size="s" isBusy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('timeline_earlier')}
        </Button>
      )}
    </div>
  );
}

type FiltersProps = {
  filter: TimelineFilter;
  onFilter: (filter: TimelineFilter) => void;
  counts: TimelinePart['counts'];
};

function Filters({ filter, onFilter, counts }: FiltersProps) {
  return (
    <fieldset className={css.filters}>
      <legend className={hidden.spoken}>{t('timeline_filters')}</legend>
      {TIMELINE_FILTERS.map((one) => (
        <label key={one} className={classNames(css.filter, one === filter && css.isOn)}>
          <input
            type="radio"
            name="timeline-filter"
            className={hidden.spoken}
            checked={one === filter}
            onChange={() => onFilter(one)}
          />
          {t(`timeline_filter_${one}`)}
          {counts && one !== 'all' && counts[one] > 0 && (
            <span className={css.count}>{formatNumber(counts[one])}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

function Waiting() {
  return (
    <output className={css.stack} aria-label={t('ui_loading')}>
      {[70, 55, 80].map((width) => (
        <Skeleton key={width} width={`${width}%`} height={38} />
      ))}
    </output>
  );
}
