import { createHmac } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';

/** A session token with the signature by which this server knows its own: `token.signature`. */
function signToken(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
}

/**
 * The device flow answers with the raw session token, which lies in the database in clear; signed, a leak of the
 * database alone opens nothing (sync.md, section 7, trap 2).
 */
export function signDeviceToken(): BetterAuthPlugin {
  return {
    id: 'sign-device-token',
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === '/device/token',
          handler: createAuthMiddleware(async (ctx) => {
            const answer = ctx.context.returned;
            if (!hasToken(answer)) return undefined;
            return ctx.json({ ...answer, access_token: signToken(answer.access_token, ctx.context.secret) });
          }),
        },
      ],
    },
  };
}

function hasToken(answer: unknown): answer is { access_token: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'access_token' in answer &&
    typeof answer.access_token === 'string'
  );
}
