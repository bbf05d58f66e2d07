import { useEffect, useState } from 'react';
import type { WxtStorageItem } from 'wxt/utils/storage';

/**
 * A choice of the agent's on this browser, the same on every open surface: changed in one it changes in all.
 * @returns the item's own fallback until it has been read
 */
export function useSetting<Value>(
  item: WxtStorageItem<Value, Record<string, unknown>>,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(item.fallback);
  useEffect(() => {
    let isThere = true;
    const show = (stored: Value) => isThere && setValue(stored);
    void item.getValue().then(show);
    const end = item.watch(show);
    return () => {
      isThere = false;
      end();
    };
  }, [item]);
  return [
    value,
    (chosen) => {
      setValue(chosen);
      void item.setValue(chosen);
    },
  ];
}
