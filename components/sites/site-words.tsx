import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { language, t, type WordKey } from '#lib/i18n/words.ts';
import { grantedAtInstall } from '#lib/settings/sites.ts';
import type { SwitchedOn } from '#lib/settings/settings.ts';
import { readsPerson, type Known } from '#lib/sites/known.ts';
import type { Site, SiteKind } from '#lib/sites/site.ts';

/** The names of those that are no brand's; typed, so that a key that is not there fails the build. */
const NAMES: Readonly<Record<string, WordKey>> = {
  'forward-gmail': 'site_forward_gmail',
  'forward-outlook': 'site_forward_outlook',
  'forward-domain': 'site_forward_domain',
  'imap-gmail': 'site_imap_gmail',
  'imap-smtp': 'site_imap_smtp',
  demo: 'site_demo',
};

/** What a site is called: as it writes itself, or in the reader's language. */
export function siteName({ id, name }: Pick<Site, 'id' | 'name'>): string {
  const key = NAMES[id];
  return name ?? (key ? t(key) : id);
}

export function SiteMark({ site }: { site: Pick<Site, 'mark' | 'color'> }) {
  return <ChannelMark mark={site.mark} color={site.color} />;
}

export const groupName = (kind: Exclude<SiteKind, 'test'>) => t(`sites_group_${kind}`);

/** How well a site is read; `none`: it has no recipe. */
export type ShownGrade = 'proven' | 'facts' | 'address' | 'none';

/** A recipe that a team taught is none of the catalogue's. */
export const gradeOf = (known: Known | undefined): ShownGrade =>
  known === undefined || known.grade === 'taught' ? 'none' : known.grade;
export const gradeName = (grade: ShownGrade) => t(`sites_grade_${grade}`);
export const gradeWhat = (grade: ShownGrade) => t(`sites_grade_${grade}_what`);

/** What is read of a site, as one line; of a site by its address at least which site it is. */
export function readsLine(known: Known): string {
  const parts = known.reads.map((what) => t(`sites_read_${what}`));
  const line = listed(parts.length > 0 ? parts : [t('sites_read_site')]);
  const told = known.grade === 'address' ? t('sites_tells', line) : t('sites_reads', line);
  return readsPerson(known) ? told : `${told}. ${t('sites_no_person')}`;
}

/** Words one after the other, with commas. */
export function listed(parts: string[]): string {
  return new Intl.ListFormat(language(), { type: 'unit' }).format(parts);
}

/** The host of a match pattern, as people know it from above the page. */
export function hostOf(pattern: string): string {
  return pattern.replace(/^[^/]*\/\//u, '').replace(/(?::\*)?\/.*$/u, '');
}

/** What is on by the installation itself, which no one can switch off here. */
export const fixedSites = (): SwitchedOn[] => grantedAtInstall().map((pattern) => ({ site: '', pattern }));
