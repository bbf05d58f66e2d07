import { Section } from '#components/ui/section.tsx';
import { useConflicts } from '#components/use-book.ts';
import { plural } from '#lib/i18n/words.ts';
import { ConflictCard } from './conflict-card.tsx';
import css from './conflicts.module.css';

/** What did not go through and is about the contact shown, to be settled where it is seen. Nothing where all went well. */
export function ContactConflicts({ contactId }: { contactId: string }) {
  const { data: all = [] } = useConflicts();
  const about = all.filter((conflict) => conflict.about.includes(contactId));
  if (about.length === 0) return null;
  return (
    <Section title={plural('sync_conflicts', about.length)}>
      <ul className={css.list}>
        {about.map((conflict) => (
          <li key={conflict.id}>
            <ConflictCard conflict={conflict} beside={contactId} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
