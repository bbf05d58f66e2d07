import { NotebookTabs } from 'lucide-react';
import { WorkspaceSwitch } from '#components/team/workspace-switch.tsx';
import { useConflicts, useStatus } from '#components/use-book.ts';
import { useRole } from '#components/use-role.ts';
import { t } from '#lib/i18n/words.ts';
import type { BookStatus } from '#lib/messages/book.ts';
import { may } from '#lib/model/role.ts';
import { NavGroup, NavLink } from './nav-link.tsx';
import { NavSegments } from './nav-segments.tsx';
import { hashOf, type PlainView, type Route } from './route.ts';
import css from './contacts.module.css';

/** The way through the contacts page (E4). Conflicts show up only while there are some, or while they are looked at. */
export function Nav({ route }: { route: Route }) {
  const { data: status } = useStatus();
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
      <ul className={css.navHome}>
        <PlainLink view="home" route={route} />
      </ul>
      <People route={route} status={status} />
      <NavSegments route={route} />
      <Settings route={route} />
    </nav>
  );
}

type Part = { route: Route; status: BookStatus | undefined };

function People({ route, status }: Part) {
  const { data: conflicts } = useConflicts();
  const open = conflicts?.length ?? status?.conflicts ?? 0;
  const isAll = (route.view === 'contacts' && !route.segment) || route.view === 'profile';
  return (
    <NavGroup title={t('nav_people')}>
      <NavLink
        to={hashOf({ view: 'contacts', contact: null, action: null })}
        isHere={isAll}
        count={status?.contacts}
      >
        {t('contacts')}
      </NavLink>
      <PlainLink view="organisations" route={route} />
      <PlainLink view="duplicates" route={route} />
      <PlainLink view="blocked" route={route} />
      {(open > 0 || route.view === 'conflicts') && (
        <PlainLink view="conflicts" route={route} {...(open > 0 && { count: open })} />
      )}
    </NavGroup>
  );
}

/** What a role may not see is not among them (Z). */
function Settings({ route }: Pick<Part, 'route'>) {
  const role = useRole();
  const seesMerges = may(role, 'see-merge-history');
  return (
    <>
      <NavGroup title={t('nav_agents')}>
        <PlainLink view="attributes" route={route} />
        <PlainLink view="tags" route={route} />
        <PlainLink view="import" route={route} />
      </NavGroup>
      {seesMerges && (
        <NavGroup title={t('nav_privacy')}>
          <PlainLink view="merges" route={route} />
          {may(role, 'administer') && <PlainLink view="deleted" route={route} />}
          {may(role, 'administer') && <PlainLink view="retention" route={route} />}
        </NavGroup>
      )}
      <NavGroup title={t('nav_settings')}>
        <PlainLink view="team" route={route} />
        <PlainLink view="integrations" route={route} />
        <PlainLink view="sites" route={route} />
        <PlainLink view="never" route={route} />
        <PlainLink view="appearance" route={route} />
      </NavGroup>
    </>
  );
}

function PlainLink(props: { view: PlainView; route: Route; count?: number }) {
  const { view, route, count } = props;
  return (
    <NavLink to={hashOf({ view })} isHere={route.view === view} count={count}>
      {viewName(view)}
    </NavLink>
  );
}

/** What a view is called, in the nav and as the page's title. */
export function viewName(view: Route['view']): string {
  if (view === 'contacts') return t('contacts');
  if (view === 'integrations') return t('integrations');
  return view === 'sites' ? t('sites_title') : t(`nav_${view}`);
}
