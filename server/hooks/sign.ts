import { createHash, createHmac } from 'node:crypto';

/** Which webhook a secret is of; another `salt` makes another secret. */
export type SecretOf = { workspace: string; id: string; salt: string };

/**
 * The key that signs for a webhook, 32 bytes: worked out from the server's own secret, so that the database holds none.
 */
export function secretOf(serverSecret: string, { workspace, id, salt }: SecretOf): Buffer {
  return createHmac('sha256', serverSecret).update(`webhook\n${workspace}\n${id}\n${salt}`).digest();
}

/** As Standard Webhooks shows a secret to people. */
export const showSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

/** Tells later whether the secret is still the same: after the server's own was lost it is not. */
export const fingerprint = (secret: Buffer): string => createHash('sha256').update(secret).digest('hex');

/**
 * The headers of a try, as Standard Webhooks 1.0.0 has them: one signature for each secret that is valid.
 * @param at seconds since 1970, of this try
 */
export function signedHeaders(
  secrets: readonly Buffer[],
  id: string,
  at: number,
  body: string,
): Record<string, string> {
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') };
}
