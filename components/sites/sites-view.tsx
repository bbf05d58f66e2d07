import { ShieldCheck } from 'lucide-react';
import { NeverProposals } from '#components/capture/never-proposals.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { TaughtSites } from '#components/teach/taught-sites.tsx';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import { switchedOn } from '#lib/settings/settings.ts';
import { CatalogueList } from './catalogue-list.tsx';
import { GradeLegend } from './grade.tsx';
import { fixedSites } from './site-words.tsx';
import { Suggestion } from './suggestion.tsx';
import { SwitchedOnSites } from './switched-on.tsx';
import css from './sites.module.css';

/** Where Carnet reads: what is on, with off; and every site there is, each by one click. A first run begins here. */
export function SitesView() {
  const [on] = useSetting(switchedOn);
  const isFirst = on.length + fixedSites().length === 0;
  return (
    <>
      <SettingsHead title={isFirst ? t('sites_first_title') : t('sites_title')}>
        {isFirst ? t('sites_first_lead') : t('sites_lead')}
      </SettingsHead>
      <section className={css.why} aria-label={t('sites_why_title')}>
        <ShieldCheck aria-hidden />
        <div>
          <h2 className={css.whyTitle}>{t('sites_why_title')}</h2>
          <p>{t('sites_why')}</p>
        </div>
      </section>
      <Suggestion on={on} />
      <NeverProposals />
      {!isFirst && <SwitchedOnSites on={on} />}
      <GradeLegend />
      <CatalogueList on={on} />
      <TaughtSites />
    </>
  );
}
