import { useSyncExternalStore } from 'react';
import { sessionShelf } from '#lib/settings/session.ts';

/** Held by the browser until it closes, so that a page that is loaded anew, and its sidebar with it, takes nothing away. */
const shelf = sessionShelf<string>('kept');
const kept = new Map<string, string>();
/** Places written or emptied by this surface: what it reads from the shelf afterwards is older. */
const newer = new Set<string>();
const listeners = new Set<() => void>();
let reading: Promise<void> | null = null;

/**
 * What somebody is typing, kept though another contact is shown meanwhile, the page is loaded anew or the surface
 * closed: coming back finds it again. Null: nothing is being typed here.
 * @param place whose text it is: the kind of text and the contact's id
 */
export function useKept(place: string): [string | null, (text: string | null) => void] {
  const text = useSyncExternalStore(subscribe, () => kept.get(place) ?? null);
  return [text, (next) => keep(place, next)];
}

/** What is kept at a place at this very moment: for whoever waited for something while somebody typed on. */
export const keptAt = (place: string): string | null => kept.get(place) ?? null;

/** Forgets everything, here and on the shelf: whoever signs out leaves nothing behind. */
export async function forgetKept(): Promise<void> {
  kept.clear();
  newer.clear();
  reading = null;
  tell();
  const found = await shelf.all();
  await Promise.all([...found.keys()].map((place) => shelf.remove(place)));
}

function keep(place: string, text: string | null): void {
  newer.add(place);
  if (text === null) kept.delete(place);
  else kept.set(place, text);
  tell();
  // Where the browser keeps nothing, a text lasts as long as its surface.
  void (text === null ? shelf.remove(place) : shelf.put(place, text)).catch(() => {});
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  reading ??= read().catch(() => {});
  return () => listeners.delete(changed);
}

async function read(): Promise<void> {
  const found = await shelf.all();
  for (const [place, text] of found) if (!newer.has(place)) kept.set(place, text);
  tell();
}

function tell(): void {
  for (const changed of listeners) changed();
}
