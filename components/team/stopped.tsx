import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { problemWords } from '#components/problem-text.ts';
import { useBook, useStatus } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import css from './team.module.css';

/**
 * That syncing has stopped for a reason that only a person can mend: signed out, or a member no more. Said on every
 * surface as soon as it opens; what can be done about it is on the contacts page.
 */
export function Stopped({ onLeave }: { onLeave?: () => void }) {
  const book = useBook();
  const { data: status } = useStatus();
  if (status?.sync.state !== 'stopped' || !status.workspace) return null;
  const { problem } = status.sync;
  const isGone = problem.reason === 'not_a_member';
  if (!isGone && problem.reason !== 'sign_in_expired') return null;
  const see = () => void book.openContactsPage({ view: 'team' }).then(onLeave);
  return (
    <output className={css.told}>
      <Banner
        tone="warn"
        title={isGone ? t('team_gone_title', status.workspace.name) : t('team_expired_title')}
        actions={
          <Button size="s" onPress={see}>
            {t(isGone ? 'team_gone_see' : 'team_sign_in_again')}
          </Button>
        }
      >
        {!isGone && problemWords(problem)}
      </Banner>
    </output>
  );
}
