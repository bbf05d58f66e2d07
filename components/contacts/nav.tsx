import type { ReactNode } from 'react';
import { NotebookTabs } from 'lucide-react';
import { WorkspaceSwitch } from '#components/team/workspace-switch.tsx';
import { useConflicts, useStatus } from '#components/use-book.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import { hashOf, type Route } from './route.ts';
import css from './contacts.module.css';

/** The way through the contacts page. Conflicts show up only while there are some, or while they are looked at. */
export function Nav({ view }: { view: Route['view'] }) {
  const { data: status } = useStatus();
  const { data: conflicts } = useConflicts();
  const open = conflicts?.length ?? status?.conflicts ?? 0;
  return (
    <nav className={css.nav} aria-label={t('app_name')}>
      <p className={css.brand}>
        <NotebookTabs aria-hidden />
        <span>{t('app_name')}</span>
      </p>
      <WorkspaceSwitch className={css.switch} />
      {status?.workspace?.others === 0 && (
        <p className={css.workspace} title={status.workspace.name}>
          {status.workspace.name}
        </p>
      )}
      <NavGroup title={t('nav_people')}>
        <NavLink view="contacts" now={view} count={status?.contacts}>
          {t('contacts')}
        </NavLink>
        {(open > 0 || view === 'conflicts') && (
          <NavLink view="conflicts" now={view} count={open}>
            {t('nav_conflicts')}
          </NavLink>
        )}
      </NavGroup>
      <NavGroup title={t('nav_settings')}>
        <NavLink view="team" now={view}>
          {t('nav_team')}
        </NavLink>
        <NavLink view="integrations" now={view}>
          {t('integrations')}
        </NavLink>
        <NavLink view="sites" now={view}>
          {t('sites_title')}
        </NavLink>
        <NavLink view="appearance" now={view}>
          {t('nav_appearance')}
        </NavLink>
      </NavGroup>
    </nav>
  );
}

function NavGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.navGroup}>
      <h2 className={css.navTitle}>{title}</h2>
      <ul>{children}</ul>
    </div>
  );
}

function NavLink(props: {
  view: Route['view'];
  now: Route['view'];
  count?: number | undefined;
  children: ReactNode;
}) {
  const { view, now, count, children } = props;
  const to = hashOf(view === 'contacts' ? { view, contact: null, action: null } : { view });
  return (
    <li>
      <a className={css.link} href={to} {...(view === now && { 'aria-current': 'page' as const })}>
        <span>{children}</span>
        {count !== undefined && <span className={css.count}>{formatNumber(count)}</span>}
      </a>
    </li>
  );
}
