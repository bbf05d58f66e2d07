import { useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Toasts } from '#components/ui/toast.tsx';
import { plural, t } from '#lib/i18n/words.ts';
import { Foot } from '#components/sidebar/foot.tsx';
import { Rail, type Part } from '#components/sidebar/rail.tsx';
import { Shown } from '#components/sidebar/shown.tsx';
import { shownOf, type Shown as ShownState } from '#components/sidebar/shown-of.ts';
import { InsertProvider } from '#components/contact/insert.tsx';
import { Stopped } from '#components/team/stopped.tsx';
import { useTwins } from '#components/twins/use-twins.ts';
import { useClosingEscape } from '#components/sidebar/use-closing-escape.ts';
import { useBook, useConflicts, useHere, useStatus } from '#components/use-book.ts';
import hidden from '#components/ui/spoken.module.css';
import css from '#components/sidebar/sidebar.module.css';

/** The sidebar beside a page: who wrote the open message, and what to do about it. */
export function Sidebar() {
  const here = useHere();
  const status = useStatus();
  const [part, setPart] = useState<Part>('details');
  const shown = shownOf(here);
  const twins = useTwins(shown.state === 'known' ? shown.contact.id : null);
  useClosingEscape();
  return (
    <div className={classNames(css.sidebar, edgeOf(shown))}>
      <main className={css.main} aria-label={t('sidebar_label')} aria-busy={shown.state === 'reading'}>
        <h1 className={hidden.spoken}>{t('sidebar_label')}</h1>
        <div className={css.scroll}>
          <Stopped />
          <Conflicts
            count={status.data?.conflicts ?? 0}
            shown={shown.state === 'known' ? shown.contact.id : null}
          />
          <InsertProvider>
            <Shown shown={shown} part={part} onPart={setPart} onRetry={() => void here.refetch()} />
          </InsertProvider>
        </div>
        <Toasts />
        <Foot status={status.data} />
      </main>
      <Rail
        part={part}
        onPart={setPart}
        isLive={shown.state === 'known'}
        hasHistory={Boolean(status.data?.workspace)}
        hasTwins={(twins.data?.total ?? 0) > 0}
      />
    </div>
  );
}

/** Whom to be careful with has a coloured edge along the whole sidebar (R2); the words for it stand below the name. */
function edgeOf(shown: ShownState): string | undefined {
  if (shown.state !== 'known') return undefined;
  if (shown.blocked) return css.isBlocked;
  return shown.warning !== undefined || shown.ticketOf !== undefined ? css.isWarned : undefined;
}

/** What did not go through and is about others than the one shown: settled on the contacts page. */
function Conflicts({ count: all, shown }: { count: number; shown: string | null }) {
  const book = useBook();
  const { data: conflicts = [] } = useConflicts();
  const count = all - conflicts.filter(({ about }) => shown !== null && about.includes(shown)).length;
  if (count <= 0) return null;
  return (
    <div className={css.news}>
      <TriangleAlert aria-hidden />
      <p>{plural('sync_conflicts', count)}</p>
      <Button size="s" onPress={() => void book.openContactsPage({ view: 'conflicts' })}>
        {t('sidebar_conflicts_see')}
      </Button>
    </div>
  );
}
