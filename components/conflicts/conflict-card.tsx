import { useId } from 'react';
import type { ConflictView } from '#lib/messages/past.ts';
import { ConflictBody, type ConflictProps } from './conflict-body.tsx';
import { useChangeWords } from '#components/contact/change-words.ts';
import { conflictWords } from './conflict-words.ts';
import css from './conflicts.module.css';

/** One conflict, whole. */
export function ConflictCard({ conflict }: { conflict: ConflictView }) {
  const id = useId();
  return (
    <article className={css.card} aria-labelledby={id} tabIndex={-1}>
      <h2 id={id} className={css.title}>
        <Title of={conflict} />
      </h2>
      <ConflictBody conflict={conflict} />
    </article>
  );
}

/** One conflict beside its contact: a line that unfolds, so that the contact stays in sight. */
export function ConflictFold({ conflict, beside, isOpen }: ConflictProps & { isOpen: boolean }) {
  const id = useId();
  return (
    <article aria-labelledby={id}>
      <details className={css.fold} open={isOpen}>
        <summary>
          <h3 id={id} className={css.foldTitle}>
            <Title of={conflict} />
          </h3>
        </summary>
        <ConflictBody conflict={conflict} {...(beside !== undefined && { beside })} />
      </details>
    </article>
  );
}

/** What happened, and to which field: folded, several of one contact would read alike. */
function Title({ of: conflict }: { of: ConflictView }) {
  const { nameOf } = useChangeWords();
  const { title } = conflictWords(conflict);
  const { field } = conflict.other;
  return conflict.code === 'field_overwritten' && field !== null ? `${title} · ${nameOf(field)}` : title;
}
