import { z } from 'zod';

/**
 * What a key of a workspace may do. Notes have a scope of their own: what colleagues write about somebody is not a
 * CRM's to read unless it is asked for.
 */
export const scope = z.enum([
  'contacts:read',
  'contacts:write',
  'notes:read',
  'events:write',
  'webhooks:manage',
]);
export type Scope = z.infer<typeof scope>;
