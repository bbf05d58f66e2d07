import { isAPIError } from 'better-auth/api';
import type { Auth } from '#server/auth/auth.ts';
import { ADDRESS_HEADER } from '#server/door/address.ts';

/** From where somebody signs in: kept with the session, for the list of one's own devices. */
export type From = { address: string; agent: string };
/** A session that has begun: the cookies its browser is to keep. */
export type Begun = { userId: string; setCookies: string[] };

function headersOf({ address, agent }: From): Headers {
  return new Headers({ [ADDRESS_HEADER]: address, 'user-agent': agent.slice(0, 300) });
}

/** Signs in by password. @returns null where address and password are no pair */
export async function signIn(
  auth: Auth,
  from: From,
  body: { email: string; password: string },
): Promise<Begun | null> {
  try {
    const { headers, response } = await auth.api.signInEmail({
      body,
      headers: headersOf(from),
      returnHeaders: true,
    });
    return { userId: response.user.id, setCookies: headers.getSetCookie() };
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null;
    throw error;
  }
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
