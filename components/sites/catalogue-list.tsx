import { useDeferredValue, useRef, useState } from 'react';
import { Search } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { plural, t } from '#lib/i18n/words.ts';
import type { SwitchedOn } from '#lib/settings/settings.ts';
import { patternTyped } from '#lib/settings/sites.ts';
import { recipeIdOf } from '#lib/sites/site.ts';
import { AddressForm } from './address-form.tsx';
import { findSites, onBy, type Group } from './find-sites.ts';
import { SiteCard } from './site-card.tsx';
import { fixedSites, groupName } from './site-words.tsx';
import { useKnown } from './use-known.ts';
import css from './sites.module.css';

/** Every site that is known, searched and by groups, each with its one click (C22). */
export function CatalogueList({ on }: { on: readonly SwitchedOn[] }) {
  const [text, setText] = useState('');
  const found = findSites(useDeferredValue(text));
  const count = found.reduce((sum, { sites }) => sum + sites.length, 0);
  const field = useRef<HTMLInputElement>(null);
  const known = useKnown();
  const find = (name: string) => {
    setText(name);
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <div className={css.search}>
        <TextField
          ref={field}
          label={t('sites_search')}
          hideLabel
          placeholder={t('sites_search')}
          prefix={<Search aria-hidden />}
          type="search"
          value={text}
          onChange={setText}
          maxLength={200}
        />
        <output className={css.found}>
          {text.trim() !== '' && count > 0 && plural('sites_found', count)}
        </output>
      </div>
      {known.error && (
        <Banner
          tone="warn"
          role="alert"
          actions={<Button onPress={() => void known.refetch()}>{t('retry')}</Button>}
        >
          {t('sites_known_failed')}
        </Banner>
      )}
      {known.isPending && <output className={css.spoken}>{t('sites_grade_loading')}</output>}
      {found.map((group) => (
        <GroupOf key={group.kind} group={group} on={on} known={known} onFind={find} />
      ))}
      {count === 0 && (
        <output className={css.none}>
          <Empty icon={<Search />} title={t('sites_no_match', text.trim())}>
            {t('sites_no_match_way')}
          </Empty>
        </output>
      )}
      <section className={css.group} aria-label={t('sites_other_title')}>
        <h2 className={css.groupTitle}>{t('sites_other_title')}</h2>
        <p className={css.lead}>{t('sites_other')}</p>
        <AddressForm key={count === 0 ? text : ''} begun={count === 0 && patternTyped(text) ? text : ''} />
      </section>
    </>
  );
}

type GroupProps = {
  group: Group;
  on: readonly SwitchedOn[];
  known: ReturnType<typeof useKnown>;
  onFind: (name: string) => void;
};

function GroupOf({ group, on, known, onFind }: GroupProps) {
  const all = [...on, ...fixedSites()];
  const state = known.data ? 'there' : known.error ? 'missing' : 'loading';
  return (
    <section className={css.group} aria-label={groupName(group.kind)}>
      <h2 className={css.groupTitle}>{groupName(group.kind)}</h2>
      {group.kind === 'mail' && <p className={css.lead}>{t('sites_group_mail_lead')}</p>}
      <ul className={css.cards}>
        {group.sites.map((site) => (
          <SiteCard
            key={site.id}
            site={site}
            on={onBy(site, all)}
            known={known.data?.[recipeIdOf(site)]}
            state={state}
            onFind={onFind}
          />
        ))}
      </ul>
    </section>
  );
}
