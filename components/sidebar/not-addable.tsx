import type { Recognition } from '#lib/messages/book.ts';
import type { Problem } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { problemWords } from '#components/problem-text.ts';
import { RequesterHeader } from '#components/sidebar/requester-header.tsx';
import { useBook } from '#components/use-book.ts';
import css from '#components/sidebar/sidebar.module.css';

type Shown = { requester: Requester } & (
  | { state: 'cannot-tell'; problem: Problem }
  | Extract<Recognition, { state: 'never' }>
  | { state: 'own' }
);

/** Who cannot be added, or never is: why, and what can be done. */
export function NotAddable({ shown }: { shown: Shown }) {
  if (shown.state === 'cannot-tell')
    return <CannotTell requester={shown.requester} problem={shown.problem} />;
  return shown.state === 'never' ? (
    <Never requester={shown.requester} why={shown.why} />
  ) : (
    <Own requester={shown.requester} />
  );
}

/** The page does not tell who it is (law 8): why, and what can be done. */
function CannotTell({ requester, problem }: { requester: Requester; problem: Problem }) {
  const book = useBook();
  const byHand = (
    <Button onPress={() => void book.openContactsPage({ action: 'add' })}>{t('add_contact')}</Button>
  );
  return (
    <>
      <RequesterHeader requester={requester} />
      <Banner
        tone="info"
        title={t(problem.reason === 'shared_address' ? 'sidebar_shared' : 'sidebar_cannot_tell')}
        actions={byHand}
      >
        <p>{problemWords(problem)}</p>
        <p>{t('sidebar_cannot_tell_way')}</p>
      </Banner>
    </>
  );
}

type Why = Extract<Recognition, { state: 'never' }>['why'];

/** Never captured (G11): the plain reason, and where that can be changed. */
function Never({ requester, why }: { requester: Requester; why: Why }) {
  const book = useBook();
  return (
    <>
      <p className={css.quiet}>
        {t(`sidebar_never_${why}`)}
        <span className={css.address}>{requester.address}</span>
      </p>
      <Button onPress={() => void book.openContactsPage({ view: 'never' })}>{t('sidebar_never_list')}</Button>
    </>
  );
}

/** The team's own message: nobody to add, nothing to do. */
function Own({ requester }: { requester: Requester }) {
  return (
    <p className={css.quiet}>
      {t('sidebar_own')}
      <span className={css.address}>{requester.address}</span>
    </p>
  );
}
