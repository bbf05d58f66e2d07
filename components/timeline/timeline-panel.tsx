import { useState } from 'react';
import { CloudOff } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Capture } from '#components/timeline/capture.tsx';
import { Entry } from '#components/timeline/entry.tsx';
import { useTimeline } from '#components/timeline/use-dealings.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import {
  TIMELINE_FILTERS,
  type TimelineEntry,
  type TimelineFilter,
  type TimelinePart,
} from '#lib/messages/dealings.ts';
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

/** The list with its filters, newest first, and how much of it is shown: a contact may have thousands of events. */
export function TimelineSection({ contact }: { contact: ContactView }) {
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const timeline = useTimeline(contact.id, filter);
  const { part, error } = timeline;
  return (
    <div className={css.stack}>
      <Filters filter={filter} onFilter={setFilter} counts={part?.counts ?? null} />
      {error && <Failed error={error} onRetry={timeline.retry} />}
      {part?.tagChanges === 'unreachable' && (
        <p className={css.offline}>
          <CloudOff aria-hidden /> {t('timeline_unreachable')}
        </p>
      )}
      {!part && !error && <Waiting />}
      {part?.entries.length === 0 && <p className={css.quiet}>{t('timeline_empty')}</p>}
      {part && part.entries.length > 0 && (
        <ol className={css.timeline} aria-label={t('timeline_title')} aria-busy={timeline.isGrowing}>
          {part.entries.map((entry) => (
            <li key={entry.id} className={css.entry}>
              <Entry entry={entry} contact={contact} />
            </li>
          ))}
        </ol>
      )}
      {part?.before && (
        <Rest part={part} filter={filter} isBusy={timeline.isGrowing} onMore={timeline.more} />
      )}
    </div>
  );
}

type RestProps = { part: TimelinePart; filter: TimelineFilter; isBusy: boolean; onMore: () => void };

/** How much there is besides what is shown, and the way to it. */
function Rest({ part: { entries, counts }, filter, isBusy, onMore }: RestProps) {
  // What the server alone knows is not among those counted.
  const isCounted = (one: TimelineEntry) => one.kind !== 'tags' && !(one.kind === 'sender' && one.isGone);
  const shown = entries.filter(isCounted).length;
  return (
    <div className={css.rest}>
      <Button size="s" isBusy={isBusy} onPress={onMore}>
        {t('timeline_earlier')}
      </Button>
      {counts && counts[filter] > shown && (
        <span className={css.small}>
          {t('timeline_shown', formatNumber(shown), formatNumber(counts[filter]))}
        </span>
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
