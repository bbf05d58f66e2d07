import type { Selectable } from 'kysely';
import type { Tables } from '#server/db/schema.ts';
import { fingerprint, secretOf, signedHeaders } from '#server/hooks/sign.ts';
import { post, TargetRefused } from '#server/hooks/target.ts';
import type { Server } from '#server/server.ts';

type Hook = Selectable<Tables['webhook']>;
type Delivery = Pick<
  Selectable<Tables['delivery']>,
  'id' | 'type' | 'at' | 'contact_id' | 'version' | 'data'
>;

/** How a try went; `retryAfter`: milliseconds that the other side asks to wait. */
export type Attempt = {
  delivered: boolean;
  status: number | null;
  error: string | null;
  retryAfter: number | null;
  secretLost: boolean;
};

/** Sends once, signed anew with the time of this try; never throws for what the other side does. */
export async function attempt(
  server: Server,
  hook: Hook,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Attempt> {
  const now = server.source.now().getTime();
  const secrets = secretsOf(server, hook, now);
  if (!secrets) return { ...failed, error: 'secret_lost', secretLost: true };
  const body = bodyOf(delivery);
  const headers = signedHeaders(secrets, delivery.id, Math.floor(now / 1000), body);
  try {
    const { privateWebhooks: privateToo } = server.settings;
    const { status, retryAfter } = await post(hook.url, { headers, body, privateToo, signal });
    const delivered = status >= 200 && status < 300;
    return {
      ...failed,
      delivered,
      status,
      error: delivered ? null : 'status',
      retryAfter: readWait(retryAfter, now),
    };
  } catch (error) {
    return { ...failed, error: whyOf(error) };
  }
}

const failed: Attempt = { delivered: false, status: null, error: null, retryAfter: null, secretLost: false };

/** The body is the same at each try: made of what was kept, never of the contact as it is now. */
function bodyOf({ type, at, contact_id: contactId, version, data }: Delivery): string {
  const about = contactId === '' ? {} : { contactId, version };
  return JSON.stringify({ type, timestamp: at, data: { ...about, ...(JSON.parse(data) as object) } });
}

/** The secrets that sign: the present one, and for a day the one before. Null where the server's own is another now. */
function secretsOf(server: Server, hook: Hook, now: number): Buffer[] | null {
  const of = (salt: string) =>
    secretOf(server.webhooks.secret, { workspace: hook.workspace_id, id: hook.id, salt });
  const present = of(hook.salt);
  if (fingerprint(present) !== hook.secret_hash) return null;
  const old = hook.old_salt !== null && (hook.old_salt_until ?? 0) > now ? [of(hook.old_salt)] : [];
  return [present, ...old];
}

/** Retry-After, in seconds or as a date (RFC 9110, 10.2.3). */
function readWait(text: string | null, now: number): number | null {
  if (text === null) return null;
  const wait = /^\d{1,9}$/u.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}

/** A word for the log: never what the other side said. */
function whyOf(error: unknown): string {
  if (error instanceof TargetRefused) return 'target_refused';
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : 'connection';
}
