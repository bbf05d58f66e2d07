import * as z from 'zod/mini';

/**
 * Where a value came from. A person's typing wins over everything else (law 1, B39, G27).
 * `page`: read from an inbox page; `derived`: worked out from another value; `api`: posted by other software.
 */
export const origin = z.catch(z.enum(['typed', 'page', 'derived', 'api']), 'api');
// An origin that a newer version adds is carried as it came; here it counts for no more than one that nobody typed.
const carried = z.catch(z.string().check(z.maxLength(32)), 'api') as unknown as typeof origin;

const json = z.union([
  z.string().check(z.maxLength(20_000)),
  z.number(),
  z.boolean(),
  z.array(z.string().check(z.maxLength(2000))).check(z.maxLength(1000)),
]);

/** One value of a record, with its origin. Newer versions may add to it; what they add is carried. */
export const field = z.looseObject({ value: json, origin: carried });

/**
 * A record's values by attribute. What is a set is spread over keys of its own, so that two people who add to it
 * at once lose nothing: `email/<key>`, `phone/<key>`, `tag/<id>`, `integration/<id>`.
 */
export const fields = z.record(z.string().check(z.minLength(1), z.maxLength(400)), field);

/** What an edit sets; null takes a value away. */
export const fieldSet = z.record(z.string().check(z.minLength(1), z.maxLength(400)), z.nullable(field));
