import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBook, useDraftCheck } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

/** Whose sender an address or number is already, as it is typed; null where nobody else's. */
export function useTakenBy(
  contactId: string,
  channel: 'email' | 'phone',
  value: string,
  country: string | null = null,
): ContactRef | null {
  const nothing = { name: 'x', language: null, integrations: [], note: '' };
  const draft = { ...nothing, senders: [{ channel, value }], country, contactId };
  const { data } = useDraftCheck(value.trim() === '' ? null : draft);
  const found = data?.find(({ at, problem }) => at === 0 && problem.reason === 'sender_taken');
  return found?.problem.contact ?? null;
}

/** Tells that a value is somebody else's sender, with the way there; it may be kept all the same (X2). */
export function TakenWords({ words, contact }: { words: string; contact: ContactRef }) {
  const book = useBook();
  return (
    <Banner
      tone="warn"
      actions={
        <Button size="s" onPress={() => void book.openContactsPage({ contact: contact.id })}>
          {t('contact_open_named', contact.name)}
        </Button>
      }
    >
      {words}
    </Banner>
  );
}
