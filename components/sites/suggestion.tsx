import { Globe, Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ItemWords } from '#components/ui/item-list.tsx';
import { t } from '#lib/i18n/words.ts';
import type { SwitchedOn } from '#lib/settings/settings.ts';
import { matchesPattern } from '#lib/sites/at.ts';
import { fixedSites, SiteMark, siteName } from './site-words.tsx';
import { useOpenTabs, type OpenTab } from './use-open-tabs.ts';
import { useSwitch } from './use-switch.ts';
import css from './sites.module.css';

/** The page that the agent came from, if Carnet is not on there: it is the one they most likely mean. */
export function Suggestion({ on }: { on: readonly SwitchedOn[] }) {
  const all = [...on, ...fixedSites()];
  const isOff = ({ host, pattern }: OpenTab) =>
    !all.some((one) => matchesPattern(one.pattern, `${pattern.split(':')[0]}://${host}/`));
  const tab = useOpenTabs().find(isOff);
  return tab ? <Suggested key={tab.pattern} tab={tab} /> : null;
}

function Suggested({ tab: { site, host, pattern } }: { tab: OpenTab }) {
  const name = site ? siteName(site) : host;
  const { isBusy, on } = useSwitch(name);
  return (
    <section className={css.suggestion} aria-label={t('sites_suggest', name)}>
      {site ? <SiteMark site={site} /> : <Globe aria-hidden size={24} className={css.unknown} />}
      <ItemWords name={t('sites_suggest', name)} detail={site && host} />
      <Button
        variant="primary"
        icon={<Power aria-hidden />}
        isBusy={isBusy}
        aria-label={t('sites_switch_on_this', name)}
        onPress={() => void on([pattern], site?.id)}
      >
        {t('sites_switch_on_short')}
      </Button>
    </section>
  );
}
