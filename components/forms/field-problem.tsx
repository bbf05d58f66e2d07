import { Button } from '#components/ui/button.tsx';
import { problemWords } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import type { Problem } from '#lib/messages/problem.ts';
import css from './forms.module.css';

/** What is wrong with a field, and the way to whoever stands in it (A33). Null where nothing is wrong. */
export function fieldProblem(
  problem: Problem | null | undefined,
  onOpenContact: (id: string) => void,
): React.ReactNode {
  if (!problem) return null;
  const { contact } = problem;
  return (
    <>
      {problemWords(problem)}
      {contact && (
        <Button
          size="s"
          variant="quiet"
          className={css.holder ?? ''}
          onPress={() => onOpenContact(contact.id)}
        >
          {t('form_open_holder', contact.name)}
        </Button>
      )}
    </>
  );
}
