import * as z from 'zod/mini';
import { recordId } from '#lib/model/record.ts';

/** Bytes of all attachments of one letter together, and how many there may be. */
export const FILES_LIMIT = 10 * 1024 * 1024;
export const FILES_MOST = 20;
/** Bytes of the request that carries them: base64 takes a third more. */
export const LETTER_BODY_LIMIT = 15 * 1024 * 1024;

const line = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^\P{Cc}+$/u));

/** `POST /v1/workspaces/:workspace/tickets/:ticket/send`: a ticket as it leaves the house (E43). */
export const letterRequest = z.object({
  protocol: z.int(),
  contactId: recordId,
  /** An address that the contact has: as a sender or as an e-mail. */
  to: line(254),
  /** A mailbox of the team's own integrations; without one answers go to whoever sends. */
  replyTo: z.optional(line(254)),
  subject: line(500),
  text: z.string().check(z.minLength(1), z.maxLength(20_000)),
  files: z
    .array(z.object({ name: line(255), type: z.string().check(z.maxLength(100)), data: z.base64() }))
    .check(z.maxLength(FILES_MOST)),
});
export type LetterRequest = z.infer<typeof letterRequest>;

/**
 * What became of it. The same ticket sent again is sent once: the answer is the first one's. `failed`: the mail server
 * did not take it, with its reply code where it gave one; `isFinal`: and will not, as it is (RFC 5321, 4.2.1: 5yz).
 */
export const letterResponse = z.union([
  z.object({ outcome: z.literal('sent'), at: z.string() }),
  z.object({ outcome: z.literal('failed'), isFinal: z.boolean(), status: z.optional(z.int()) }),
]);
export type LetterResponse = z.infer<typeof letterResponse>;

/** `GET /v1/workspaces/:workspace/mail`: whether this server sends tickets; `from`: whom they are from. */
export const mailResponse = z.object({ sends: z.boolean(), from: z.optional(z.string()) });
export type MailResponse = z.infer<typeof mailResponse>;
