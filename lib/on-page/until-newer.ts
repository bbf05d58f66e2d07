import { isAlive } from '#lib/messages/call.ts';

/** The global of our own world: one for as long as the extension is not reloaded, and then another. */
type World = Record<`carnet-${string}`, AbortController | undefined>;

/**
 * A signal for a script in a page that ends when the same one comes into the document again: by the world they share, or
 * else, after a reload of the extension, by an event. The page can send that as well, and so it is believed only where the
 * extension of the script that hears it is gone.
 */
export function untilNewer(script: 'reader' | 'teacher'): AbortSignal {
  const [name, world] = [`carnet-${script}` as const, globalThis as World];
  world[name]?.abort();
  const end = new AbortController();
  world[name] = end;
  document.dispatchEvent(new Event(name));
  document.addEventListener(name, () => isAlive() || end.abort(), { signal: end.signal });
  return end.signal;
}
