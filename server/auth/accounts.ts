import { isAPIError } from 'better-auth/api';
import type { Auth } from '#server/auth/auth.ts';
import { ADDRESS_HEADER } from '#server/door/address.ts';

/** From where somebody signs in: kept with the session, for the list of one's own devices. */
export type From = { address: string; agent: string };
/** A session that has begun: the cookies its browser is to keep. */
export type Begun = { userId: string; setCookies: string[] };
/** The password was right, and the second factor is asked: the cookies that remember so for ten minutes. */
export type Halfway = { secondFactor: string[] };

/** What better-auth is told of a visitor. */
export function headersOf({ address, agent }: From, cookie?: string): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: address, 'user-agent': agent.slice(0, 300) });
  if (cookie !== undefined) headers.set('cookie', cookie);
  return headers;
}

/** Whether better-auth refused what was asked, rather than failing at it. */
export function isRefusal(error: unknown): boolean {
  return isAPIError(error) && error.statusCode < 500;
}

/** Signs in by password. @returns null where address and password are no pair */
export async function signIn(
  auth: Auth,
  from: From,
  body: { email: string; password: string },
): Promise<Begun | Halfway | null> {
  try {
    const { headers, response } = await auth.api.signInEmail({
      body,
      headers: headersOf(from),
      returnHeaders: true,
    });
    if ('twoFactorRedirect' in response) return { secondFactor: await halfwayCookies(auth, headers) };
    return { userId: response.user.id, setCookies: headers.getSetCookie() };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Without those of the session that was made for the password alone, and taken back at once. */
async function halfwayCookies(auth: Auth, headers: Headers): Promise<string[]> {
  const { name } = (await auth.$context).createAuthCookie('two_factor');
  return headers.getSetCookie().filter((cookie) => cookie.startsWith(`${name}=`));
}

/** Makes a user and signs them in. Callers have checked that they may. @returns null where the address has a user */
export async function signUp(
  auth: Auth,
  from: From,
  body: { name: string; email: string; password: string },
): Promise<Begun | null> {
  try {
    const { headers, response } = await auth.api.signUpEmail({
      body,
      headers: headersOf(from),
      returnHeaders: true,
    });
    return { userId: response.user.id, setCookies: headers.getSetCookie() };
  } catch (error) {
    if (isAPIError(error) && error.statusCode === 422) return null;
    throw error;
  }
}

/** Ends the session a cookie stands for. @returns the cookies that forget it */
export async function signOut(auth: Auth, cookie: string): Promise<string[]> {
  const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
  return headers.getSetCookie();
}

/** The Cookie header of a browser that has just been given these. */
export function cookieOf(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

/** Whether anybody has this address. */
export async function isKnown(auth: Auth, email: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context;
  return (await internalAdapter.findUserByEmail(email.toLowerCase())) !== null;
}
