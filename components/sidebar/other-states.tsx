import type { Recognition } from '#lib/messages/book.ts';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { problemWords } from '#components/problem-text.ts';
import { RequesterHeader } from '#components/sidebar/requester-header.tsx';
import { TakenBanner } from '#components/sidebar/taken-banner.tsx';
import { useBook } from '#components/use-book.ts';
import css from '#components/sidebar/sidebar.module.css';

/** The sender belongs to a contact that it does not look like, or was taken meanwhile (A33). */
export function Taken({ requester, contact }: { requester: Requester; contact: ContactRef }) {
  return (
    <>
      <RequesterHeader requester={requester} />
      <TakenBanner contact={contact} />
    </>
  );
}

/** The page does not tell who it is (law 8): why, and what can be done. */
export function CannotTell({ requester, problem }: { requester: Requester; problem: Problem }) {
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
export function Never({ requester, why }: { requester: Requester; why: Why }) {
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
export function Own({ requester }: { requester: Requester }) {
  return (
    <p className={css.quiet}>
      {t('sidebar_own')}
      <span className={css.address}>{requester.address}</span>
    </p>
  );
}

export type FailedProps = { problem: Problem; onRetry: () => void; requester?: Requester; title?: string };

/** Something went wrong: what, and the way to try again. */
export function Failed({ problem, onRetry, requester, title }: FailedProps) {
  return (
    <>
      {requester && <RequesterHeader requester={requester} />}
      <Banner
        tone="bad"
        role="alert"
        title={title ?? t('sidebar_error')}
        // Cut off from a reloaded extension there is nobody to ask again: the page has to be loaded anew.
        actions={problem.reason !== 'reloaded' && <Button onPress={onRetry}>{t('ui_retry')}</Button>}
      >
        {problemWords(problem)}
      </Banner>
    </>
  );
}
