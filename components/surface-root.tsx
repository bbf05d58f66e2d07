import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { BookProvider, openBook } from '#components/book-provider.tsx';
import { useSetting } from '#components/use-setting.ts';
import { Surface } from '#components/ui/surface.tsx';
import { theme } from '#lib/settings/settings.ts';

/** Draws a surface into the document: the book below it, the theme the agent chose around it. */
export function showSurface(surface: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The document of a surface has an element #root');
  const door = openBook();
  createRoot(root).render(
    <StrictMode>
      <BookProvider door={door}>
        <Themed>{surface}</Themed>
      </BookProvider>
    </StrictMode>,
  );
}

function Themed({ children }: { children: ReactNode }) {
  const [chosen] = useSetting(theme);
  return <Surface theme={chosen}>{children}</Surface>;
}
