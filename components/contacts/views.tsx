import { lazy, type ComponentType } from 'react';
import type { PlainView } from './route.ts';

/** Each view comes as a file of its own when it is first looked at: the page opens with the list. */
export const views: Record<PlainView, ComponentType> = {
  home: lazy(() => import('./home.tsx').then(({ Home }) => ({ default: Home }))),
  organisations: lazy(() =>
    import('./organisations.tsx').then(({ Organisations }) => ({ default: Organisations })),
  ),
  tags: lazy(() => import('./tags.tsx').then(({ TagsView }) => ({ default: TagsView }))),
  attributes: lazy(() =>
    import('./attributes.tsx').then(({ AttributesView }) => ({ default: AttributesView })),
  ),
  duplicates: lazy(() =>
    import('#components/twins/duplicates.tsx').then(({ DuplicatesView }) => ({ default: DuplicatesView })),
  ),
  blocked: lazy(() => import('./blocked-view.tsx').then(({ BlockedView }) => ({ default: BlockedView }))),
  merges: lazy(() =>
    import('./merge-history-view.tsx').then(({ MergeHistoryView }) => ({ default: MergeHistoryView })),
  ),
  deleted: lazy(() => import('./deleted-view.tsx').then(({ DeletedView }) => ({ default: DeletedView }))),
  retention: lazy(() =>
    import('./retention-view.tsx').then(({ RetentionView }) => ({ default: RetentionView })),
  ),
  import: lazy(() =>
    import('#components/import/import-view.tsx').then(({ ImportView }) => ({ default: ImportView })),
  ),
  conflicts: lazy(() =>
    import('#components/conflicts/conflicts.tsx').then(({ Conflicts }) => ({ default: Conflicts })),
  ),
  team: lazy(() => import('#components/team/team.tsx').then(({ Team }) => ({ default: Team }))),
  integrations: lazy(() =>
    import('./integrations.tsx').then(({ Integrations }) => ({ default: Integrations })),
  ),
  sites: lazy(() =>
    import('#components/sites/sites-view.tsx').then(({ SitesView }) => ({ default: SitesView })),
  ),
  never: lazy(() =>
    import('#components/capture/never-view.tsx').then(({ NeverView }) => ({ default: NeverView })),
  ),
  appearance: lazy(() => import('./appearance.tsx').then(({ Appearance }) => ({ default: Appearance }))),
};

export const ProfileView = lazy(() => import('./profile.tsx').then(({ Profile }) => ({ default: Profile })));
