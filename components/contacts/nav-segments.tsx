import { useCounts } from '#components/use-counts.ts';
import { useSegments } from '#components/use-segments.ts';
import { t } from '#lib/i18n/words.ts';
import { NavGroup, NavLink } from './nav-link.tsx';
import { hashOf, type Route } from './route.ts';

/** The workspace's segments with how many are in each now (E25); nothing while there are none. */
export function NavSegments({ route }: { route: Route }) {
  const { data: segments = [] } = useSegments();
  const readable = segments.filter(({ filter }) => filter !== null);
  const { data: counts, isPlaceholderData } = useCounts(readable.flatMap(({ filter }) => filter ?? []));
  if (segments.length === 0) return null;
  const countOf = (id: string) => {
    const at = readable.findIndex((one) => one.id === id);
    // Counts of before belong to the segments of before.
    return at === -1 || isPlaceholderData ? undefined : counts?.[at];
  };
  return (
    <NavGroup title={t('nav_segments')}>
      {segments.map(({ id, name }) => (
        <NavLink
          key={id}
          to={hashOf({ view: 'contacts', contact: null, action: null, segment: id })}
          isHere={route.view === 'contacts' && route.segment === id}
          count={countOf(id)}
        >
          <span dir="auto" title={name}>
            {name}
          </span>
        </NavLink>
      ))}
    </NavGroup>
  );
}
