import * as z from 'zod/mini';
import { changeEnvelope } from '#lib/protocol/change.ts';

export const PROTOCOL = 1;
export const PUSH_LIMIT = 500;
/** Bytes of a request's body. */
export const BODY_LIMIT = 2 * 1024 * 1024;

/** `POST /v1/workspaces/:workspace/push`: changes in the order they were made, numbered without a gap per client. */
export const pushRequest = z.object({
  protocol: z.int(),
  clientId: z.uuid(),
  changes: z.array(changeEnvelope).check(z.maxLength(PUSH_LIMIT)),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** `200`: all changes up to `lastChangeId` took effect or became conflicts, which the next pull brings. */
export const pushResponse = z.object({
  lastChangeId: z.int(),
  version: z.int(),
  rejected: z.array(z.object({ id: z.int(), code: z.string(), conflictId: z.string() })),
});
export type PushResponse = z.infer<typeof pushResponse>;
