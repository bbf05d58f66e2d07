import { z } from 'zod';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { field } from '#lib/model/field-schema.ts';
import { senderInput, refusedItem } from '#lib/protocol/public-contact.ts';

export const EVENTS_LIMIT = 500;

const amount = z.int().min(0).max(1_000_000_000);

/** What a visit to your own site tells of its visitor (features.md, Y, rows 16 to 24). */
const webSession = z
  .strictObject({
    hostName: z.string().min(1).max(253).optional(),
    ip: z.union([z.ipv4(), z.ipv6()]).optional(),
    operatingSystem: z.string().min(1).max(100).optional(),
    browser: z.string().min(1).max(100).optional(),
    pageViews: amount.optional(),
    secondsSpent: amount.optional(),
  })
  .meta({ description: 'With type web-session: counted into the contact’s attributes' });

/** Something that happened to a contact elsewhere. */
export const eventInput = z
  .strictObject({
    id: z.string().min(1).max(200).meta({
      description:
        'Your own id of it, unique in the workspace. Posted again, whatever else it says, it is known and changes nothing.',
      example: 'shop-order-1001',
    }),
    type: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,63}$/)
      .meta({
        description:
          'web-session, chat, order, ticket, conversation, or one of your own in lower case with dashes',
        example: 'order',
      }),
    at: z.iso.datetime({ offset: true }).meta({ description: 'When it happened (RFC 3339)' }),
    contactId: z.optional(recordId).meta({ description: 'Either this or `sender` says whose it is' }),
    sender: senderInput.optional(),
    title: z.string().min(1).max(500).optional(),
    text: z.string().min(1).max(10_000).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
    channel: z
      .optional(channelSchema)
      .meta({ description: 'Of a conversation or chat; default: the sender’s' }),
    session: webSession.optional(),
    data: z
      .record(z.string().min(1).max(100), field.shape.value)
      .optional()
      .meta({
        description: 'Anything else, shown with the event',
        example: { number: '1001', total: 129.9, currency: 'PLN' },
      }),
  })
  .refine((event) => (event.contactId === undefined) !== (event.sender === undefined), {
    path: ['sender'],
    error: 'Give either contactId or sender.',
  })
  .refine((event) => event.session === undefined || event.type === 'web-session', {
    path: ['session'],
    error: 'Only a web-session has this.',
  })
  .meta({ description: 'An event for a contact’s timeline' });
export type EventInput = z.infer<typeof eventInput>;

export const eventBatch = z.strictObject({ events: z.array(eventInput).min(1).max(EVENTS_LIMIT) });

export const eventResult = z.object({
  status: z
    .enum(['added', 'known'])
    .meta({ description: 'known: it was posted before, and nothing has changed' }),
  eventId: recordId,
});
export type EventResult = z.infer<typeof eventResult>;
export const eventResults = z.object({ results: z.array(z.union([eventResult, refusedItem])) });
