import { useEffect, useState } from 'react';
import { UsersRound } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useBook } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { useAllTwins } from './use-twins.ts';
import css from './twins.module.css';

export type TwinsNewsProps = {
  /** Milliseconds until it is asked; 0 unless told. */
  after?: number;
  onLeave?: () => void;
};

/** How many possible duplicates there are, and the way to them (B26); nothing where there are none. */
export function TwinsNews({ after = 0, onLeave }: TwinsNewsProps) {
  const { data } = useAllTwins({ enabled: useIsOver(after) });
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

function useIsOver(milliseconds: number): boolean {
  const [isOver, setOver] = useState(milliseconds === 0);
  useEffect(() => {
    const waiting = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(waiting);
  }, [milliseconds]);
  return isOver;
}
