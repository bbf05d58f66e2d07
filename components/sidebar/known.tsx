import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ContactConflicts } from '#components/conflicts/contact-conflicts.tsx';
import { ContactHeader } from '#components/contact/contact-header.tsx';
import { WarningBanner } from '#components/contact/warning-banner.tsx';
import { Actions } from '#components/sidebar/actions.tsx';
import { Failed } from '#components/sidebar/other-states.tsx';
import { Parts } from '#components/sidebar/parts.tsx';
import type { Part } from '#components/sidebar/rail.tsx';
import { Bones } from '#components/sidebar/reading.tsx';
import { problemOf } from '#lib/messages/problem-error.ts';
import { t } from '#lib/i18n/words.ts';
import { useContact } from '#components/use-book.ts';

const BlockedBanner = lazy(() =>
  import('#components/twins/blocked-banner.tsx').then(({ BlockedBanner }) => ({ default: BlockedBanner })),
);

export type KnownProps = {
  contact: ContactRef;
  /** A colleague who has an open ticket of theirs (R2). */
  ticketOf: string | null;
  requester: Requester;
  /** What the page shows of them beside (R1). */
  beside: ReactNode;
  /** By a click in this sidebar a moment ago: the name is offered for changing (A32). */
  isJustAdded: boolean;
  part: Part;
  onPart: (part: Part) => void;
};

/** A contact of the book. The name is there at once; the rest follows. */
export function Known({ contact, ticketOf, requester, beside, isJustAdded, part, onPart }: KnownProps) {
  const query = useContact(contact.id);
  const note = useRef<HTMLTextAreaElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isJustAdded) edit.current?.focus();
  }, [isJustAdded]);
  if (query.error) return <Failed problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === null)
    return (
      <Failed
        title={contact.name}
        problem={{ reason: 'contact_gone', contact }}
        onRetry={() => void query.refetch()}
      />
    );
  return (
    <>
      <ContactHeader contact={query.data ?? contact} edit={edit} />
      {query.data?.blocked && (
        <Suspense>
          <BlockedBanner contact={query.data} />
        </Suspense>
      )}
      {query.data && <WarningBanner notes={query.data.notes} />}
      {beside}
      {ticketOf !== null && part !== 'timeline' && (
        <Banner
          tone="warn"
          actions={
            <Button size="s" onPress={() => onPart('timeline')}>
              {t('sidebar_ticket_see')}
            </Button>
          }
        >
          {t('sidebar_ticket_of', ticketOf)}
        </Banner>
      )}
      {!query.data && <Bones />}
      {query.data && <Actions contact={query.data} onNote={() => note.current?.focus()} />}
      {part === 'details' && <ContactConflicts contactId={query.data?.id ?? contact.id} />}
      {query.data && (
        <Parts part={part} onPart={onPart} contact={query.data} requester={requester} note={note} />
      )}
    </>
  );
}
