import { z } from 'zod';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { NAME_LIMIT } from '#lib/model/contact.ts';
import { recordId } from '#lib/model/record.ts';
import { field } from '#lib/model/field-schema.ts';
import { itemProblem } from '#lib/protocol/public-problem.ts';

export const CONTACTS_LIMIT = 200;

const attribute = z.string().min(1).max(400);
const value = field.shape.value;

/** A sender as other software names it: the value as it has it, the server makes the key. */
export const senderInput = z
  .strictObject({
    channel: channelSchema.clone().register(z.globalRegistry, {
      description: 'email, phone, allegro, amazon, ebay, whatsapp ...',
      example: 'email',
    }),
    value: z
      .string()
      .min(1)
      .max(500)
      .meta({ description: 'Address, number or login', example: 'ana@silva.example' }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .meta({ description: 'ISO 3166 alpha-2, to read a national phone number in' }),
    name: z.string().max(500).optional().meta({ description: 'The name the platform shows for this sender' }),
    integration: z.string().max(320).optional().meta({ description: 'Which of your accounts it writes to' }),
    conversationUrl: z.url().max(2048).optional(),
  })
  .meta({ description: 'One identity a contact writes from' });
export type SenderInput = z.infer<typeof senderInput>;

/** A contact by its senders. Unknown members are refused, so that a typing error does not pass unseen. */
export const contactInput = z
  .strictObject({
    senders: z
      .array(senderInput)
      .min(1)
      .max(50)
      .meta({
        description:
          'The contact is the one that has the first known of these senders; senders that nobody has are attached to it. ' +
          'One that another contact has is never moved: it is named in `taken`.',
      }),
    name: z.string().min(1).max(NAME_LIMIT).optional().meta({
      description: 'For a new contact, and for one whose name no person has ever given',
    }),
    fields: z.record(attribute, z.nullable(value)).optional().meta({
      description:
        'Attributes; null takes one away. What a person typed is never replaced: it is named in `kept`.',
    }),
    create: z
      .boolean()
      .optional()
      .meta({ description: 'false: only if the contact is known. Default: true' }),
  })
  .meta({ description: 'A contact to make or to fill' });
export type ContactInput = z.infer<typeof contactInput>;

export const contactBatch = z.strictObject({ contacts: z.array(contactInput).min(1).max(CONTACTS_LIMIT) });

/** What became of a contact. No names or addresses: an answer is kept for a day under its idempotency key. */
export const upsertResult = z.object({
  status: z.enum(['created', 'updated', 'unchanged']),
  id: recordId,
  kept: z
    .array(z.string())
    .meta({ description: 'Attributes left as a person typed them; `name` may be among them' }),
  taken: z
    .array(z.object({ sender: z.int(), contactId: recordId }))
    .meta({ description: 'Senders (by their place in the request) that another contact has' }),
});
export type UpsertResult = z.infer<typeof upsertResult>;

export const refusedItem = z.object({ status: z.literal('refused'), problem: itemProblem });
export const upsertResults = z.object({ results: z.array(z.union([upsertResult, refusedItem])) });

const sender = z.looseObject({
  channel: z.string(),
  key: z.string().meta({ description: 'What makes it unique: folded address, E.164 number, login' }),
  value: z.string(),
  name: z.string().optional(),
});
const note = z.object({ id: recordId, text: z.string(), by: z.string().nullable(), at: z.string() });

/** A contact with all that is merged into it. */
export const publicContact = z.object({
  id: recordId,
  shortId: z.string().meta({ description: 'As people see it', example: 'C-9F03A1' }),
  deleted: z.literal(false),
  name: z.string(),
  fields: z.record(attribute, z.looseObject({ value, origin: z.enum(['typed', 'page', 'derived', 'api']) })),
  senders: z.array(sender),
  notes: z.array(note).optional().meta({ description: 'Only with the scope notes:read, and not in lists' }),
  version: z.int().meta({ description: 'Grows with every change of the contact or its senders' }),
  createdAt: z.string(),
  createdBy: z.string().nullable().meta({ description: 'Name of the member or key' }),
  updatedAt: z.string(),
  updatedBy: z.string().nullable(),
});
export type PublicContact = z.infer<typeof publicContact>;

export const deletedContact = z.object({ id: recordId, deleted: z.literal(true), version: z.int() });

/** A page of contacts in the order of their last change. Keep `cursor`: asked again with it, the list goes on. */
export const contactPage = z.object({
  contacts: z.array(z.union([publicContact, deletedContact])),
  cursor: z.string(),
  more: z.boolean().meta({ description: 'false: this is all there is at the moment' }),
});
export type ContactPage = z.infer<typeof contactPage>;

export const contactQuery = z.strictObject({
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'Of the page before: only what has changed since' }),
  limit: z.coerce.number().int().min(1).max(500).optional().meta({ description: 'Default: 100' }),
});
export const senderQuery = z.strictObject({
  channel: channelSchema,
  value: z.string().min(1).max(500),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});
export const idPath = z.strictObject({ id: recordId });
