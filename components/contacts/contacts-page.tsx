import { useState } from 'react';
import { Conflicts } from '#components/conflicts/conflicts.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import { Team } from '#components/team/team.tsx';
import { t } from '#lib/i18n/words.ts';
import { Appearance } from './appearance.tsx';
import { ContactsView } from './contacts-view.tsx';
import { Integrations } from './integrations.tsx';
import { Nav } from './nav.tsx';
import type { Route } from './route.ts';
import { Sites } from './sites.tsx';
import { useRoute } from './use-route.ts';
import css from './contacts.module.css';

type ListRoute = Extract<Route, { view: 'contacts' }>;

/** The full-tab contacts page: the way through it on the left, one view on the right. */
export function ContactsPage() {
  const route = useRoute();
  // The list keeps its search and its place while a setting is looked at.
  const [list, setList] = useState<ListRoute | null>(null);
  if (route.view === 'contacts' && route !== list) setList(route);
  return (
    <div className={css.page}>
      <Nav view={route.view} />
      <main className={css.content} aria-label={titleOf(route)}>
        {list && (
          <div className={css.kept} hidden={route.view !== 'contacts'}>
            <ContactsView route={list} />
          </div>
        )}
        {route.view !== 'contacts' && (
          <div className={css.settings}>
            <div className={css.sheet}>
              <SettingsView view={route.view} />
            </div>
          </div>
        )}
      </main>
      <Toasts />
    </div>
  );
}

function SettingsView({ view }: { view: Exclude<Route['view'], 'contacts'> }) {
  switch (view) {
    case 'conflicts':
      return <Conflicts />;
    case 'team':
      return <Team />;
    case 'integrations':
      return <Integrations />;
    case 'sites':
      return <Sites />;
    default:
      return <Appearance />;
  }
}

function titleOf({ view }: Route): string {
  if (view === 'contacts') return t('contacts');
  if (view === 'integrations') return t('integrations');
  if (view === 'sites') return t('sites_title');
  return t(`nav_${view}`);
}
