import { z } from 'zod';
import { channelSchema } from '#lib/model/channel-schema.ts';

/** What else is known of a sender; opaque to the server, unknown entries are carried. */
export const senderDetails = z.looseObject({
  /** The name the platform shows for this sender; never the contact's name (law 1). */
  name: z.string().max(500).optional(),
  /** Which of the team's own accounts it wrote to (A25, R3). */
  integration: z.string().max(320).optional(),
  /** Where its last conversation can be opened (B9). */
  conversationUrl: z.string().max(2048).optional(),
  /** The site it was read on, and when it was first seen there: ISO 8601, UTC (B8). */
  site: z.string().max(64).optional(),
  firstSeenAt: z.string().max(40).optional(),
});

/** One identity a contact writes from. `key` is unique in the workspace per channel (A33). */
export const sender = z.object({
  channel: channelSchema,
  key: z.string().min(1).max(320),
  /** As it was read or typed, for showing. */
  value: z.string().min(1).max(500),
  details: senderDetails,
});
