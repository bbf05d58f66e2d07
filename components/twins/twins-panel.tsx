import { UsersRound } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { MergeList } from '#components/history/merge-list.tsx';
import { useMerges } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { TwinCard } from './twin-card.tsx';
import { useMergeDialog } from './use-merge-dialog.tsx';
import { useTwins } from './use-twins.ts';
import css from './twins.module.css';

/** All that may be the same person as a contact, and what has been merged into it, to be undone (R7). */
export function TwinsPanel({ contact }: { contact: ContactView }) {
  const query = useTwins(contact.id);
  const { data: merges = [] } = useMerges(contact.id);
  const [merge, dialog] = useMergeDialog();
  const { data, error } = query;
  const title = data?.total ? plural('twins_count', data.total) : t('nav_duplicates');
  return (
    <>
      <Section title={title}>
        {query.isPending && <Skeleton width="100%" height={96} radius={10} />}
        {error && <Failed error={error} onRetry={() => void query.refetch()} />}
        {data?.total === 0 && (
          <Empty icon={<UsersRound />} title={t('twins_none')}>
            {t('twins_none_way')}
          </Empty>
        )}
        <KeepFocus className={css.cards}>
          {data?.pairs.map((twins) => (
            <TwinCard key={twins.contacts[1].id} twins={twins} onMerge={merge} />
          ))}
        </KeepFocus>
      </Section>
      {dialog}
      {merges.length > 0 && (
        <Section title={t('merge_list')}>
          <MergeList merges={merges} />
        </Section>
      )}
    </>
  );
}
