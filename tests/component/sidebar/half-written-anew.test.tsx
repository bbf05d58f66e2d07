import { act, cleanup, renderHook, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { forgetKept } from '#components/contact/kept.ts';
import { contactOf, hereOf, ID, showSidebar } from './stage.tsx';

// Apart from the other tests of half-written notes: what comes later in a sidebar that is drawn after modules were loaded
// anew would be of other modules than what is there.
const KNOWN = hereOf({ state: 'known', contact: { id: ID, name: 'Żaneta Gżegżółka' } });
const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Add note' });

/** The module as a document that was loaded anew has it: nothing in memory, the browser's shelf as it was. */
async function loadedAnew() {
  vi.resetModules();
  const { useKept } = await import('#components/contact/kept.ts');
  return (place: string) => renderHook(() => useKept(place));
}

afterEach(forgetKept);

describe('a half-written note, after its document was loaded anew', () => {
  test('law 5: is there again after the page, and the sidebar with it, was loaded anew', async () => {
    const { user } = showSidebar({ here: KNOWN, contacts: [contactOf()] });
    await user.type(await field(), 'Call back after 4');
    cleanup();
    const again = (await loadedAnew())(`note/${ID}/new`);
    await waitFor(() => expect(again.result.current[0]).toBe('Call back after 4'));
  });

  test('what is typed before the browser has answered is newer than its answer', async () => {
    await browser.storage.local.set({ [`kept/note/${ID}/new`]: 'of before' });
    const hook = (await loadedAnew())(`note/${ID}/new`);
    act(() => hook.result.current[1]('of now'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(hook.result.current[0]).toBe('of now');
  });
});
