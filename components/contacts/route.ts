import { customId } from '#lib/model/attribute.ts';
import { operators, type Condition, type Filter } from '#lib/model/filter.ts';

/** What the contacts page shows; each has an address of its own, so that it can be linked to and gone back to. */
export type Route = ListRoute | { view: 'profile'; contact: string } | { view: PlainView };

/** The list: of everybody, of a segment, or of whom a linked filter lets through; with a contact beside it. */
export type ListRoute = {
  view: 'contacts';
  contact: string | null;
  action: ContactAction | null;
  segment?: string | null;
  filter?: Filter | null;
};
export type ContactAction = (typeof ACTIONS)[number] | 'add';
export type PlainView = (typeof PLAIN)[number];

const ACTIONS = ['edit', 'delete', 'block', 'unblock'] as const;
const PLAIN = [
  'home',
  'organisations',
  'tags',
  'attributes',
  'duplicates',
  'blocked',
  'merges',
  'deleted',
  'retention',
  'import',
  'conflicts',
  'team',
  'integrations',
  'sites',
  'never',
  'appearance',
] as const;

/**
 * Reads `#/contact/<id>`, `#/contact/<id>/edit`, `#/segment/<id>`, `#/segment/<id>/contact/<id>`, `#/filter/<JSON>`,
 * `#/profile/<id>`, `#/add`, `#/team` ...; the list of everybody for anything else.
 */
export function readRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/u, '')
    .split('/')
    .map(decoded);
  const [view = '', id = '', ...rest] = parts;
  const plain = PLAIN.find((name) => name === view);
  if (plain) return { view: plain };
  if (view === 'profile' && id !== '') return { view: 'profile', contact: id };
  if (view === 'add') return { view: 'contacts', contact: null, action: 'add' };
  if (view === 'segment' && id !== '') return { ...contactAt(rest), segment: id };
  if (view === 'filter') return { ...contactAt(rest), filter: filterOf(id) };
  return contactAt(parts);
}

/** The address of a route; `readRoute` of it gives the route again. */
export function hashOf(route: Route): string {
  if (route.view === 'profile') return `#/profile/${encodeURIComponent(route.contact)}`;
  if (route.view !== 'contacts') return `#/${route.view}`;
  const place = placeOf(route);
  if (route.contact !== null)
    return `#${place}/contact/${encodeURIComponent(route.contact)}${route.action === null ? '' : `/${route.action}`}`;
  if (route.action === 'add') return '#/add';
  return `#${place === '' ? '/contacts' : place}`;
}

/** Which list it is, without who stands beside it: routes of one place are one list. */
export function placeOf({ segment, filter }: Pick<ListRoute, 'segment' | 'filter'>): string {
  if (segment) return `/segment/${encodeURIComponent(segment)}`;
  return filter ? `/filter/${encodeURIComponent(JSON.stringify(filter.groups))}` : '';
}

function contactAt([word = '', id = '', action = '']: string[]): ListRoute {
  if (word !== 'contact' || id === '') return { view: 'contacts', contact: null, action: null };
  return { view: 'contacts', contact: id, action: ACTIONS.find((one) => one === action) ?? null };
}

/** A link may come from anywhere: what is no filter is none. What a filter asks is checked again by the book. */
function filterOf(json: string): Filter | null {
  try {
    const groups: unknown = JSON.parse(json);
    const isFilter =
      Array.isArray(groups) && groups.every((one) => Array.isArray(one) && one.every(isCondition));
    return isFilter ? { groups } : null;
  } catch {
    return null;
  }
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null || !('attribute' in value && 'is' in value)) return false;
  const { attribute, is } = value;
  const isNamed = typeof attribute === 'string' && (customId(attribute) !== null || /^\w+$/u.test(attribute));
  return isNamed && operators.some((one) => one === is) && 'value' in value;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
