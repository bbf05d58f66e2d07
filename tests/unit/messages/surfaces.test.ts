import { contacts, freshBrowser, page, popup, sidebar } from './callers.ts';
import { Lines, POPUP_OF_ANOTHER } from './ports.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BookEvent } from '#lib/messages/events.ts';
import { holdSurface } from '#lib/messages/surface-port.ts';
import { receiveSurfaces } from '#lib/messages/surfaces.ts';

let lines: Lines;
let end: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  freshBrowser();
  lines = new Lines();
  end = new AbortController();
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

const soon = () => vi.advanceTimersByTimeAsync(20);

function background(granted: () => boolean | Promise<boolean> = () => true) {
  const counts: number[] = [];
  const surfaces = receiveSurfaces({ granted, changed: (count) => counts.push(count) });
  return { ...surfaces, counts };
}

/** A surface that is opened, and what it hears. */
async function open(from: typeof popup, signal = end.signal): Promise<BookEvent[]> {
  const heard: BookEvent[] = [];
  lines.callFrom(from);
  holdSurface((event) => heard.push(event), signal);
  await soon();
  return heard;
}

describe('a surface that is open', () => {
  test('is counted, hears what the background tells, and is counted no more when it closes', async () => {
    const surfaces = background();
    const closing = new AbortController();
    const heard = [await open(popup, closing.signal), await open(contacts), await open(sidebar)];
    expect([surfaces.count(), surfaces.count('sidebar'), surfaces.counts]).toEqual([3, 1, [1, 2, 3]]);
    surfaces.tell({ event: 'here-changed', tabId: 7 });
    await soon();
    expect(heard).toEqual([1, 2, 3].map(() => [{ event: 'here-changed', tabId: 7 }]));
    closing.abort();
    await soon();
    expect([surfaces.count(), surfaces.count('popup'), surfaces.counts]).toEqual([2, 0, [1, 2, 3, 2]]);
  });

  test('one that closes while the background tells the others keeps them from nothing', async () => {
    const surfaces = background();
    await open(popup);
    const heard = await open(contacts);
    lines.held[0]?.disconnect();
    surfaces.tell({ event: 'status-changed' });
    await soon();
    expect(heard).toEqual([{ event: 'status-changed' }]);
  });

  test.each([
    ['a web page', page],
    ['another extension', POPUP_OF_ANOTHER],
    ['the popup in a frame of a web page', { ...popup, tabId: 7, frameId: 2 }],
  ])('law 9: %s hears nothing', async (_, caller) => {
    const surfaces = background();
    const heard = await open(caller);
    surfaces.tell({ event: 'here-changed', tabId: 7 });
    await soon();
    expect([heard, surfaces.counts]).toEqual([[], []]);
    expect(lines.held[0]?.isOpen).toBe(false);
  });

  test('law 9: a sidebar is told nothing before it has shown its word, nor ever without', async () => {
    let isGranted = false;
    const surfaces = background(() => isGranted);
    const heard = await open(sidebar);
    surfaces.tell({ event: 'here-changed', tabId: 7 });
    await soon();
    expect([heard, surfaces.count()]).toEqual([[], 0]);
    isGranted = true;
    await vi.advanceTimersByTimeAsync(500);
    surfaces.tell({ event: 'here-changed', tabId: 7 });
    await soon();
    expect(heard).toContainEqual({ event: 'here-changed', tabId: 7 });
  });

  test('one that is closed before the background knows whether it may hear is not counted', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const surfaces = background(() => promise);
    await open(sidebar);
    end.abort();
    await soon();
    resolve(true);
    await soon();
    expect([surfaces.count(), surfaces.counts]).toEqual([0, []]);
  });
});

describe('W13: a background that dies', () => {
  test('is called up again at once, and the surface asks anew for what it may have missed', async () => {
    background();
    const heard = await open(popup);
    lines.die();
    const surfaces = background();
    await vi.advanceTimersByTimeAsync(300);
    expect(heard).toEqual([{ event: 'book-changed' }, { event: 'status-changed' }]);
    expect(surfaces.count()).toBe(1);
    surfaces.tell({ event: 'here-changed', tabId: 1 });
    await soon();
    expect(heard.at(-1)).toEqual({ event: 'here-changed', tabId: 1 });
  });

  test('again and again is called up ever more rarely, at least every ten seconds', async () => {
    background();
    await open(popup);
    const calls: number[] = [];
    const started = Date.now();
    for (let round = 0; round < 9; round += 1) {
      lines.die();
      while (lines.held.length === 0) await vi.advanceTimersByTimeAsync(10);
      calls.push(Date.now() - started);
    }
    const waits = calls.map((at, index) => at - (calls[index - 1] ?? 0));
    expect(waits.map((wait) => Math.round(wait / 100) * 100)).toEqual([
      200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000,
    ]);
  });

  test('is not called up for a surface that is closed, nor after the extension was reloaded', async () => {
    background();
    await open(popup);
    lines.reload();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines.held).toEqual([]);
    await open(contacts);
    const closing = new AbortController();
    lines = new Lines();
    await open(popup, closing.signal);
    lines.die();
    closing.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines.held).toEqual([]);
  });
});
