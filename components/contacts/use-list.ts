import { useDeferredValue, useState } from 'react';
import { useSegments } from '#components/use-segments.ts';
import { useSetting } from '#components/use-setting.ts';
import type { SortKey } from '#lib/messages/book.ts';
import type { Segment, SegmentDraft } from '#lib/messages/definitions.ts';
import { sameFilter, type Filter } from '#lib/model/filter.ts';
import { listColumns } from '#lib/settings/settings.ts';
import { firstSort, kinds, sortAfterClick, usualColumns, type Sort } from './columns.ts';
import type { ListRoute } from './route.ts';
import { useAttributes } from '#components/use-attributes.ts';
import { goTo } from './use-route.ts';

export const noFilter: Filter = { groups: [] };
/** A condition whose attribute is gone matches nobody. */
const forNobody: Filter = { groups: [[{ attribute: 'gone', is: 'known', value: null }]] };

/** What was changed of a segment, or of the list of everybody, and not saved. */
type Edits = { filter?: Filter; columns?: string[]; sort?: Sort };

export type ListState = {
  typed: string;
  type: (text: string) => void;
  /** What is searched for: a little behind what is typed. */
  text: string;
  filter: Filter;
  setFilter: (filter: Filter) => void;
  columns: readonly string[];
  setColumns: (columns: string[]) => void;
  sort: Sort | 'best';
  onSort: (by: SortKey) => void;
  /** The segment that is shown; null: everybody. `lost`: it was deleted, or a newer version wrote it. */
  segment: Segment | 'lost' | null;
  /** Whether the segment is shown otherwise than it was saved. */
  isChanged: boolean;
  reset: () => void;
  /** What was changed is saved: what was changed since stays. */
  settle: (saved: SegmentDraft) => void;
  /** What would be saved of what is shown. */
  draft: (name: string) => SegmentDraft;
};

/** What the list asks for: by its address, by what was saved and remembered, by what was changed since. */
export function useList(route: ListRoute): ListState {
  const [typed, type] = useState('');
  const text = useDeferredValue(typed);
  const [remembered, remember] = useSetting(listColumns);
  const segment = useSegmentOf(route);
  const saved = segment === 'lost' ? null : segment;
  const [edits, edit] = useEdits(route.segment ?? '');
  const base = baseOf(saved, remembered);
  const filter = saved ? (edits.filter ?? base.filter) : (route.filter ?? noFilter);
  const columns = edits.columns ?? base.columns;
  const chosen = edits.sort ?? base.sort;
  // While searching, the best match comes first, until the person asks for an order of their own.
  const sort = edits.sort ?? (text.trim() === '' ? (chosen ?? firstSort) : 'best');
  const { data: attributes = [] } = useAttributes();
  return {
    typed,
    type,
    text,
    filter: segment === 'lost' ? forNobody : filter,
    setFilter: (next) =>
      saved
        ? edit({ filter: next })
        : goTo({ ...route, filter: next.groups.length > 0 ? next : null }, { instead: true }),
    columns,
    setColumns: (next) => (saved ? edit({ columns: next }) : remember(next)),
    sort,
    onSort: (by) => edit({ sort: sortAfterClick(sort, by, kinds(attributes)(by)) }),
    segment,
    isChanged: saved !== null && isOther({ filter, columns, sort: chosen }, base),
    reset: () => edit(null),
    settle: (draft) => edit((now) => (isSaved(now, draft) ? {} : now)),
    draft: (name) => ({ name, filter, columns: [...columns], sort: chosen ?? null }),
  };
}

type Base = { filter: Filter; columns: readonly string[]; sort: Sort | null };

function baseOf(segment: Segment | null, remembered: string[] | null): Base {
  const usual = remembered ?? usualColumns;
  if (!segment) return { filter: noFilter, columns: usual, sort: null };
  const { filter, columns, sort } = segment;
  return { filter: filter ?? noFilter, columns: columns.length > 0 ? columns : usual, sort };
}

function isOther(now: Base, base: Base): boolean {
  return (
    !sameFilter(now.filter, base.filter) ||
    JSON.stringify([now.columns, now.sort]) !== JSON.stringify([base.columns, base.sort])
  );
}

function useSegmentOf({ segment: id }: ListRoute): Segment | 'lost' | null {
  const { data: segments } = useSegments();
  if (!id || !segments) return null;
  const segment = segments.find((one) => one.id === id);
  return segment?.filter ? segment : 'lost';
}

/** Whether all that was changed is in what was saved. */
function isSaved({ filter, columns, sort }: Edits, saved: SegmentDraft): boolean {
  const isIn = (mine: unknown, theirs: unknown) =>
    mine === undefined || JSON.stringify(mine) === JSON.stringify(theirs);
  return isIn(filter, saved.filter) && isIn(columns, saved.columns) && isIn(sort, saved.sort);
}

/** Edits of each list of their own, so that looking at another segment loses none. */
function useEdits(place: string): [Edits, (change: Edits | ((now: Edits) => Edits) | null) => void] {
  const [all, setAll] = useState<Record<string, Edits>>({});
  const change = (edits: Edits | ((now: Edits) => Edits) | null) =>
    setAll((before) => {
      const now = before[place] ?? {};
      return {
        ...before,
        [place]: typeof edits === 'function' ? edits(now) : edits ? { ...now, ...edits } : {},
      };
    });
  return [all[place] ?? {}, change];
}
