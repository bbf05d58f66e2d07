import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { useTaughtSites } from './use-teaching.ts';

/** Tells whoever taught Carnet a site that it is read no more, wherever that was met (R15); nothing otherwise. */
export function TaughtTold() {
  const book = useBook();
  const { data } = useTaughtSites();
  const lost = data?.sites.filter((site) => site.lost && site.isMine) ?? [];
  if (lost.length === 0) return null;
  const look = () => void book.openContactsPage({ view: 'sites' }).then(() => window.close());
  const ways = (
    <Button size="s" onPress={look}>
      {t('taught_told_look')}
    </Button>
  );
  const names = lost.map(({ name }) => name).join(', ');
  return <Banner tone="warn" title={t('taught_lost_title', names)} actions={ways} />;
}
