import { browser } from 'wxt/browser';
import { showWord } from '#lib/messages/call.ts';

/**
 * How the sidebar's frame proves to be ours. Any page can put `sidebar.html` into a frame of its own, so a frame shows
 * nothing before it has shown the background a one-time word that our content script got for this very tab.
 *
 * The word goes by `postMessage` to the extension's origin after the frame has loaded. Tried on Chromium 156: the page
 * sees neither the message nor the frame's address (no resource timing entry, no child window, no attribute), since the
 * frame stands in a closed shadow root; a fragment of the address would do as well but outlives its use.
 */
type WordForFrame = { carnet: 'frame-word'; word: string };

/** The origin our frame has. `use_dynamic_url` gives content scripts an address of a random host that leads to it. */
function frameOrigin(): string {
  return import.meta.env.FIREFOX
    ? new URL(browser.runtime.getURL('/sidebar.html')).origin
    : `chrome-extension://${browser.runtime.id}`;
}

/** Content script: hands the word to the frame, and to nobody else should the frame have been led elsewhere. */
export function handWord(frame: Window, word: string): void {
  frame.postMessage({ carnet: 'frame-word', word } satisfies WordForFrame, frameOrigin());
}

/**
 * Sidebar: resolves once the background has taken this document's word, never in a frame that a page made itself.
 * Called in the first turn of the frame's script: the word is posted as soon as the frame has loaded.
 */
export async function wordTaken(): Promise<void> {
  while (!(await showWord(await nextWord())));
}

function nextWord(): Promise<string> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent) => {
      const word = event.source === window.parent ? wordIn(event.data) : null;
      if (word === null) return;
      window.removeEventListener('message', listen);
      resolve(word);
    };
    window.addEventListener('message', listen);
  });
}

function wordIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('carnet' in data) || !('word' in data)) return null;
  return data.carnet === 'frame-word' && typeof data.word === 'string' ? data.word : null;
}
