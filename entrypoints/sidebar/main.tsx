import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BookProvider, openBook } from '#components/book-provider.tsx';
import { Sidebar } from '#components/sidebar/sidebar.tsx';
import { ThemedSurface } from '#components/themed-surface.tsx';
import { wordTaken } from '#lib/messages/frame.ts';
import { theme } from '#lib/settings/settings.ts';

// Any page can put this document into a frame of its own: it stays empty until the background has taken its word.
const [chosen] = await Promise.all([theme.getValue(), wordTaken()]);
const door = openBook();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <ThemedSurface first={chosen}>
        <BookProvider door={door}>
          <Sidebar />
        </BookProvider>
      </ThemedSurface>
    </StrictMode>,
  );
