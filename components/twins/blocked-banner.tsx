import { ExternalLink } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { blockPlaces, type BlockPlace } from '#lib/model/block-places.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { blockedWords } from './blocked-words.ts';
import css from './blocked.module.css';

/**
 * That a contact is blocked: by whom, when and why (W18), the way to take it back, and to the platform's own block list,
 * which alone stops messages (B50). Nothing for one that is not.
 */
export function BlockedBanner({ contact }: { contact: ContactView }) {
  const book = useBook();
  const { id, blocked, senders } = contact;
  if (!blocked) return null;
  const places = blockPlaces(senders);
  return (
    <Banner
      tone="bad"
      title={blockedWords(blocked)}
      actions={
        <Button size="s" onPress={() => void book.openContactsPage({ contact: id, action: 'unblock' })}>
          {t('unblock')}
        </Button>
      }
    >
      <p className={css.why} dir="auto">
        {blocked.reason === '' ? t('blocked_no_reason') : t('blocked_reason', blocked.reason)}
      </p>
      {places.length > 0 && <Places places={places} />}
    </Banner>
  );
}

function Places({ places }: { places: readonly BlockPlace[] }) {
  return (
    <div className={css.places}>
      <p className={css.about}>{t('blocked_platform_why')}</p>
      {places.map(({ name, url, isHelp }) => (
        <a key={url} href={url} target="_blank" rel="noreferrer" className={css.place}>
          {t(isHelp ? 'blocked_platform_how' : 'blocked_platform', name)}
          <ExternalLink aria-hidden />
        </a>
      ))}
    </div>
  );
}
