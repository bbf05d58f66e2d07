import { lazy, Suspense } from 'react';
import { MailOpen } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { t } from '#lib/i18n/words.ts';
import { BelongsElsewhere, Linkable } from '#components/sidebar/beside.tsx';
import { Known } from '#components/sidebar/known.tsx';
import { Failed, Taken } from '#components/sidebar/other-states.tsx';
import type { Part } from '#components/sidebar/rail.tsx';
import { Reading } from '#components/sidebar/reading.tsx';
import type { Shown as ShownState } from '#components/sidebar/shown-of.ts';
import { Unknown } from '#components/sidebar/unknown.tsx';
import { useAddSender, type Adding } from '#components/sidebar/use-add-sender.ts';
import { useBook } from '#components/use-book.ts';

const AroundPerson = lazy(() =>
  import('#components/sidebar/around-person.tsx').then((file) => ({ default: file.AroundPerson })),
);
const NobodyWays = lazy(() =>
  import('#components/sidebar/nobody-ways.tsx').then((file) => ({ default: file.NobodyWays })),
);

const NotAddable = lazy(() =>
  import('#components/sidebar/not-addable.tsx').then((file) => ({ default: file.NotAddable })),
);
const LostHere = lazy(() =>
  import('#components/teach/lost-here.tsx').then((file) => ({ default: file.LostHere })),
);

export type ShownProps = {
  shown: ShownState;
  part: Part;
  onPart: (part: Part) => void;
  onRetry: () => void;
};

/** The one thing the sidebar shows now, and below it everybody else in the thread. */
export function Shown({ shown, part, onPart, onRetry }: ShownProps) {
  if (shown.state === 'nobody') return <Nobody />;
  if (shown.state === 'reading') return <Reading />;
  if (shown.state === 'lost')
    return (
      <Suspense>
        <LostHere site={shown.site} />
      </Suspense>
    );
  if (shown.state === 'failed') return <Failed problem={shown.problem} onRetry={onRetry} />;
  return (
    <>
      {/* The key throws away whatever was begun for somebody else. */}
      <Person key={personKey(shown)} shown={shown} part={part} onPart={onPart} onRetry={onRetry} />
      <Suspense>
        <AroundPerson here={shown.here} requester={shown.requester} />
      </Suspense>
    </>
  );
}

type PersonState = Extract<ShownState, { here: object }>;
type PersonProps = Omit<ShownProps, 'shown'> & { shown: PersonState };

/** Holds the adding, so that what it has to say outlives the change from unknown to known. */
function Person({ shown, part, onPart, onRetry }: PersonProps) {
  const adding = useAddSender(shown.requester);
  switch (shown.state) {
    case 'unknown':
      return <Unknown requester={shown.requester} recognition={shown.recognition} adding={adding} />;
    case 'known':
      return (
        <Known
          contact={shown.contact}
          ticketOf={shown.ticketOf ?? null}
          requester={shown.requester}
          beside={<Beside shown={shown} adding={adding} />}
          isJustAdded={adding.isDone}
          part={part}
          onPart={onPart}
        />
      );
    case 'taken':
      return <Taken requester={shown.requester} contact={shown.contact} />;
    case 'cannot-tell':
    case 'never':
    case 'own':
      return (
        <Suspense>
          <NotAddable shown={shown} />
        </Suspense>
      );
    default:
      return <Failed problem={shown.problem} onRetry={onRetry} requester={shown.requester} />;
  }
}

function Beside({ shown, adding }: { shown: Extract<PersonState, { state: 'known' }>; adding: Adding }) {
  const { contact, linkable, elsewhere } = shown;
  return (
    <>
      {linkable && <Linkable identities={linkable} contact={contact} adding={adding} />}
      {elsewhere && <BelongsElsewhere {...elsewhere} />}
    </>
  );
}

function personKey({ here, requester }: PersonState): string {
  return [here.tabId, requester.site, requester.channel, requester.address, requester.name, here.shown].join(
    '\n',
  );
}

function Nobody() {
  const book = useBook();
  return (
    <>
      <Empty
        icon={<MailOpen />}
        title={t('sidebar_empty_title')}
        action={<Button onPress={() => void book.openContactsPage()}>{t('sidebar_empty_all')}</Button>}
      >
        {t('sidebar_empty_what')}
      </Empty>
      <Suspense>
        <NobodyWays />
      </Suspense>
    </>
  );
}
