import { storage } from 'wxt/utils/storage';

/**
 * What the background must remember when its worker dies and nobody needs after the browser has closed; held in memory
 * by the browser, out of reach of content scripts. `Value` is whatever the background keeps there.
 */
export const sessionShelf = <Value>(name: string) => shelfIn<Value>('session', name);

/**
 * What somebody is typing. An update of the extension empties what the browser holds in memory: this lies on disk until
 * the browser is opened again.
 */
export const halfWritten = shelfIn<string>('local', 'kept');

function shelfIn<Value>(area: 'session' | 'local', name: string) {
  const prefix = `${name}/` as const;
  const shelf = {
    /** Everything on the shelf, by key. */
    async all(): Promise<Map<string, Value>> {
      const entries = Object.entries(await storage.snapshot(area)) as [string, Value][];
      return new Map(
        entries
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, value]) => [key.slice(prefix.length), value]),
      );
    },
    put: (key: string, value: Value) => storage.setItem(`${area}:${prefix}${key}`, value),
    remove: (key: string) => storage.removeItem(`${area}:${prefix}${key}`),
    async clear(): Promise<void> {
      await Promise.all([...(await shelf.all()).keys()].map((key) => shelf.remove(key)));
    },
  };
  return shelf;
}
