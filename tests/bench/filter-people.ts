import type { Condition, Filter } from '#lib/model/filter.ts';
import type { Person } from './people.ts';
import { createOf } from './seed.ts';

const CITIES = 500;
const two = (n: number) => String(n).padStart(2, '0');
const uuid = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** What is known of the person at this place, beside who they are: enough for filters to have work. */
export function factsAt(index: number) {
  return {
    city: `City ${index % CITIES}`,
    language: ['pl', 'fr', 'de', 'en'][index % 4] ?? 'pl',
    organisation: uuid(1, index % 2000),
    assignee: uuid(2, index % 12),
    tags: [uuid(3, index % 30), uuid(3, (index * 7) % 30)],
    lastSeen: `2026-${two(1 + (index % 12))}-${two(1 + (index % 28))}T10:00:00.000Z`,
    country: ['PL', 'FR', 'DE', 'IE', 'SE', 'CZ'][index % 6] ?? 'PL',
    email: `kontakt.${String(index).padStart(6, '0')}@poczta${index % 97}.example`,
  };
}

/** The change that makes this person, with all that is known of them. */
export function personWithFacts(person: Person, index: number) {
  const { tags, email: _email, ...plain } = factsAt(index);
  const typed = (value: string | boolean) => ({ value, origin: 'typed' });
  const made = createOf(person);
  const fields = {
    ...made.fields,
    ...Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, typed(value)])),
    ...Object.fromEntries(tags.map((tag) => [`tag/${tag}`, typed(true)])),
  };
  return { ...made, fields };
}

const one = (attribute: string, is: Condition['is'], value: Condition['value']): Condition => ({
  attribute,
  is,
  value,
});

/** A filter of three conditions of three kinds; another one for each `run`. */
export const THREE = (run: number): Filter => ({
  groups: [
    [
      one('tags', 'any-of', [uuid(3, run), uuid(3, run + 5)]),
      one('country', 'is-not', 'PL'),
      one('lastSeen', 'after', `2026-06-${two(run + 1)}`),
    ],
  ],
});

/** Twenty segments of two or three conditions over ten attributes; others for each `run`. */
export const segments = (run: number): Filter[] =>
  Array.from({ length: 20 }, (_, n): Filter => {
    const choices: Condition[] = [
      one('tags', 'any-of', [uuid(3, (n + run) % 30)]),
      one('country', 'any-of', ['FR', 'DE']),
      one('lastSeen', 'before', `2026-${two(1 + ((n + run) % 12))}-15`),
      one('assignee', 'is', uuid(2, (n + run) % 12)),
      one('language', 'is-not', 'pl'),
      one('city', 'contains', `ity ${(n + run) % 50}`),
      one('organisation', 'known', null),
      one('emails', 'contains', `poczta${(n + run) % 97}.`),
      one('channels', 'any-of', ['allegro']),
      one('notes', 'unknown', null),
    ];
    const at = (i: number) => choices[(n + i * 3) % choices.length] ?? one('name', 'known', null);
    return { groups: n % 2 === 0 ? [[at(0), at(1), at(2)]] : [[at(0), at(1)], [at(2)]] };
  });
