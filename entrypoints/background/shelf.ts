import { storage } from 'wxt/utils/storage';
import type { SavedConnection, Shelf } from '#lib/book/shelf.ts';

const connection = storage.defineItem<SavedConnection>('local:connection', { fallback: { state: 'alone' } });
const token = storage.defineItem<string | null>('local:token', { fallback: null });

/** Connection and token in the browser's storage, which content scripts cannot read (`keepStorageOurs`). */
export const shelf: Shelf = {
  read: () => connection.getValue(),
  write: (saved) => connection.setValue(saved),
  token: () => token.getValue(),
  keepToken: (kept) => (kept === null ? token.removeValue() : token.setValue(kept)),
};
