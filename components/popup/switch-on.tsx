import { useState } from 'react';
import { Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { t } from '#lib/i18n/words.ts';
import { switchOff, switchOn } from '#lib/settings/sites.ts';
import type { TabHost } from './use-tab.ts';
import css from './popup.module.css';

/** A site that is not read: switched on by one click, in which the browser asks (G12, law 10). */
export function SwitchOn({ tab, onChanged }: { tab: TabHost; onChanged: () => void }) {
  const [isRefused, setRefused] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const ask = () => {
    setBusy(true);
    // First of all, in the turn of the click: else the browser refuses to ask.
    void switchOn(tab.pattern).then((allowed) => {
      setBusy(false);
      setRefused(!allowed);
      if (allowed) onChanged();
    });
  };
  return (
    <section className={css.off} aria-label={t('sites_title')}>
      <p className={css.offTitle}>{t('sites_switch_on_title', tab.host)}</p>
      <p className={css.offWhy}>{t('sites_switch_on_why')}</p>
      <Button size="s" icon={<Power aria-hidden />} isBusy={isBusy} onPress={ask}>
        {t('sites_switch_on')}
      </Button>
      <p role="status" className={css.offWhy}>
        {isRefused && t('sites_refused')}
      </p>
    </section>
  );
}

/** A site that is on, where nobody is read now; off again by one click. */
export function SwitchedOn({
  tab,
  words,
  onChanged,
}: {
  tab: TabHost;
  words: string;
  onChanged: () => void;
}) {
  return (
    <section className={css.on} aria-label={t('sites_title')}>
      <span className={css.onWords}>
        <span className={css.offTitle}>{tab.host}</span>
        <span className={css.offWhy} role="status">
          {words}
        </span>
      </span>
      <Button
        size="s"
        variant="quiet"
        aria-label={t('sites_switch_off_at', tab.host)}
        onPress={() => void switchOff(tab.pattern).then(onChanged)}
      >
        {t('sites_switch_off')}
      </Button>
    </section>
  );
}
