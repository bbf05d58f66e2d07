import { z } from 'zod';
import { recordId } from '#lib/model/record.ts';

export const hookEvent = z.enum([
  'contact.created',
  'contact.updated',
  'contact.deleted',
  'contact.merged',
  'contact.unmerged',
  'sender.attached',
  'sender.detached',
  'event.created',
]);
export type HookEvent = z.infer<typeof hookEvent>;

const events = z.array(hookEvent).min(1).max(hookEvent.options.length);
const url = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .meta({ description: 'Where to send to; https, at a public address unless the server allows others' });

export const hookInput = z
  .strictObject({
    url,
    events: events.optional().meta({ description: 'Default: all' }),
    description: z.string().max(200).optional(),
  })
  .meta({ description: 'A webhook to register' });
export const hookPatch = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  description: z.string().max(200).optional(),
  enabled: z.boolean().optional().meta({ description: 'true: on again, what was missed meanwhile is sent' }),
});

export const hook = z.object({
  id: recordId,
  url: z.string(),
  events: z.array(hookEvent),
  description: z.string(),
  enabled: z.boolean(),
  offReason: z
    .string()
    .nullable()
    .meta({ description: 'Why it was turned off: by_you, gone, failing, secret_lost' }),
  failingSince: z.string().nullable(),
  lastError: z.string().nullable(),
  waiting: z.int().meta({ description: 'Deliveries that are still to be made' }),
  createdAt: z.string(),
});
export type Hook = z.infer<typeof hook>;
export const hookWithSecret = hook.extend({
  secret: z.string().meta({ description: 'Shown this once: whsec_ and the base64 of the key that signs' }),
});
export const hookList = z.object({ webhooks: z.array(hook) });

const delivery = z.object({
  id: z.string().meta({ description: 'The webhook-id header' }),
  type: z.string(),
  contactId: z.nullable(recordId),
  at: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  nextAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryList = z.object({ deliveries: z.array(delivery) });
export const deliveryQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Default: 100, the latest first' }),
});

export const hookTest = z.object({
  delivered: z.boolean(),
  status: z.int().nullable(),
  error: z.string().nullable(),
});

/** The body of every delivery: thin, so that nothing personal leaves but to whoever reads with a key. */
export const hookPayload = z.object({
  type: z.union([hookEvent, z.literal('webhook.test')]),
  timestamp: z.string().meta({ description: 'When it happened' }),
  data: z.looseObject({
    contactId: z.optional(recordId),
    version: z.int().optional(),
    by: z.enum(['member', 'api_key']).optional(),
    apiKey: z
      .string()
      .optional()
      .meta({ description: 'Which key made the change: so software knows its own' }),
    changed: z
      .array(z.string())
      .optional()
      .meta({ description: 'Attributes that were set; never their values' }),
    fromId: z.optional(recordId),
    channel: z.string().optional(),
    eventId: z.optional(recordId),
    eventType: z.string().optional(),
  }),
});
