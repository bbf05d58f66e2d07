import type { Elsewhere, Identity } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';
import { useBook } from '#components/use-book.ts';

export type LinkableProps = { identities: readonly Identity[]; contact: ContactRef; adding: Adding };

/** Identities that the page shows of somebody known, and that nobody has yet (R1): theirs by a click, never by itself. */
export function Linkable({ identities, contact, adding }: LinkableProps) {
  const add = (
    <Button
      size="s"
      isBusy={adding.isBusy}
      onPress={() => adding.add({ do: 'attach', contactId: contact.id })}
    >
      {t('sidebar_linkable_add', contact.name)}
    </Button>
  );
  const shown = identities.map(({ address }) => address).join(', ');
  return (
    <Banner tone="info" title={t('sidebar_linkable', shown)} actions={add}>
      {t('sidebar_linkable_what', contact.name)}
    </Banner>
  );
}

/** An identity that the page shows beside, and that is another contact's (R1): told, and nothing is joined. */
export function BelongsElsewhere({ address, contact }: Elsewhere) {
  const book = useBook();
  const open = (
    <Button size="s" onPress={() => void book.openContactsPage({ contact: contact.id })}>
      {t('contact_open_named', contact.name)}
    </Button>
  );
  return (
    <Banner tone="warn" title={t('sidebar_elsewhere', address, contact.name)} actions={open}>
      {t('sidebar_elsewhere_what')}
    </Banner>
  );
}
