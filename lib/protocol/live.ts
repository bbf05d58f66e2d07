import { z } from 'zod';

/** First message on `/v1/live`, within 5 s of the connection: browsers cannot set a socket's headers (sync.md, 5). */
export const liveHello = z.object({
  t: z.literal('hello'),
  token: z.string().max(4096),
  workspaces: z.array(z.string().max(64)).max(50),
});
export type LiveHello = z.infer<typeof liveHello>;

/**
 * What the server says: `poke`, workspace `ws` is at version `v`, pull; `ka`, an application-level keep-alive every
 * 20 s, without which a browser ends the worker at 30 s.
 */
export const liveMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ready') }),
  z.object({ t: z.literal('poke'), ws: z.string(), v: z.int() }),
  z.object({ t: z.literal('ka') }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

/** Close codes: the token is not valid · not a member of a workspace. */
export const LIVE_CLOSE = { unauthorized: 4401, forbidden: 4403 } as const;
