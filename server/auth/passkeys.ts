import { getAuthenticatorName } from '@better-auth/passkey';
import { z } from 'zod';
import { headersOf, isRefusal, type Begun, type From } from '#server/auth/accounts.ts';
import type { Auth } from '#server/auth/auth.ts';

export type Passkey = { id: string; name: string; since: Date | null };
/** A challenge for the browser (WebAuthn's options as JSON), and the cookie that remembers it for five minutes. */
export type Challenge = { options: object; setCookies: string[] };

/** Somebody's passkeys, the oldest first. */
export async function passkeysOf(auth: Auth, cookie: string): Promise<Passkey[]> {
  const rows = await auth.api.listPasskeys({ headers: new Headers({ cookie }) });
  return rows
    .map(({ id, name, aaguid, createdAt }) => ({
      id,
      name: name ?? getAuthenticatorName(aaguid) ?? '',
      since: createdAt ? new Date(createdAt) : null,
    }))
    .toSorted((a, b) => (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0));
}

/** @returns null where the session is not fresh: then its person signs in again first */
export async function beginPasskey(auth: Auth, cookie: string): Promise<Challenge | null> {
  try {
    const { headers, response } = await auth.api.generatePasskeyRegistrationOptions({
      headers: new Headers({ cookie }),
      query: {},
      returnHeaders: true,
    });
    return { options: response, setCookies: headers.getSetCookie() };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Keeps what the device answered. @returns whether it answered this challenge, for this person */
export async function addPasskey(
  auth: Auth,
  cookie: string,
  answer: { response: unknown; name: string },
): Promise<boolean> {
  try {
    await auth.api.verifyPasskeyRegistration({
      body: { response: answer.response, ...(answer.name === '' ? {} : { name: answer.name }) },
      headers: new Headers({ cookie }),
    });
    return true;
  } catch (error) {
    if (isRefusal(error) || isUnreadable(error)) return false;
    throw error;
  }
}

/** better-auth says 500 for an answer that no device gives. */
function isUnreadable(error: unknown): boolean {
  return (
    error instanceof Error &&
    'body' in error &&
    typeof error.body === 'object' &&
    error.body !== null &&
    'code' in error.body &&
    error.body.code === 'FAILED_TO_VERIFY_REGISTRATION'
  );
}

/** @returns whether it was theirs */
export async function renamePasskey(auth: Auth, cookie: string, id: string, name: string): Promise<boolean> {
  return done(auth.api.updatePasskey({ body: { id, name }, headers: new Headers({ cookie }) }));
}

/** @returns whether it was theirs */
export async function removePasskey(auth: Auth, cookie: string, id: string): Promise<boolean> {
  return done(auth.api.deletePasskey({ body: { id }, headers: new Headers({ cookie }) }));
}

async function done(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** Asks whatever passkey the browser has for this server; nobody is named. */
export async function askPasskey(auth: Auth): Promise<Challenge> {
  const { headers, response } = await auth.api.generatePasskeyAuthenticationOptions({
    headers: new Headers(),
    returnHeaders: true,
  });
  // What counts is checked by `passkey-rules.ts`; this makes the browser ask for it.
  return { options: { ...response, userVerification: 'required' }, setCookies: headers.getSetCookie() };
}

/** What a browser makes of a device's answer (Web Authentication, 5.1: AuthenticationResponseJSON). */
const answered = z.object({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().optional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});

/** Signs in by what the device answered. @returns null where that is no passkey of anybody's */
export async function signInByPasskey(
  auth: Auth,
  from: From,
  cookie: string,
  answer: unknown,
): Promise<Begun | null> {
  const parsed = answered.safeParse(answer);
  if (!parsed.success) return null;
  const { userHandle, ...signed } = parsed.data.response;
  const response = {
    ...parsed.data,
    clientExtensionResults: {},
    response: { ...signed, ...(userHandle === undefined ? {} : { userHandle }) },
  };
  try {
    const begun = await auth.api.verifyPasskeyAuthentication({
      body: { response },
      headers: headersOf(from, cookie),
      returnHeaders: true,
    });
    return { userId: begun.response.user.id, setCookies: begun.headers.getSetCookie() };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
