import { useEffect, useRef, useState } from 'react';
import { Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ItemWords } from '#components/ui/item-list.tsx';
import { Select } from '#components/ui/select.tsx';
import { t } from '#lib/i18n/words.ts';
import type { Known } from '#lib/sites/known.ts';
import { siteById } from '#lib/sites/catalogue.ts';
import type { Site } from '#lib/sites/site.ts';
import { AddressForm } from './address-form.tsx';
import { isByCountry, nearestHost } from './find-sites.ts';
import { Grade, GradeLoading } from './grade.tsx';
import { gradeOf, hostOf, readsLine, SiteMark, siteName } from './site-words.tsx';
import { useSwitch } from './use-switch.ts';
import css from './sites.module.css';

export type SiteCardProps = {
  site: Site;
  /** By which patterns it is on. */
  on: readonly string[];
  /** What its recipe reads; undefined: it has none. */
  known: Known | undefined;
  /** `missing` when what recipes read could not be loaded. */
  state: 'loading' | 'there' | 'missing';
  /** Looks for another site by its name. */
  onFind: (name: string) => void;
};

/** One site of the catalogue: what it is, how well it is read, and its one click. */
export function SiteCard({ site, on, known, state, onFind }: SiteCardProps) {
  const isRead = site.kind !== 'mail' || site.anywhere;
  const others = on.filter((pattern) => !site.hosts.includes(pattern)).map(hostOf);
  const [card, acted] = useFocusStays(on.length);
  return (
    <li ref={card} className={css.card} aria-label={siteName(site)}>
      <span className={css.head}>
        <SiteMark site={site} />
        <ItemWords name={siteName(site)} />
        {isRead &&
          (state === 'there' ? <Grade grade={gradeOf(known)} /> : state === 'loading' && <GradeLoading />)}
      </span>
      {!isByCountry(site) && site.hosts.length + others.length > 0 && (
        <p className={css.host}>{[...site.hosts.map(hostOf), ...others].join(', ')}</p>
      )}
      {known && <p className={css.reads}>{readsLine(known)}</p>}
      {site.readIn && <ReadIn ids={site.readIn} onFind={onFind} />}
      <Ways site={site} on={on} onAct={acted} />
    </li>
  );
}

/** The webmails in which its messages are read: each is a way to where it is switched on. */
function ReadIn({ ids, onFind }: { ids: readonly string[]; onFind: (name: string) => void }) {
  const names = ids.flatMap((id) => siteById(id) ?? []).map(siteName);
  return (
    <span className={css.readIn}>
      <span>{t('sites_read_in')}</span>
      {names.map((name) => (
        <Button key={name} size="s" variant="quiet" onPress={() => onFind(name)}>
          {name}
        </Button>
      ))}
    </span>
  );
}

/**
 * The button that was pressed goes when the site is on, or off: the first of those in its place gets the focus.
 * @param count of what changes by the press
 */
function useFocusStays(count: number) {
  const card = useRef<HTMLLIElement>(null);
  const hasActed = useRef(false);
  const before = useRef(count);
  useEffect(() => {
    if (count === before.current) return;
    before.current = count;
    const isLost = hasActed.current && document.activeElement === document.body;
    hasActed.current = false;
    if (isLost) card.current?.querySelector('button')?.focus();
  }, [count]);
  return [card, () => void (hasActed.current = true)] as const;
}

type WaysProps = Pick<SiteCardProps, 'site' | 'on'> & { onAct: () => void };

/** The ways to switch it on, and off. */
function Ways({ site, on, onAct }: WaysProps) {
  const [isTyping, setTyping] = useState(false);
  const left = site.hosts.filter((host) => !on.includes(host));
  const isCovered = on.some((pattern) => site.hosts.includes(pattern)) || on.some(isBroad);
  const isElsewhere = site.hosts.length + on.length > 0;
  if (isTyping) return <AddressForm site={site} autoFocus onDone={() => setTyping(false)} />;
  return (
    <span className={css.ways}>
      {on.length > 0 && <Off site={site} on={on} onAct={onAct} />}
      {isByCountry(site)
        ? left.length > 0 && <ByCountry site={site} left={left} onAct={onAct} />
        : !isCovered && left.length > 0 && <On site={site} patterns={left} onAct={onAct} />}
      {site.anywhere && (
        <Button
          size="s"
          variant={isElsewhere ? 'quiet' : 'plain'}
          aria-label={t(isElsewhere ? 'sites_elsewhere_of' : 'sites_type_address_of', siteName(site))}
          onPress={() => setTyping(true)}
        >
          {t(isElsewhere ? 'sites_elsewhere' : 'sites_type_address')}
        </Button>
      )}
    </span>
  );
}

const isBroad = (pattern: string) => pattern.includes('//*');

function Off({ site, on, onAct }: WaysProps) {
  const { off } = useSwitch(siteName(site));
  return (
    <>
      <span className={css.isOn}>
        <Power aria-hidden size={13} />
        {t('sites_is_on')}
      </span>
      <Button
        size="s"
        aria-label={t('sites_switch_off_this', siteName(site))}
        onPress={() => {
          onAct();
          void off(on);
        }}
      >
        {t('sites_switch_off')}
      </Button>
    </>
  );
}

function On({ site, patterns, onAct }: { site: Site; patterns: string[]; onAct: () => void }) {
  const { isBusy, on } = useSwitch(siteName(site));
  return (
    <Button
      size="s"
      icon={<Power aria-hidden />}
      isBusy={isBusy}
      aria-label={t('sites_switch_on_this', siteName(site))}
      onPress={() => {
        onAct();
        void on(patterns, site.id);
      }}
    >
      {t('sites_switch_on_short')}
    </Button>
  );
}

/** A site with a host for each country: the nearest stands there, another is chosen. */
function ByCountry({ site, left, onAct }: { site: Site; left: string[]; onAct: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const host = chosen && left.includes(chosen) ? chosen : nearestHost(left, navigator.languages);
  return (
    <span className={css.country}>
      <Select
        label={t('sites_country', siteName(site))}
        hideLabel
        placeholder=""
        choices={left.map((pattern) => ({ id: pattern, name: hostOf(pattern) }))}
        value={host}
        onChange={setChosen}
      />
      {host && <On site={site} patterns={[host]} onAct={onAct} />}
    </span>
  );
}
