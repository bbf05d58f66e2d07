import { useSyncExternalStore } from 'react';
import { halfWritten } from '#lib/settings/session.ts';

const kept = new Map<string, string>();
/** Places written or emptied by this surface: what it reads from the shelf afterwards is older. */
const newer = new Set<string>();
const listeners = new Set<() => void>();
let reading: Promise<void> | null = null;

/**
 * What somebody is typing, kept though another contact is shown meanwhile, the page is loaded anew, the surface closed or
 * Carnet updated: coming back finds it again. Null: nothing is being typed here.
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
  await halfWritten.clear();
}

function keep(place: string, text: string | null): void {
  newer.add(place);
  if (text === null) kept.delete(place);
  else kept.set(place, text);
  tell();
  // Where the browser keeps nothing, a text lasts as long as its surface.
  void (text === null ? halfWritten.remove(place) : halfWritten.put(place, text)).catch(() => {});
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  reading ??= read().catch(() => {});
  return () => listeners.delete(changed);
}

async function read(): Promise<void> {
  const found = await halfWritten.all();
  for (const [place, text] of found) if (!newer.has(place)) kept.set(place, text);
  tell();
}

function tell(): void {
  for (const changed of listeners) changed();
}
