import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { IDBKeyRange, IDBObjectStore, IDBTransaction } from 'fake-indexeddb';

/**
 * IndexedDB in Node that outlives its process: each transaction that commits is a line in a file before anybody hears
 * of it, one that does not commit leaves nothing. A process killed at any moment finds, when it comes again, exactly
 * the transactions that had been committed, as with a browser's.
 */
type Range = { lower: unknown; upper: unknown; lowerOpen: boolean; upperOpen: boolean };
type Deed =
  | { store: string; verb: 'add' | 'put'; value: unknown }
  | { store: string; verb: 'delete'; key: unknown }
  | { store: string; verb: 'deleteRange'; range: Range }
  | { store: string; verb: 'clear' };

/** After so many lines the file is written anew as what the stores hold. */
const LONG = 300;

type Faked = { mode: string; error: unknown };
const deeds = new WeakMap<object, Deed[]>();
let file: string | null = null;

/** From now on every commit is kept in this file. Once a process. */
export function keepIndexedDb(path: string): void {
  file = path;
  const store = IDBObjectStore.prototype;
  // oxlint-disable-next-line typescript/unbound-method -- they are called with the store they were asked of
  const { add, put, delete: remove, clear } = store;
  Object.assign(store, {
    add(this: IDBObjectStore, value: unknown) {
      const asked = add.call(this, value);
      note(this, { store: this.name, verb: 'add', value: structuredClone(value) });
      return asked;
    },
    put(this: IDBObjectStore, value: unknown) {
      const asked = put.call(this, value);
      note(this, { store: this.name, verb: 'put', value: structuredClone(value) });
      return asked;
    },
    delete(this: IDBObjectStore, key: IDBValidKey | IDBKeyRange) {
      const asked = remove.call(this, key);
      note(this, deletion(this.name, key));
      return asked;
    },
    clear(this: IDBObjectStore) {
      const asked = clear.call(this);
      note(this, { store: this.name, verb: 'clear' });
      return asked;
    },
  });
  // oxlint-disable-next-line typescript/unbound-method -- called with its transaction
  const { dispatchEvent } = IDBTransaction.prototype;
  Object.assign(IDBTransaction.prototype, {
    dispatchEvent(this: IDBTransaction, event: Event) {
      const done = deeds.get(this);
      if (event.type === 'complete' && done && file !== null) appendFileSync(file, line(done));
      return dispatchEvent.call(this, event);
    },
  });
}

function deletion(store: string, key: unknown): Deed {
  if (!(key instanceof IDBKeyRange)) return { store, verb: 'delete', key };
  const { lower, upper, lowerOpen, upperOpen } = key;
  return { store, verb: 'deleteRange', range: { lower, upper, lowerOpen, upperOpen } };
}

function note(store: IDBObjectStore, deed: Deed): void {
  const at = store.transaction;
  if (file === null || (at as Faked).mode !== 'readwrite') return;
  deeds.set(at, [...(deeds.get(at) ?? []), deed]);
}

const line = (done: readonly Deed[]) => `${serialize(done).toString('base64')}\n`;

/** Brings back what had been committed. @param open with all stores, and empty */
export async function bringBack(open: IDBDatabase, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const stores = [...open.objectStoreNames];
  // The last line may have been cut short by the kill; every whole one ends with a break.
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const kept = file;
  file = null;
  for (const one of lines) {
    const at = open.transaction(stores, 'readwrite');
    for (const deed of deserialize(Buffer.from(one, 'base64')) as Deed[]) redo(at, deed);
    await committed(at);
  }
  if (lines.length > LONG) await shorten(open, stores, path);
  file = kept;
}

function redo(at: IDBTransaction, deed: Deed): void {
  const store = at.objectStore(deed.store);
  if (deed.verb === 'clear') store.clear();
  else if (deed.verb === 'delete') store.delete(deed.key as IDBValidKey);
  else if (deed.verb === 'deleteRange') store.delete(rangeOf(deed.range));
  else if (deed.verb === 'put') store.put(deed.value);
  else
    // What was refused then, and lived with, is refused now.
    store.add(deed.value).addEventListener('error', (event) => {
      event.preventDefault();
      event.stopPropagation();
    });
}

function rangeOf({ lower, upper, lowerOpen, upperOpen }: Range): IDBKeyRange {
  if (lower === undefined) return IDBKeyRange.upperBound(upper, upperOpen);
  if (upper === undefined) return IDBKeyRange.lowerBound(lower, lowerOpen);
  return IDBKeyRange.bound(lower, upper, lowerOpen, upperOpen);
}

async function shorten(open: IDBDatabase, stores: string[], path: string): Promise<void> {
  const at = open.transaction(stores, 'readonly');
  const rows = stores.map((store) => ({ store, asked: at.objectStore(store).getAll() }));
  await committed(at);
  const all = rows.flatMap(({ store, asked }) =>
    asked.result.map((value): Deed => ({ store, verb: 'put', value })),
  );
  writeFileSync(`${path}.new`, line(all));
  renameSync(`${path}.new`, path);
}

function committed(at: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    at.addEventListener('complete', () => done());
    at.addEventListener('abort', () => fail(at.error ?? new Error('A kept transaction was refused.')));
  });
}
