import { useEffect, useState, type ReactNode } from 'react';
import { theme, type Theme } from '#lib/settings/settings.ts';
import { Surface } from '#components/ui/surface.tsx';

/**
 * A surface in the theme the agent chose, changed at once where it is changed on another surface.
 * @param first the theme as it is now, read before the first paint
 */
export function ThemedSurface({ first, children }: { first: Theme; children: ReactNode }) {
  const [chosen, setChosen] = useState(first);
  useEffect(() => theme.watch((value) => setChosen(value)), []);
  return <Surface theme={chosen}>{children}</Surface>;
}
