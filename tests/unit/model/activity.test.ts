import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVITY, countActivity, isChatChannel, type Activity } from '#lib/model/activity.ts';
import type { Fields } from '#lib/model/field.ts';

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const session = fc.record({
  hostName: maybe(fc.constantFrom('a.example', 'b.example')),
  browser: maybe(fc.constantFrom('Firefox', 'Chrome')),
  pageViews: maybe(fc.nat(50)),
  secondsSpent: maybe(fc.nat(5000)),
});
/** Activities at times of their own: which of two at the same millisecond is the latest, nobody can say. */
const activities = fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { maxLength: 12 }).chain((times) =>
  fc.tuple(
    ...times.map((time) =>
      fc.record({
        at: fc.constant(new Date(Date.UTC(2026, 0, 1) + time * 1000).toISOString()),
        chat: fc.boolean(),
        session: fc.option(session),
      }),
    ),
  ),
);

function count(all: readonly Activity[]): Fields {
  return all.reduce<Fields>((fields, one) => ({ ...fields, ...countActivity(fields, one) }) as Fields, {});
}
const valueOf = (fields: Fields, key: string) => fields[key]?.value;

describe('Y16 to Y27: attributes that events feed', () => {
  test('are the same whatever order the events come in', () => {
    fc.assert(
      fc.property(activities, fc.infiniteStream(fc.nat()), (all, random) => {
        const shuffled = all
          .map((one) => ({ one, place: random.next().value }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(count(shuffled)).toEqual(count(all));
      }),
    );
  });

  test('are what they say: how many, how much, the first, the last, and whence the latest that told it', () => {
    fc.assert(
      fc.property(activities, (all) => {
        const fields = count(all);
        const visits = all
          .flatMap(({ at, session: visit }) => (visit ? [{ at, ...visit }] : []))
          .toSorted((a, b) => (a.at < b.at ? -1 : 1));
        const chats = all
          .filter(({ chat }) => chat)
          .map(({ at }) => at)
          .toSorted();
        expect(valueOf(fields, 'webSessions') ?? 0).toBe(visits.length);
        expect(valueOf(fields, 'pageViews') ?? 0).toBe(
          visits.reduce((sum, { pageViews = 0 }) => sum + pageViews, 0),
        );
        expect([valueOf(fields, 'firstWebSession'), valueOf(fields, 'lastWebSession')]).toEqual([
          visits.at(0)?.at,
          visits.at(-1)?.at,
        ]);
        expect([
          valueOf(fields, 'firstChat'),
          valueOf(fields, 'lastChat'),
          valueOf(fields, 'chats') ?? 0,
        ]).toEqual([chats.at(0), chats.at(-1), chats.length]);
        expect(valueOf(fields, 'browser')).toBe(
          visits.findLast(({ browser }) => browser !== undefined)?.browser,
        );
        expect(Object.keys(fields).filter((key) => !(key in ACTIVITY))).toEqual([]);
      }),
    );
  });

  test('say that they came from other software, so that what a person types wins (G27)', () => {
    const fields = count([{ at: '2026-01-01T00:00:00.000Z', chat: true, session: { ip: '192.0.2.1' } }]);
    expect(new Set(Object.values(fields).map(({ origin }) => origin))).toEqual(new Set(['api']));
  });

  test('a conversation counts as a chat on chat platforms only', () => {
    expect(['messenger', 'whatsapp', 'email', 'allegro', 'phone', undefined].map(isChatChannel)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
