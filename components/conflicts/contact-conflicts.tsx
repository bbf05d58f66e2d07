import { lazy, Suspense, useRef } from 'react';
import { Section } from '#components/ui/section.tsx';
import { useConflicts } from '#components/use-book.ts';
import { plural } from '#lib/i18n/words.ts';
import { useFocusStays } from './use-focus-stays.ts';
import css from './conflicts.module.css';

const ConflictFold = lazy(() =>
  import('./conflict-card.tsx').then((file) => ({ default: file.ConflictFold })),
);

/** What did not go through and is about the contact shown, to be settled where it is seen. Nothing where all went well. */
export function ContactConflicts({ contactId }: { contactId: string }) {
  const { data: all = [] } = useConflicts();
  const about = all.filter((conflict) => conflict.about.includes(contactId));
  const list = useRef<HTMLUListElement>(null);
  useFocusStays(list, about.length);
  if (about.length === 0) return null;
  return (
    <Section title={plural('sync_conflicts', about.length)}>
      <ul ref={list} className={css.folds}>
        {about.map((conflict) => (
          <li key={conflict.id}>
            <Suspense>
              <ConflictFold conflict={conflict} beside={contactId} isOpen={about.length === 1} />
            </Suspense>
          </li>
        ))}
      </ul>
    </Section>
  );
}
