import type { Auth } from '#server/auth/auth.ts';

export type Person = { id: string; name: string; email: string };

/** Whose token it is: by the Authorization header alone, never by a cookie. Null: none, forged, unsigned or expired. */
export async function personByToken(auth: Auth, authorization: string | null): Promise<Person | null> {
  if (authorization === null) return null;
  return personBy(auth, new Headers({ authorization }));
}

/** Whose cookie it is, for the server's own pages: never by a token. */
export async function personByCookie(auth: Auth, cookie: string | null): Promise<Person | null> {
  if (cookie === null) return null;
  return personBy(auth, new Headers({ cookie }));
}

async function personBy(auth: Auth, headers: Headers): Promise<Person | null> {
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  const { id, name, email } = session.user;
  return { id, name, email };
}
