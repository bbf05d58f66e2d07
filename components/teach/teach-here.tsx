import { useState } from 'react';
import { MousePointerClick } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { switchOn } from '#lib/settings/sites.ts';
import css from './teach.module.css';

export type TeachHereProps = {
  /** The pattern to ask permission for, where Carnet is not on yet; null where it is. */
  pattern: string | null;
  /** The taught site that reads no more. */
  again?: string;
  words?: string;
  /** The picker is on the page: what covers it may go. */
  onBegun?: () => void;
};

/** "Teach Carnet this page" (R15): asks for the host where it must, then puts the picker into the page in front. */
export function TeachHere({ pattern, again, words, onBegun }: TeachHereProps) {
  const book = useBook();
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const begin = async () => {
    setBusy(true);
    setFailed('');
    try {
      // Nothing is waited for before this: outside the turn of the click the browser refuses to ask.
      const isOn = pattern === null || (await switchOn([pattern]));
      if (!isOn) return setFailed(t('sites_refused'));
      await book.teachHere(again);
      onBegun?.();
    } catch (error) {
      setFailed(problemText(error));
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  return (
    <div className={css.here}>
      <Button
        size="s"
        variant={again === undefined ? 'quiet' : 'plain'}
        icon={<MousePointerClick aria-hidden />}
        isBusy={isBusy}
        onPress={() => void begin()}
      >
        {words ?? t('teach_here')}
      </Button>
      <output className={css.failed}>{failed}</output>
    </div>
  );
}
