import 'fake-indexeddb/auto';
import axe from 'axe-core';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { vi, type Mock } from 'vitest';
import { BookProvider } from '#components/book-provider.tsx';
import { forgetKept } from '#components/contact/kept.ts';
import { Surface } from '#components/ui/surface.tsx';
import { createBook, type BookCore } from '#lib/book/book.ts';
import type { SavedConnection } from '#lib/book/shelf.ts';
import type { OnTheTab } from '#lib/messages/on-the-tab.ts';
import type { Book, Draft, Here } from '#lib/messages/book.ts';
import type { BookEvent } from '#lib/messages/events.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

type Calls = Record<keyof Book, Mock<(...args: never[]) => unknown>>;
type Listener = (event: BookEvent) => void;

export type Start = {
  /** Added to the book one after the other before the surface is shown. */
  people?: Partial<Draft>[];
  here?: Here;
  /** In place of one of the book's functions: what a server, a role or a failing disk would make it do. */
  given?: Partial<Book>;
};

/** Whatever needs a server is given by the test; nothing here reaches one. */
const noNetwork = {
  fetch: () => Promise.reject(new TypeError('no network on the stage')),
  WebSocket: globalThis.WebSocket,
  clock: { now: () => Date.now(), sleep: () => new Promise<void>(() => undefined) },
  random: () => 0.5,
};

/** The real book over a database of its own, as the background opens it. */
function openBook(tell: Listener): BookCore {
  let saved: SavedConnection = { state: 'alone' };
  let kept: string | null = null;
  return createBook({
    shelf: {
      read: async () => saved,
      write: async (next) => void (saved = next),
      token: async () => kept,
      keepToken: async (token) => void (kept = token),
    },
    network: noNetwork,
    openPage: async () => undefined,
    teamCountry: async () => null,
    tell,
  });
}

/** What the browser has and happy-dom lacks: permissions, tabs, rooms with a size; and everything forgotten. */
export function prepareBrowser(): void {
  fakeBrowser.reset();
  void forgetKept();
  Dexie.dependencies.indexedDB = new IDBFactory();
  const permissions = {
    request: vi.fn<() => Promise<boolean>>(async () => true),
    contains: vi.fn<() => Promise<boolean>>(async () => false),
    remove: vi.fn<() => Promise<boolean>>(async () => true),
  };
  Object.assign(browser, { tabs: fakeBrowser.tabs, permissions });
  Object.assign(browser.runtime, { getManifest: () => ({ host_permissions: [] }) });
  for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const)
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 800 });
  location.hash = '';
}

/** Puts a surface on the stage over the real book. `refs` are the people, in their order. */
export async function show(surface: ReactNode, { people = [], here, given = {} }: Start = {}) {
  let hear: Listener = () => undefined;
  const core = openBook((event) => act(() => hear(event)));
  const refs: ContactRef[] = [];
  for (const person of people) refs.push(await core.addContact(draftOf(person)));
  const book = spied({ ...core, ...tabVerbs(here ?? null), ...given });
  const door = { book: book as unknown as Book, listen: (listener: Listener) => void (hear = listener) };
  const user = userEvent.setup();
  render(
    <Surface theme="light">
      <BookProvider door={door}>{surface}</BookProvider>
    </Surface>,
  );
  return { book, core, refs, user };
}

function draftOf(person: Partial<Draft>): Draft {
  return { name: '', senders: [], country: null, language: null, integrations: [], note: '', ...person };
}

type TabVerbs = Pick<Book, 'here' | 'teachHere' | keyof OnTheTab>;

function tabVerbs(here: Here | null): TabVerbs {
  const nothing = async () => undefined;
  return {
    here: async () => here,
    lookAt: nothing,
    capture: async () => ({ messages: 0, isWhole: true }),
    insert: async () => 'no-box',
    undoInsert: async () => false,
    pointAt: async () => true,
    pickSelection: async () => true,
    unpick: async () => undefined,
    readAgain: async () => undefined,
    pageReport: async () => 'Carnet 0.1.0',
    closeSidebar: nothing,
    openContactsPage: nothing,
    teachHere: nothing,
  };
}

function spied(book: Book): Calls {
  const calls = Object.entries(book).map(([name, does]) => [
    name,
    vi.fn<(...args: never[]) => unknown>(does as (...args: never[]) => unknown),
  ]);
  return Object.fromEntries(calls) as Calls;
}

/** What axe finds wrong with what is on the stage; colours need a real browser and are looked at there. */
export async function wrongs(): Promise<string[]> {
  const off = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const place = { include: ['body'], exclude: ['[data-live-announcer]'] };
  const { violations } = await axe.run(place, { rules: off });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
