import { z } from 'zod';
import { NAME_LIMIT } from '#lib/model/contact.ts';

/** A contact named in an answer: enough to show and to open it. */
export const contactRef = z.object({ id: z.string(), name: z.string().max(NAME_LIMIT) });
export type ContactRef = z.infer<typeof contactRef>;

/**
 * Every reason the book can give for not doing something: a closed set, turned into words once, at the edge
 * (`problem_<reason>` of the locales). `contact` is whoever stands in the way.
 */
export const problem = z.object({
  reason: z.enum([
    'name_empty',
    'name_too_long',
    'name_taken',
    'sender_empty',
    'sender_too_long',
    'sender_taken',
    'sender_already_here',
    'not_an_email',
    'not_a_phone',
    'phone_needs_country',
    'shared_address',
    'own_address',
    'note_too_long',
    'too_many_senders',
    'contact_gone',
    'conflict_gone',
    'not_permitted',
    'no_requester',
    'offline',
    'server_unreachable',
    'server_nonsense',
    'server_refused',
    'server_too_old',
    'extension_too_old',
    'unsent_changes',
    'sign_in_expired',
    'sign_in_denied',
    'not_a_member',
    'no_host_permission',
    'storage_full',
    'storage_blocked',
    'too_large',
    'too_many',
    'bad_message',
    'reloaded',
    'unknown',
  ]),
  contact: contactRef.optional(),
  /** What was wrong, as it was given: the address, the number; for showing beside the words. */
  value: z.string().max(500).optional(),
});
export type Problem = z.infer<typeof problem>;
export type ProblemReason = Problem['reason'];
