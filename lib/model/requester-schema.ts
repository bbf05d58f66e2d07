import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';

/** `sure`: the site's own structure says so · `likely`: one weaker sign · `unsure`: shown, never added by itself (law 8). */
export const confidence = z.enum(['sure', 'likely', 'unsure']);

const text = (max: number) => z.string().check(z.maxLength(max));

/** Where in the page a value was read, in a person's words: `header` and `replyTo` are keys of the interface (R5). */
export const readFrom = z.enum(['header', 'replyTo', 'recipient', 'profile', 'url', 'title', 'selection']);

/**
 * Who a page shows as the writer of the open message, not yet matched with anybody. Everything in it comes from a
 * hostile page: parsed at the background's door, shown only as text.
 */
export const requester = z.object({
  site: text(64),
  channel: channelSchema,
  /** The display name, '' where the page shows none. */
  name: text(500),
  /** E-mail address, login, phone number or profile address as the page shows it; '' where it shows none. */
  address: text(500),
  confidence,
  readFrom,
  /** Which of the team's own accounts the message came to, where the page tells (R3). */
  integration: z.optional(text(320)),
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
  language: z.optional(text(35)),
  subject: z.optional(text(500)),
  conversationUrl: z.optional(text(2048)),
  /** Order numbers the page links to this person (R6). */
  orders: z.optional(z.array(text(64)).check(z.maxLength(20))),
  /** A number the page shows of them beside, as it shows it. */
  phone: z.optional(text(40)),
  /** The conversation's state, in the site's own word. */
  status: z.optional(text(80)),
  /** Other identities of theirs that the same message shows (R1): the relay address beside a login. */
  also: z.optional(z.array(z.object({ channel: channelSchema, address: text(500) })).check(z.maxLength(5))),
});

/** What a page says even where it names nobody: the person is picked by hand, the rest is filled in (C22). */
export const about = z.omit(requester, { confidence: true, readFrom: true, also: true });

/** All participants a page shows, the requester first; the rest can be switched to (G23). */
export const requesters = z.array(requester).check(z.maxLength(50));
