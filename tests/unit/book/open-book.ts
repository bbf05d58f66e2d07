import { afterEach } from 'vitest';
import { createBook, type BookCore } from '#lib/book/book.ts';
import type { Network } from '#lib/book/network.ts';
import type { SavedConnection, Shelf } from '#lib/book/shelf.ts';
import type { BookEvent } from '#lib/messages/events.ts';
import type { Problem } from '#lib/messages/problem.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { Draft } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { wallClock } from '#lib/sync/retry.ts';

/** A shelf in memory: what extension storage is to the book. */
export function memoryShelf(begin: SavedConnection = { state: 'alone' }) {
  let saved = begin;
  let token: string | null = null;
  const shelf: Shelf = {
    read: async () => saved,
    write: async (next) => void (saved = structuredClone(next)),
    token: async () => token,
    keepToken: async (next) => void (token = next),
  };
  return { shelf, saved: () => saved, token: () => token };
}

/** No server answers. */
export const noNetwork: Network = {
  fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  WebSocket: globalThis.WebSocket,
  clock: wallClock,
  random: () => 0.5,
};

type Options = { country?: string | null; shelf?: Shelf; network?: Network };

/** A real book over a real (in memory) database. Several at once are what several workers would be. */
export function openBook({ country = null, shelf, network = noNetwork }: Options = {}): BookCore & {
  heard: BookEvent[];
  pages: string[];
} {
  const heard: BookEvent[] = [];
  const pages: string[] = [];
  const book = createBook({
    shelf: shelf ?? memoryShelf().shelf,
    network,
    openPage: async (url) => void pages.push(url),
    tell: (event) => void heard.push(event),
    teamCountry: async () => country,
  });
  return { ...book, heard, pages };
}

/** Every test begins with an empty local workspace. */
export function freshLocal(): void {
  afterEach(async () => {
    const db = await openWorkspace(LOCAL_WORKSPACE);
    await db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear())));
    db.close();
  });
}

export const requester = (more: Partial<Requester> = {}): Requester => ({
  site: 'roundcube',
  channel: 'email',
  name: 'Jan Kowalski',
  address: 'jan.kowalski@poczta.example',
  confidence: 'sure',
  readFrom: 'header',
  ...more,
});

export const draft = (more: Partial<Draft> = {}): Draft => ({
  name: 'Jan Kowalski',
  senders: [],
  country: null,
  language: null,
  integrations: [],
  note: '',
  ...more,
});

export const find = async (book: BookCore, text: string) =>
  (await book.list({ text, sort: 'best', offset: 0, limit: 50 })).rows.map(({ name }) => name);

/** The problem some work is refused with; null where it is not. */
export const problem = (work: Promise<unknown>): Promise<Problem | null> => work.then(() => null, problemOf);
