import { UsersRound } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { useAllTwins } from './use-twins.ts';
import css from './twins.module.css';

/** How many possible duplicates there are, and the way to them (B26); nothing where there are none. */
export function TwinsNews({ onLeave }: { onLeave?: () => void }) {
  const { data } = useAllTwins();
  const book = useBook();
  if (!data || data.total === 0) return null;
  const go = () => void book.openContactsPage({ view: 'duplicates' }).then(onLeave);
  return (
    <div className={css.news}>
      <UsersRound aria-hidden />
      <p>{plural('twins_count', data.total)}</p>
      <Button size="s" onPress={go}>
        {t('twins_see')}
      </Button>
    </div>
  );
}
