import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';

/** What else is known of a sender; opaque to the server, unknown entries are carried. */
export const senderDetails = z.looseObject({
  /** The name the platform shows for this sender; never the contact's name (law 1). */
  name: z.optional(z.string().check(z.maxLength(500))),
  /** Which of the team's own accounts it wrote to (A25, R3). */
  integration: z.optional(z.string().check(z.maxLength(320))),
  /** Where its last conversation can be opened (B9). */
  conversationUrl: z.optional(z.string().check(z.maxLength(2048))),
  /** The site it was read on, and when it was first seen there: ISO 8601, UTC (B8). */
  site: z.optional(z.string().check(z.maxLength(64))),
  firstSeenAt: z.optional(z.string().check(z.maxLength(40))),
  /** Nobody has clicked: its contact was made because the team has set it so (G20). */
  byPolicy: z.optional(z.boolean()),
});

/** One identity a contact writes from. `key` is unique in the workspace per channel (A33). */
export const sender = z.object({
  channel: channelSchema,
  key: z.string().check(z.minLength(1), z.maxLength(320)),
  /** As it was read or typed, for showing. */
  value: z.string().check(z.minLength(1), z.maxLength(500)),
  details: senderDetails,
});
