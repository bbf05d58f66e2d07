import * as z from 'zod/mini';

/** A channel's id. One that a newer version knows is carried as `other` would be, never refused. */
export const channelSchema = z.string().check(z.regex(/^[a-z0-9-]{1,32}$/));
