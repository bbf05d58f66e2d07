import { useId, type ReactNode } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { DuplicatesList } from '#components/twins/duplicates.tsx';
import { blockedWords } from '#components/twins/blocked-words.ts';
import { useAllTwins } from '#components/twins/use-twins.ts';
import { problemText } from '#components/problem-text.ts';
import { useConflicts, useContactList } from '#components/use-book.ts';
import { useBlockedContacts } from '#components/use-block.ts';
import { useMembersById } from '#components/use-members.ts';
import { formatDay, formatMoment } from '#lib/i18n/dates.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { ListRow } from '#lib/messages/book.ts';
import type { Filter } from '#lib/model/filter.ts';
import { hashOf } from './route.ts';
import { SettingsHead } from './settings-head.tsx';
import css from './home.module.css';

/** Rows of a card. */
const FEW = 6;
/** Blocked contacts are counted no more (B53). */
const thisWeek: Filter = {
  groups: [
    [
      { attribute: 'createdAt', is: 'within', value: 7 },
      { attribute: 'blocked', is: 'unknown', value: null },
    ],
  ],
};

/** Where a day begins: what is to be settled, who may be one, who is new, who is blocked. */
export function Home() {
  return (
    <>
      <SettingsHead title={t('nav_home')}>{t('home_lead')}</SettingsHead>
      <ToSettle />
      <div className={css.cards}>
        <AddedThisWeek />
        <ChangedLast />
        <PossibleDuplicates />
        <Blocked />
      </div>
    </>
  );
}

function Card(props: {
  title: string;
  count?: number | undefined;
  href?: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  const { title, count, href, isWide, children } = props;
  const id = useId();
  return (
    <section aria-labelledby={id} className={isWide ? `${css.card} ${css.wide}` : css.card}>
      <header className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
          {count !== undefined && count > 0 && <span className={css.count}>{formatNumber(count)}</span>}
        </h2>
        {href && count !== 0 && <a href={href}>{t('home_all')}</a>}
      </header>
      {children}
    </section>
  );
}

/** Conflicts come first, and only while there are some. */
function ToSettle() {
  const { data: conflicts = [] } = useConflicts();
  if (conflicts.length === 0) return null;
  return (
    <output className={css.settle}>
      <span>{plural('home_conflicts_count', conflicts.length)}</span>
      <a href={hashOf({ view: 'conflicts' })}>{t('home_settle')}</a>
    </output>
  );
}

function AddedThisWeek() {
  const members = useMembersById();
  const { data, error } = useContactList({
    text: '',
    filter: thisWeek,
    sort: { by: 'createdAt', descending: true },
    columns: ['createdBy'],
    offset: 0,
    limit: FEW,
  });
  return (
    <Card
      title={t('home_week')}
      count={data?.total}
      href={hashOf({ view: 'contacts', contact: null, action: null, filter: thisWeek })}
    >
      <People
        rows={data?.rows}
        error={error}
        empty={t('home_nobody_week')}
        detail={({ createdAt, facts }) =>
          [members.get(String(facts?.['createdBy']))?.name, formatDay(createdAt)].filter(Boolean).join(' · ')
        }
      />
    </Card>
  );
}

function ChangedLast() {
  const { data, error } = useContactList({
    text: '',
    sort: { by: 'updatedAt', descending: true },
    columns: ['updatedAt'],
    offset: 0,
    limit: FEW,
  });
  return (
    <Card title={t('home_recent')} href={hashOf({ view: 'contacts', contact: null, action: null })}>
      <People
        rows={data?.rows}
        error={error}
        empty={t('list_empty')}
        detail={({ facts }) => {
          const at = facts?.['updatedAt'];
          return typeof at === 'string' ? formatMoment(at) : '';
        }}
      />
    </Card>
  );
}

function PossibleDuplicates() {
  const { data } = useAllTwins();
  return (
    <Card title={t('home_duplicates')} count={data?.total} href={hashOf({ view: 'duplicates' })} isWide>
      {data?.total === 0 ? (
        <p className={css.none}>{t('home_no_duplicates')}</p>
      ) : (
        <div className={css.inset}>
          <DuplicatesList first={3} />
        </div>
      )}
    </Card>
  );
}

function Blocked() {
  const { data, error } = useBlockedContacts({ offset: 0, limit: FEW });
  return (
    <Card title={t('home_blocked')} count={data?.total} href={hashOf({ view: 'blocked' })} isWide>
      <People
        rows={data?.rows}
        error={error}
        empty={t('home_nobody_blocked')}
        detail={({ blocked }) => (blocked ? blockedWords(blocked) : '')}
      />
    </Card>
  );
}

function People(props: {
  rows: readonly ListRow[] | undefined;
  error: Error | null;
  empty: string;
  detail: (contact: ListRow) => string;
}) {
  const { rows, error, empty, detail } = props;
  if (error) return <p className={css.none}>{problemText(error)}</p>;
  if (!rows)
    return (
      <div className={css.none} aria-busy>
        <Skeleton width="70%" height={26} />
      </div>
    );
  if (rows.length === 0) return <p className={css.none}>{empty}</p>;
  return (
    <ul>
      {rows.map((contact) => (
        <li key={contact.id}>
          <a className={css.person} href={hashOf({ view: 'profile', contact: contact.id })}>
            <Avatar name={contact.name} seed={contact.id} size={28} />
            <span className={css.name} dir="auto">
              {contact.name}
            </span>
            {contact.country && <Flag code={contact.country} />}
            <span className={css.detail}>{detail(contact)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
