import type { Context } from 'hono';
import type { From } from '#server/auth/accounts.ts';
import { sessionByCookie, type Person, type Session } from '#server/auth/session.ts';
import type { Limit } from '#server/limits.ts';
import { showNote, viewOf } from '#server/pages/page.ts';
import type { Server } from '#server/server.ts';
import type { Visit } from '#server/door/visit.ts';

/** Wrong tries from one address, for each door; and at one account, from there or from wherever. */
export const LIMITS = {
  signIn: { name: 'sign-in', most: 5, seconds: 60 },
  /** At whatever accounts: colleagues behind one address do not lock one another out by their own mistakes. */
  signInFrom: { name: 'sign-in-from', most: 30, seconds: 60 },
  account: { name: 'account', most: 20, seconds: 15 * 60 },
  known: { name: 'known', most: 20, seconds: 15 * 60 },
  link: { name: 'link', most: 30, seconds: 10 * 60 },
  deviceCode: { name: 'device-code', most: 20, seconds: 10 * 60 },
  invite: { name: 'invite', most: 200, seconds: 24 * 3600 },
  /** One's own password, asked again: whoever sits at a session that is not theirs may try it ten times. */
  confirm: { name: 'confirm', most: 10, seconds: 15 * 60 },
  passkey: { name: 'passkey', most: 120, seconds: 10 * 60 },
  workspace: { name: 'workspace', most: 20, seconds: 24 * 3600 },
  forgot: { name: 'forgot', most: 20, seconds: 60 * 60 },
  /** Letters to one address, whoever asks for them. */
  letter: { name: 'letter', most: 3, seconds: 60 * 60 },
} as const satisfies Record<string, Limit>;

export function fromOf(c: Context<Visit>): From {
  return { address: c.get('address'), agent: c.req.header('user-agent') ?? '' };
}

export type Visiting = Omit<Session, 'setCookies'> & { cookie: string };

/** Whoever is signed in in this browser; a session in use is prolonged, and its cookie with it. */
export async function visitor(server: Server, c: Context): Promise<Visiting | null> {
  const cookie = c.req.header('cookie') ?? null;
  const found = await sessionByCookie(server.auth, cookie);
  if (!found || cookie === null) return null;
  const { setCookies, ...session } = found;
  keepCookies(c, setCookies);
  return { ...session, cookie };
}

/** Sends somebody to sign in, and back here afterwards; after a form, to the page it stood on. */
export function toSignIn(c: Context, back?: string): Response {
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`/sign-in?next=${encodeURIComponent(back ?? pathname + search)}`, 303);
}

/** Keeps a session's cookies and goes on. */
export function goOn(c: Context, setCookies: readonly string[], to: string): Response {
  keepCookies(c, setCookies);
  return c.redirect(to, 303);
}

export function keepCookies(c: Context, setCookies: readonly string[]): void {
  for (const cookie of setCookies) c.header('Set-Cookie', cookie, { append: true });
}

export async function tooOften(c: Context, seconds: number): Promise<Response> {
  const { say } = viewOf(c);
  c.header('Retry-After', String(seconds));
  const text = say('too_often_text', { minutes: String(Math.ceil(seconds / 60)) });
  return showNote(c, { title: say('too_often_title'), text, status: 429 });
}

/** The same for a workspace that is not and for one of others. */
export function noWorkspace(c: Context, person: Person): Promise<Response> {
  const { say } = viewOf(c);
  const [title, text] = [say('no_workspace_title'), say('no_workspace_text')];
  return showNote(c, { title, text, status: 403, person });
}
