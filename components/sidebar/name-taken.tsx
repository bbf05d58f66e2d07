import type { AddOutcome } from '#lib/messages/book.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Address } from '#components/contact/address.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';
import { useBook } from '#components/use-book.ts';

export type NameTakenProps = {
  question: Extract<AddOutcome, { outcome: 'name-taken' }>;
  adding: Adding;
};

/** Two people may have one name, but two contacts may not (X1): attach the sender, or add under a longer name. */
export function NameTaken({ question: { contact, suffixed }, adding }: NameTakenProps) {
  const book = useBook();
  const attach = () => adding.add({ do: 'attach', contactId: contact.id });
  const ways = (
    <>
      <Button variant="primary" isBusy={adding.isBusy} onPress={attach}>
        {t('sidebar_name_taken_attach')}
      </Button>
      <Button isBusy={adding.isBusy} onPress={() => adding.add({ do: 'suffix' })}>
        <Address value={t('chip_add_as', suffixed)} />
      </Button>
      <Button variant="quiet" onPress={() => void book.openContactsPage({ contact: contact.id })}>
        {t('contact_open_named', contact.name)}
      </Button>
    </>
  );
  return (
    <Banner tone="warn" role="alert" title={t('sidebar_name_taken', contact.name)} actions={ways}>
      {t('sidebar_name_taken_ask')}
    </Banner>
  );
}
