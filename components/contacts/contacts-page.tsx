import { Suspense, useState } from 'react';
import { Spinner } from '#components/ui/spinner.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import { t } from '#lib/i18n/words.ts';
import { ContactsView } from './contacts-view.tsx';
import { Jobs } from './jobs.tsx';
import { Nav, viewName } from './nav.tsx';
import type { ListRoute, PlainView } from './route.ts';
import { useRoute } from './use-route.ts';
import { ProfileView, views } from './views.tsx';
import css from './contacts.module.css';

/** The full-tab contacts page: the way through it on the left, one view on the right. */
export function ContactsPage() {
  const route = useRoute();
  // The list keeps its search and its place while something else is looked at.
  const [list, setList] = useState<ListRoute | null>(null);
  if (route.view === 'contacts' && route !== list) setList(route);
  return (
    <div className={css.page}>
      <Nav route={route} />
      <main className={css.content} aria-label={viewName(route.view)}>
        {list && (
          <div className={css.kept} hidden={route.view !== 'contacts'}>
            <ContactsView route={list} />
          </div>
        )}
        {route.view === 'profile' && (
          <Suspense fallback={<Waiting />}>
            <ProfileView key={route.contact} id={route.contact} />
          </Suspense>
        )}
        {route.view !== 'contacts' && route.view !== 'profile' && <Settings view={route.view} />}
      </main>
      <div className={css.under}>
        <Jobs />
        <Toasts />
      </div>
    </div>
  );
}

/** Views that are wider than a sheet of settings. */
const WIDE: ReadonlySet<PlainView> = new Set(['home', 'organisations', 'import', 'duplicates', 'sites']);

function Settings({ view }: { view: PlainView }) {
  const View = views[view];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and for some roles holds nothing else to go to
    <div className={css.settings} tabIndex={0}>
      <div className={WIDE.has(view) ? css.wideSheet : css.sheet}>
        <Suspense fallback={<Waiting />}>
          <View />
        </Suspense>
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <p className={css.waiting}>
      <Spinner label={t('list_loading')} />
    </p>
  );
}
