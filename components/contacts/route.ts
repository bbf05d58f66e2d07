/** What the contacts page shows; each has an address of its own, so that it can be linked to and gone back to. */
export type Route =
  | { view: 'contacts'; contact: string | null; action: 'edit' | 'delete' | 'add' | null }
  | { view: 'conflicts' | 'team' | 'integrations' | 'sites' | 'appearance' };

const PLAIN = ['conflicts', 'team', 'integrations', 'sites', 'appearance'] as const;

/** Reads `#/contact/<id>`, `#/contact/<id>/edit`, `#/add`, `#/team` ...; the list for anything else. */
export function readRoute(hash: string): Route {
  const [view = '', id = '', action = ''] = hash
    .replace(/^#?\/?/u, '')
    .split('/')
    .map(decoded);
  const plain = PLAIN.find((name) => name === view);
  if (plain) return { view: plain };
  if (view === 'add') return { view: 'contacts', contact: null, action: 'add' };
  if (view !== 'contact' || id === '') return { view: 'contacts', contact: null, action: null };
  return { view: 'contacts', contact: id, action: action === 'edit' || action === 'delete' ? action : null };
}

/** The address of a route; `readRoute` of it gives the route again. */
export function hashOf(route: Route): string {
  if (route.view !== 'contacts') return `#/${route.view}`;
  if (route.contact === null) return route.action === 'add' ? '#/add' : '#/contacts';
  return `#/contact/${encodeURIComponent(route.contact)}${route.action === null ? '' : `/${route.action}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
