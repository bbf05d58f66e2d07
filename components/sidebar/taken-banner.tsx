import type { ContactRef } from '#lib/messages/problem.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';

/** The sender is another contact's (A33): who, and the way there. */
export function TakenBanner({ contact, role }: { contact: ContactRef; role?: 'alert' }) {
  const book = useBook();
  const open = (
    <Button variant="primary" onPress={() => void book.openContactsPage({ contact: contact.id })}>
      {t('contact_open_named', contact.name)}
    </Button>
  );
  return (
    <Banner tone="warn" title={t('sidebar_taken', contact.name)} actions={open} {...(role && { role })}>
      {t('sidebar_taken_what')}
    </Banner>
  );
}
