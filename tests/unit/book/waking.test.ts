import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SavedConnection } from '#lib/book/shelf.ts';
import { wallClock } from '#lib/sync/retry.ts';
import { draft, memoryShelf, noNetwork, openBook } from './open-book.ts';

const inTeam: SavedConnection = {
  state: 'connected',
  membership: {
    serverUrl: 'https://team.example',
    user: { id: 'u1', name: 'Ada', email: 'ada@team.example' },
    workspace: { id: 'w1', name: 'Team', role: 'agent', adopting: false },
    others: [],
  },
};

/** A worker that has just been woken; `settle` lets the time of its first answers pass. */
async function woken() {
  const { shelf } = memoryShelf(inTeam);
  await shelf.keepToken('token');
  const asked: string[] = [];
  let settle: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (settle = resolve));
  let slept = 0;
  const network = {
    ...noNetwork,
    fetch: (input: RequestInfo | URL) => {
      asked.push(new URL(new Request(input).url).pathname);
      return Promise.reject(new TypeError('Failed to fetch'));
    },
    WebSocket: class extends EventTarget {
      constructor(url: string) {
        super();
        asked.push(new URL(url).pathname);
      }
      close() {}
    } as never,
    clock: {
      now: wallClock.now,
      sleep: () => ((slept += 1) === 1 ? first : new Promise<void>(() => undefined)),
    },
  };
  return { book: openBook({ shelf, network }), asked, settle };
}

test('a worker that was woken answers first, and syncs then', async () => {
  const { book, asked, settle } = await woken();
  const open = book.surfaces(1);
  expect((await book.status()).workspace?.name).toBe('Team');
  await after(50);
  expect(asked).toEqual([]);
  settle();
  await open;
  await expect.poll(() => asked).toContain('/v1/workspaces/w1/pull');
  await expect.poll(() => asked).toContain('/v1/live');
});

test('what is written meanwhile is sent at once', async () => {
  const { book, asked } = await woken();
  await book.addContact(draft({ name: 'Jan' }));
  await expect.poll(() => asked).toContain('/v1/workspaces/w1/push');
});
