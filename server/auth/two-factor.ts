import { isAPIError } from 'better-auth/api';
import { headersOf, isRefusal, type Begun, type From } from '#server/auth/accounts.ts';
import type { Auth } from '#server/auth/auth.ts';
import { readSecondFactor } from '#server/auth/backup-codes.ts';
import type { Limit } from '#server/limits.ts';
import type { Server } from '#server/server.ts';

/** A code of the app counts once (RFC 6238, 5.2); it is good for 90 s, with the steps before and after its own. */
const USED: Limit = { name: 'code-used', most: 1, seconds: 120 };

/** How many backup codes somebody has left; null where they have no second factor. */
export async function codesLeft(auth: Auth, userId: string): Promise<number | null> {
  const { adapter } = await auth.$context;
  const stored = await adapter.findOne<{ verified?: boolean | null }>({
    model: 'twoFactor',
    where: [{ field: 'userId', value: userId }],
  });
  if (!stored || stored.verified === false) return null;
  return (await auth.api.viewBackupCodes({ body: { userId } })).backupCodes.length;
}

/** What an authenticator app is given: the secret as text, and as the link that a QR code carries. */
export type AppSecret = { secret: string; link: string };

/**
 * Makes a secret for an app; nothing is asked for until a code of it is shown.
 * @returns null where the password is not theirs
 */
export async function beginTwoFactor(
  auth: Auth,
  cookie: string,
  password: string,
): Promise<AppSecret | null> {
  const made = await unlessRefused(
    auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: new Headers({ cookie }) }),
  );
  if (!made || made.method !== 'totp') return null;
  const link = made.totpURI;
  return { link, secret: new URL(link).searchParams.get('secret') ?? '' };
}

/** The first code is right: from now on one is asked for. @returns the session's new cookies, or null for a wrong code */
export async function confirmTwoFactor(
  auth: Auth,
  from: From,
  cookie: string,
  typed: string,
): Promise<string[] | null> {
  const { code } = readSecondFactor(typed);
  const done = await unlessRefused(
    auth.api.verifyTOTP({ body: { code }, headers: headersOf(from, cookie), returnHeaders: true }),
  );
  return done?.headers.getSetCookie() ?? null;
}

/** Somebody's backup codes, to be shown once; those before are void. @returns null where the password is not theirs */
export async function renewBackupCodes(
  auth: Auth,
  cookie: string,
  password: string,
): Promise<string[] | null> {
  const made = await unlessRefused(
    auth.api.generateBackupCodes({ body: { password }, headers: new Headers({ cookie }) }),
  );
  return made?.backupCodes ?? null;
}

/** The codes that were made with the secret, shown once it is confirmed. */
export async function firstBackupCodes(auth: Auth, userId: string): Promise<string[]> {
  return (await auth.api.viewBackupCodes({ body: { userId } })).backupCodes;
}

/** No second factor any more. @returns the session's new cookies, or null where the password is not theirs */
export async function endTwoFactor(
  auth: Auth,
  from: From,
  cookie: string,
  password: string,
): Promise<string[] | null> {
  const done = await unlessRefused(
    auth.api.disableTwoFactor({ body: { password }, headers: headersOf(from, cookie), returnHeaders: true }),
  );
  return done?.headers.getSetCookie() ?? null;
}

/** Takes a second factor away without its person's password. Callers know why they may. */
export async function dropSecondFactor(auth: Auth, userId: string): Promise<void> {
  const { adapter, internalAdapter } = await auth.$context;
  await internalAdapter.updateUser(userId, { twoFactorEnabled: false });
  await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: userId }] });
}

/** `wrong`: try again; `over`: begin at the password again; `locked`: too many wrong codes at this account. */
export type SecondFactorProblem = 'wrong' | 'over' | 'locked';

/** The second step of signing in. The cookie is the one that the first step set. */
export async function signInBySecondFactor(
  server: Server,
  from: From,
  cookie: string,
  typed: string,
): Promise<Begun | { problem: SecondFactorProblem }> {
  const half = await halfOf(server.auth, cookie);
  if (!half) return { problem: 'over' };
  const { kind, code } = readSecondFactor(typed);
  if (kind === 'app' && (await server.limits.count(USED, `${half.userId}\n${code}`)) !== null)
    return { problem: 'wrong' };
  const verify = kind === 'app' ? server.auth.api.verifyTOTP : server.auth.api.verifyBackupCode;
  try {
    const { headers } = await verify({
      body: { code },
      headers: headersOf(from, half.cookie),
      returnHeaders: true,
    });
    return { userId: half.userId, setCookies: headers.getSetCookie() };
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    return { problem: problemOf(error) };
  }
}

function problemOf(error: { statusCode: number; body?: { code?: string } | undefined }): SecondFactorProblem {
  if (error.statusCode === 429) return 'locked';
  const wrong = error.body?.code === 'INVALID_CODE' || error.body?.code === 'INVALID_BACKUP_CODE';
  return wrong ? 'wrong' : 'over';
}

/**
 * Who is halfway in, and the one cookie that says so: with a session's beside it better-auth would take the code for
 * a setting of that session, uncounted.
 */
export async function halfOf(auth: Auth, cookie: string): Promise<{ userId: string; cookie: string } | null> {
  const { internalAdapter, createAuthCookie } = await auth.$context;
  const { name } = createAuthCookie('two_factor');
  const own = cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  const token = decodeURIComponent(own?.slice(name.length + 1) ?? '').split('.')[0] ?? '';
  if (own === undefined || token === '') return null;
  const stored = await internalAdapter.findVerificationValue(token);
  return stored && stored.expiresAt > new Date() ? { userId: stored.value, cookie: own } : null;
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
