import type { ContactRef, Problem } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { problemWords } from '#components/problem-text.ts';
import { RequesterHeader } from '#components/sidebar/requester-header.tsx';
import { TakenBanner } from '#components/sidebar/taken-banner.tsx';

/** The sender belongs to a contact that it does not look like, or was taken meanwhile (A33). */
export function Taken({ requester, contact }: { requester: Requester; contact: ContactRef }) {
  return (
    <>
      <RequesterHeader requester={requester} />
      <TakenBanner contact={contact} />
    </>
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
