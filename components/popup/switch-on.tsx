import { useState } from 'react';
import { Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { SiteMark, siteName } from '#components/sites/site-words.tsx';
import { useBook } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { switchOff, switchOn } from '#lib/settings/sites.ts';
import type { TabHost } from './use-tab.ts';
import css from './popup.module.css';

/** A site that is not read: switched on by one click, in which the browser asks (G12, law 10). */
export function SwitchOn({ tab, onChanged }: { tab: TabHost; onChanged: () => void }) {
  const book = useBook();
  const [isRefused, setRefused] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    // Nothing is waited for before this: outside the turn of the click the browser refuses to ask.
    const allowed = await switchOn([tab.pattern], tab.site?.id);
    setBusy(false);
    setRefused(!allowed);
    if (allowed) onChanged();
  };
  const all = () => void book.openContactsPage({ view: 'sites' }).then(() => window.close());
  return (
    <section className={css.off} aria-label={t('sites_title')}>
      <p className={css.offTitle}>{t('sites_switch_on_title', tab.host)}</p>
      {tab.site && (
        <p className={css.offSite}>
          <SiteMark site={tab.site} />
          {t('sites_looks_like', siteName(tab.site))}
        </p>
      )}
      <p className={css.offWhy}>{t('sites_switch_on_why')}</p>
      <span className={css.offActs}>
        <Button size="s" icon={<Power aria-hidden />} isBusy={isBusy} onPress={() => void ask()}>
          {t('sites_switch_on')}
        </Button>
        <Button size="s" variant="quiet" onPress={all}>
          {t('sites_all')}
        </Button>
      </span>
      <output className={css.offWhy}>{isRefused && t('sites_refused')}</output>
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
        <output className={css.offWhy}>{words}</output>
      </span>
      {!tab.isFixed && (
        <Button
          size="s"
          variant="quiet"
          aria-label={t('sites_switch_off_at', tab.host)}
          onPress={() => void switchOff(tab.onBy).then(onChanged)}
        >
          {t('sites_switch_off')}
        </Button>
      )}
    </section>
  );
}
