import { lazy, Suspense } from 'react';
import { Participants } from '#components/contact/participants.tsx';
import { WhereRead } from '#components/contact/where-read.tsx';
import type { Here } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';

// Asked of an account that the team has not said it is theirs: that is soon none.
const NeverProposals = lazy(() =>
  import('#components/capture/never-proposals.tsx').then((file) => ({ default: file.NeverProposals })),
);

/** Below whoever is shown: whether the account is the team's (G11), everybody else in the thread (G23), where it was read (R5). */
export function AroundPerson({ here, requester }: { here: Here; requester: Requester }) {
  const { recognition } = here.participants[here.shown] ?? {};
  return (
    <>
      {recognition?.state === 'unknown' && requester.integration && (
        <Suspense>
          <NeverProposals account={requester.integration.toLowerCase()} isQuiet />
        </Suspense>
      )}
      <Participants here={here} />
      <WhereRead key={`${here.turn} ${here.shown}`} here={here} requester={requester} />
    </>
  );
}
