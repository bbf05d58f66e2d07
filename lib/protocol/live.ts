import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';

/** First message on `/v1/live`, within 5 s of the connection: browsers cannot set a socket's headers (sync.md, 5). */
export const liveHello = z.object({
  t: z.literal('hello'),
  token: z.string().check(z.maxLength(4096)),
  workspaces: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(50)),
});
export type LiveHello = z.infer<typeof liveHello>;

/** An unknown requester, by the identity of its sender. */
const requester = {
  ws: z.string().check(z.maxLength(64)),
  channel: channelSchema,
  key: z.string().check(z.minLength(1), z.maxLength(320)),
};

/**
 * What a client says after its hello (R12): `adding`, its user has the form for this unknown requester open, said again
 * every 10 s while that lasts; `done`, no more.
 */
export const livePresence = z.discriminatedUnion('t', [
  z.object({ t: z.literal('adding'), ...requester }),
  z.object({ t: z.literal('done'), ...requester }),
]);
export type LivePresence = z.infer<typeof livePresence>;

/** Seconds that an `adding` holds unless it is said again. */
export const ADDING_SECONDS = 15;

/**
 * What the server says: `poke`, workspace `ws` is at version `v`, pull; `ka`, an application-level keep-alive every
 * 20 s, without which a browser ends the worker at 30 s; `adding`, a colleague is adding this requester, to be shown
 * for `seconds` (clocks differ, so no time of day) or until `done`.
 */
export const liveMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ready') }),
  z.object({ t: z.literal('poke'), ws: z.string(), v: z.int() }),
  z.object({ t: z.literal('ka') }),
  z.object({ t: z.literal('adding'), ...requester, userName: z.string(), seconds: z.int() }),
  z.object({ t: z.literal('done'), ...requester }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

/** Close codes: the token is not valid · not a member of a workspace. */
export const LIVE_CLOSE = { unauthorized: 4401, forbidden: 4403 } as const;
