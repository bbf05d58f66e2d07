import axe from 'axe-core';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi, type Mock } from 'vitest';
import { BookProvider } from '#components/book-provider.tsx';
import { forgetKept } from '#components/contact/kept.ts';
import { Sidebar } from '#components/sidebar/sidebar.tsx';
import { Surface } from '#components/ui/surface.tsx';
import { noDefinitions } from '../no-definitions.ts';
import type { Book, BookStatus, ContactView, Here, Recognition, SenderView } from '#lib/messages/book.ts';
import type { BookEvent } from '#lib/messages/events.ts';
import type { Requester } from '#lib/model/requester.ts';
import { noExchange } from '../no-exchange.ts';
import { noRetention } from '../no-retention.ts';
import { noTeaching } from '../no-teaching.ts';
import { noCapturing } from '../no-capturing.ts';
import { noDealings } from '../timeline/dealings-of.ts';

export const ID = '0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a';
export const OTHER = { id: '9f8e7d6c-5b4a-4321-8765-43210fedcba9', name: 'Jan Kowalski' };

export function requesterOf(more: Partial<Requester> = {}): Requester {
  return {
    site: 'roundcube',
    channel: 'email',
    name: 'Żaneta Gżegżółka',
    address: 'zaneta.gzegzolka@poczta.example',
    confidence: 'sure',
    readFrom: 'header',
    ...more,
  };
}

export function senderOf(more: Partial<SenderView> = {}): SenderView {
  return {
    channel: 'email',
    key: 'zaneta.gzegzolka@poczta.example',
    value: 'zaneta.gzegzolka@poczta.example',
    name: null,
    integration: null,
    conversationUrl: null,
    firstSeenAt: null,
    ...more,
  };
}

export function contactOf(more: Partial<ContactView> = {}): ContactView {
  return {
    id: ID,
    name: 'Żaneta Gżegżółka',
    country: 'PL',
    language: 'pl',
    senders: [senderOf()],
    integrations: [],
    createdAt: '2026-11-12T10:00:00Z',
    unsent: false,
    fields: {},
    notes: [],
    createdBy: null,
    updatedAt: '2026-11-12T10:00:00Z',
    updatedBy: null,
    unsentFields: [],
    ...more,
  };
}

export const UNKNOWN = {
  state: 'unknown',
  proposedName: 'Żaneta Gżegżółka',
  nameTakenBy: null,
} satisfies Recognition;

export function hereOf(recognition: Recognition, requester = requesterOf(), more: Partial<Here> = {}): Here {
  const participants = [{ requester, recognition }];
  return {
    tabId: 1,
    site: 'roundcube',
    host: 'mail',
    turn: 1,
    reading: false,
    participants,
    shown: 0,
    ...more,
  };
}

export const statusOf = (more: Partial<BookStatus> = {}): BookStatus => ({
  contacts: 1,
  unsent: 0,
  conflicts: 0,
  workspace: null,
  sync: { state: 'alone' },
  ...more,
});

/** What the page shows and the book holds; a test changes it and then tells the sidebar so. */
export type Scene = { here: Here | null; contacts: ContactView[]; status: BookStatus };

/** The book's functions, each of which remembers how it was called. */
type Calls = Record<keyof Book, Mock<(...args: never[]) => unknown>>;

