import * as z from 'zod/mini';

/** `GET /v1/session`: who the token belongs to and which workspaces they are a member of. */
export const sessionResponse = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
});
export type SessionResponse = z.infer<typeof sessionResponse>;

/** `GET /v1/server`: what answers here, asked before a person is sent to sign in. */
export const serverResponse = z.object({ name: z.literal('carnet'), protocol: z.int(), title: z.string() });
export type ServerResponse = z.infer<typeof serverResponse>;

/** The client id of the device flow (RFC 8628) that the extension signs in by. */
export const DEVICE_CLIENT = 'carnet-extension';

/** `POST /api/auth/device/code` (RFC 8628, 3.2). Times in seconds. */
export const deviceCode = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  expires_in: z.number(),
  interval: z.number(),
});
export type DeviceCode = z.infer<typeof deviceCode>;
