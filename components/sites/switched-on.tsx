import { Globe, Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { t } from '#lib/i18n/words.ts';
import type { SwitchedOn } from '#lib/settings/settings.ts';
import { shownOn, type Shown } from './find-sites.ts';
import { fixedSites, hostOf, listed, SiteMark, siteName } from './site-words.tsx';
import { useSwitch } from './use-switch.ts';
import css from './sites.module.css';

/** Where Carnet is switched on, and off again at once (G12); and what the installation itself allows. */
export function SwitchedOnSites({ on }: { on: readonly SwitchedOn[] }) {
  const fixed = fixedSites();
  const own = on.filter(({ pattern }) => !fixed.some((one) => one.pattern === pattern));
  return (
    <section aria-label={t('sites_on_title')} className={css.group}>
      <h2 className={css.groupTitle}>{t('sites_on_title')}</h2>
      <KeepFocus>
        {own.length + fixed.length === 0 ? (
          <Empty icon={<Globe />} title={t('sites_empty')} />
        ) : (
          <ul className={css.on}>
            {shownOn(own).map((shown) => (
              <OnRow key={shown.site?.id ?? shown.patterns[0]} {...shown} />
            ))}
            {fixed.map(({ pattern }) => (
              <li key={pattern} className={css.onRow}>
                <Globe aria-hidden size={24} className={css.unknown} />
                <span className={css.names}>
                  <span className={css.name}>{hostOf(pattern)}</span>
                  <span className={css.host}>{t('sites_at_install')}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </KeepFocus>
    </section>
  );
}

function OnRow({ site, patterns }: Shown) {
  const hosts = listed(patterns.map(hostOf));
  const name = site ? siteName(site) : hosts;
  const { off } = useSwitch(name);
  return (
    <li className={css.onRow}>
      {site ? <SiteMark site={site} /> : <Globe aria-hidden size={24} className={css.unknown} />}
      <span className={css.names}>
        <span className={css.name}>{name}</span>
        {site && <span className={css.host}>{hosts}</span>}
      </span>
      <Button
        size="s"
        icon={<Power aria-hidden />}
        aria-label={site ? t('sites_switch_off_this', name) : t('sites_switch_off_at', hosts)}
        onPress={() => void off(patterns)}
      >
        {t('sites_switch_off')}
      </Button>
    </li>
  );
}
