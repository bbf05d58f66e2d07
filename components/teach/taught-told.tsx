import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBook, useHere } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { useTaughtSites } from './use-teaching.ts';

/** Tells whoever taught Carnet a site that it is read no more, wherever that was met (R15); nothing otherwise. */
export function TaughtTold() {
  const book = useBook();
  const { data } = useTaughtSites();
  const { data: here } = useHere();
  // The page in front says it itself, with the way out.
  const isHere = (id: string) => here?.lost?.endsWith(id) === true;
  const lost = data?.sites.filter((site) => site.lost && site.isMine && !isHere(site.id)) ?? [];
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
