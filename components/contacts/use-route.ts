import { useSyncExternalStore, useMemo } from 'react';
import { hashOf, readRoute, type Route } from './route.ts';

/** Where the contacts page stands, by its address; links and the browser's own back button move it. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

/** Goes to a place of the page. `instead`: the place before is not gone back to. */
export function goTo(route: Route, options: { instead?: boolean } = {}): void {
  if (!options.instead) {
    location.hash = hashOf(route);
    return;
  }
  history.replaceState(null, '', hashOf(route));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Shows a contact in the drawer beside the list that is there, or nobody. */
export function showContact(id: string | null): void {
  const now = readRoute(location.hash);
  const list = now.view === 'contacts' ? now : null;
  goTo({
    view: 'contacts',
    contact: id,
    action: null,
    segment: list?.segment ?? null,
    filter: list?.filter ?? null,
  });
}
