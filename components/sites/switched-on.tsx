import { Globe, Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Item, ItemList, ItemWords } from '#components/ui/item-list.tsx';
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
          <ItemList>
            {shownOn(own).map((shown) => (
              <OnRow key={shown.site?.id ?? shown.patterns[0]} {...shown} />
            ))}
            {fixed.map(({ pattern }) => (
              <Item key={pattern}>
                <Globe aria-hidden size={24} className={css.unknown} />
                <ItemWords name={hostOf(pattern)} detail={t('sites_at_install')} />
              </Item>
            ))}
          </ItemList>
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
    <Item>
      {site ? <SiteMark site={site} /> : <Globe aria-hidden size={24} className={css.unknown} />}
      <ItemWords name={name} detail={site && hosts} />
      <Button
        size="s"
        icon={<Power aria-hidden />}
        aria-label={site ? t('sites_switch_off_this', name) : t('sites_switch_off_at', hosts)}
        onPress={() => void off(patterns)}
      >
        {t('sites_switch_off')}
      </Button>
    </Item>
  );
}
