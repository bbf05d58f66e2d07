import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';

const History = lazy(async () => ({ default: (await import('./history.tsx')).History }));

/** A contact's history, which is asked for only when somebody wants to see it. */
export function HistorySection({ contact, isOpen = false }: { contact: ContactView; isOpen?: boolean }) {
  const [isShown, setShown] = useState(isOpen);
  const toggle = (
    <Button size="s" variant="quiet" aria-expanded={isShown} onPress={() => setShown(!isShown)}>
      {t(isShown ? 'history_hide' : 'history_show')}
    </Button>
  );
  return (
    <Section title={t('history_title')} aside={!isOpen && toggle}>
      {isShown && (
        <Suspense>
          <History contact={contact} />
        </Suspense>
      )}
    </Section>
  );
}
