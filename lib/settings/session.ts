import { storage } from 'wxt/utils/storage';

/**
 * What the background must remember when its worker dies and nobody needs after the browser has closed; held in memory
 * by the browser, out of reach of content scripts. `Value` is whatever the background keeps there.
 */
export function sessionShelf<Value>(name: string) {
  const prefix = `${name}/` as const;
  return {
    /** Everything on the shelf, by key. */
    async all(): Promise<Map<string, Value>> {
      const entries = Object.entries(await storage.snapshot('session')) as [string, Value][];
      return new Map(
        entries
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, value]) => [key.slice(prefix.length), value]),
      );
    },
    put: (key: string, value: Value) => storage.setItem(`session:${prefix}${key}`, value),
    remove: (key: string) => storage.removeItem(`session:${prefix}${key}`),
  };
}
