import type { Auth } from '#server/auth/auth.ts';
import { deviceLabel } from '#server/auth/device-label.ts';

export type Person = { id: string; name: string; email: string };

/** Who calls, and what the device they call from is named. */
export type Caller = Person & { device: string };
/** Who looks at a page: their session, and the cookies to renew where it has been prolonged. */
export type Session = { person: Person; sessionId: string; createdAt: Date; setCookies: string[] };

/** Whose token it is: by the Authorization header alone, never by a cookie. Null: none, forged, unsigned or expired. */
export async function personByToken(auth: Auth, authorization: string | null): Promise<Caller | null> {
  if (authorization === null) return null;
  const found = await auth.api.getSession({ headers: new Headers({ authorization }) });
  if (!found) return null;
  const { id, name, email } = found.user;
  return { id, name, email, device: deviceLabel(found.session.userAgent ?? '') };
}

/** Whose cookie it is, for the server's own pages: never by a token. */
export async function sessionByCookie(auth: Auth, cookie: string | null): Promise<Session | null> {
  if (cookie === null) return null;
  const { headers, response } = await auth.api.getSession({
    headers: new Headers({ cookie }),
    returnHeaders: true,
  });
  if (!response) return null;
  const { id, name, email } = response.user;
  const { id: sessionId, createdAt } = response.session;
  return { person: { id, name, email }, sessionId, createdAt, setCookies: headers.getSetCookie() };
}