/** A book in memory: it keeps what is written and answers from it. What a test gives in `with` takes the place of one function. */
export function bookOf(scene: Scene, given: Partial<Book> = {}): Calls {
  const change = (id: string, more: (contact: ContactView) => Partial<ContactView>) => {
    scene.contacts = scene.contacts.map((one) => (one.id === id ? { ...one, ...more(one) } : one));
  };
  const nothing = async () => undefined;
  const book: Book = {
    ...noDefinitions,
    ...noDealings,
    ...noExchange,
    ...noRetention,
    ...noTeaching,
    ...noCapturing,
    capture: async () => ({ messages: 0, isWhole: true }),
    status: async () => scene.status,
    list: async ({ text, offset }) => {
      const rows = scene.contacts.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
      return { total: rows.length, offset, rows };
    },
    count: async (filters) => filters.map(() => scene.contacts.length),
    idsOf: async () => scene.contacts.map(({ id }) => id),
    contact: async (id) => scene.contacts.find((one) => one.id === id) ?? null,
    here: async () => scene.here,
    check: async () => [],
    integrations: async () => [],
    conflicts: async () => [],
    history: async () => ({ steps: [], before: null }),
    merges: async () => [],
    twins: async () => ({ total: 0, pairs: [] }),
    mergeHistory: async () => ({ total: 0, rows: [] }),
    deletions: async () => ({ entries: [], before: null }),
    putDifferent: nothing,
    workspaces: async () => [],
    switchWorkspace: nothing,
    leaveWorkspace: nothing,
    announceAdding: nothing,
    addSender: async (from) => {
      const contact = contactOf({ name: from.name });
      scene.contacts.push(contact);
      scene.here = hereOf({ state: 'known', contact: { id: contact.id, name: contact.name } }, from);
      return { outcome: 'added', contact: { id: contact.id, name: contact.name } };
    },
    addContact: async ({ name }) => ({ id: ID, name }),
    rename: async (id, name) => change(id, () => ({ name })),
    setFields: nothing,
    putPicture: nothing,
    attachSender: nothing,
    detachSender: nothing,
    deleteContact: nothing,
    putNote: async (id, text, noteId) =>
      change(id, ({ notes }) => ({
        notes: [
          ...notes.filter((note) => note.id !== noteId),
          {
            id: noteId ?? `note-${notes.length}`,
            text,
            author: null,
            mine: true,
            mayEdit: true,
            createdAt: `2026-11-20T10:00:0${notes.length}Z`,
            editedAt: noteId ? '2026-11-20T11:00:00Z' : null,
            unsent: true,
          },
        ],
      })),
    deleteNote: async (noteId) =>
      change(ID, ({ notes }) => ({ notes: notes.filter((note) => note.id !== noteId) })),
    putIntegration: nothing,
    deleteIntegration: nothing,
    settleConflict: nothing,
    merge: async () => ID,
    unmerge: async () => OTHER,
    lookAt: async (index) => {
      if (scene.here) scene.here = { ...scene.here, shown: index };
    },
    undoInsert: async () => false,
    pointAt: async () => true,
    pickSelection: async () => true,
    unpick: async () => undefined,
    readAgain: async () => undefined,
    pageReport: async () => 'Carnet 0.1.0',
    insert: async () => 'no-box',
    closeSidebar: nothing,
    openContactsPage: nothing,
    connection: async () => ({ state: 'alone' }),
    connect: nothing,
    cancelConnecting: nothing,
    disconnect: nothing,
    syncNow: nothing,
    unsentChanges: async () => [],
    ...given,
  };
  const spied = Object.entries(book).map(([name, does]) => [
    name,
    vi.fn<(...args: never[]) => unknown>(does),
  ]);
  return Object.fromEntries(spied) as Calls;
}

/** Puts the sidebar on the stage over a scene. */
export function showSidebar(start: Partial<Scene>, given: Partial<Book> = {}) {
  void forgetKept();
  const scene: Scene = { here: null, contacts: [], status: statusOf(), ...start };
  const book = bookOf(scene, given);
  let tell: (event: BookEvent) => void = () => undefined;
  const door = { book: book as unknown as Book, listen: (listener: typeof tell) => void (tell = listener) };
  const user = userEvent.setup();
  render(
    <Surface theme="light">
      <BookProvider door={door}>
        <Sidebar />
      </BookProvider>
    </Surface>,
  );
  const turn = async (next: Partial<Scene>, event: BookEvent = { event: 'here-changed', tabId: 1 }) => {
    Object.assign(scene, next);
    await act(async () => tell(event));
  };
  return { scene, book, user, turn };
}

/**
 * What axe finds wrong with what is on the stage; colours need a real browser. The announcer of react-aria names what
 * it says by an element that may be gone a moment later.
 */
export async function wrongs(): Promise<string[]> {
  const off = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(
    { include: ['body'], exclude: ['[data-live-announcer]'] },
    { rules: off },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
