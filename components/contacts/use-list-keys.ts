import { useState, type KeyboardEvent } from 'react';
import { stepOf } from './list-keys.ts';
import type { Windows } from './use-windows.ts';

export type ListKeys = {
  /** The row that the keys are about. */
  active: number;
  setActive: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** What keys do with the active row. */
export type RowKeys = {
  open: (index: number) => void;
  openMenu: (index: number) => void;
  tick: (index: number, range: boolean) => void;
  scrollTo: (index: number) => void;
};

/** The active row: it stays with its contact while the list changes around it. */
export function useListKeys(windows: Windows, rows: RowKeys): ListKeys {
  const [place, setPlace] = useState<{ index: number; id: string | null }>({ index: 0, id: null });
  const moved = place.id !== null && windows.row(place.index)?.id !== place.id ? windows.find(place.id) : -1;
  const active = Math.min(moved === -1 ? place.index : moved, Math.max(0, windows.total - 1));
  const setActive = (index: number) => setPlace({ index, id: windows.row(index)?.id ?? null });
  const onKeyDown = (event: KeyboardEvent) => {
    // The headers' buttons and the menu stand in the grid, too, and have keys of their own.
    if (event.target !== event.currentTarget) return;
    const step = stepOf(event.key, active, windows.total);
    if (step !== null) {
      setActive(step);
      rows.scrollTo(step);
    } else if (event.key === 'Enter') rows.open(active);
    else if (event.key === ' ') rows.tick(active, event.shiftKey);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) rows.openMenu(active);
    else return;
    event.preventDefault();
  };
  return { active, setActive, onKeyDown };
}
