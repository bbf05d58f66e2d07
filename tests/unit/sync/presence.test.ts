import { expect, test } from 'vitest';
import type { LivePresence } from '#lib/protocol/live.ts';
import { createPresence } from '#lib/sync/presence.ts';
import { SyncError } from '#lib/sync/sync-error.ts';

/** A clock that stands until it is put forward. */
function standingClock() {
  let now = 0;
  const waiting = new Set<{ at: number; wake: () => void }>();
  return {
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((wake, reject) => {
        const one = { at: now + ms, wake };
        waiting.add(one);
        signal.addEventListener('abort', () => {
          waiting.delete(one);
          reject(new SyncError('aborted'));
        });
      }),
    async forward(ms: number) {
      for (const end = now + ms; now < end;) {
        now += 1000;
        for (const one of waiting)
          if (one.at <= now) {
            waiting.delete(one);
            one.wake();
          }
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      }
    },
  };
}

function begin() {
  const clock = standingClock();
  const told: (string | null)[] = [];
  const presence = createPresence({
    clock,
    onPresence: (_, name) => told.push(name),
    signal: new AbortController().signal,
  });
  const said: LivePresence['t'][] = [];
  const line = () => {
    const over = new AbortController();
    presence.speak(({ t }) => said.push(t), over.signal);
    return over;
  };
  return { clock, told, presence, said, line };
}

const jan = { channel: 'allegro', key: 'jank84' };
const of = { workspace: 'w', ...jan };

test('R12: “adding” is said again every 10 s while it lasts, over each line that is ready, and “done” at its end', async () => {
  const { clock, presence, said, line } = begin();
  const form = new AbortController();
  presence.announce(of, form.signal);
  await clock.forward(5000);
  expect(said).toEqual([]);
  const first = line();
  expect(said).toEqual(['adding']);
  await clock.forward(20_000);
  expect(said).toEqual(['adding', 'adding', 'adding']);
  first.abort();
  await clock.forward(20_000);
  expect(said).toHaveLength(3);
  line();
  expect(said).toHaveLength(4);
  form.abort();
  await clock.forward(30_000);
  expect(said).toEqual(['adding', 'adding', 'adding', 'adding', 'done']);
});

test('R12: a colleague is shown for as long as the server says, longer when it says so again, and until “done”', async () => {
  const { clock, told, presence } = begin();
  const adding = { t: 'adding', ws: 'w', ...jan, userName: 'Anna', seconds: 15 } as const;
  presence.hear(adding);
  expect([presence.adding(of), told]).toEqual(['Anna', ['Anna']]);
  await clock.forward(10_000);
  presence.hear(adding);
  await clock.forward(10_000);
  expect([presence.adding(of), told]).toEqual(['Anna', ['Anna']]);
  await clock.forward(5000);
  expect([presence.adding(of), told]).toEqual([null, ['Anna', null]]);
  presence.hear(adding);
  presence.hear({ t: 'done', ws: 'w', ...jan });
  presence.hear({ t: 'done', ws: 'w', ...jan });
  expect([presence.adding(of), told]).toEqual([null, ['Anna', null, 'Anna', null]]);
  expect(presence.adding({ ...of, key: 'other' })).toBe(null);
});
