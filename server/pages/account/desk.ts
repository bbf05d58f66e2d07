import type { Context } from 'hono';
import { isPasswordOf } from '#server/auth/profile.ts';
import type { Visit } from '#server/door/visit.ts';
import type { Errors } from '#server/pages/form.ts';
import { viewOf } from '#server/pages/page.ts';
import { LIMITS, tooOften, type Visiting } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

/** What just happened: `done` names a sentence; errors by the id of their field, shown with its part unfolded. */
export type Told = { done?: string; errors?: Errors };

/** Somebody at their own account; `show` draws the page again with what is told. */
export type Desk = {
  server: Server;
  c: Context<Visit>;
  who: Visiting;
  value: (name: string) => string;
  show: (told: Told) => Promise<Response>;
};
export type Act = (desk: Desk) => Promise<Response>;

/** Back to the page, elsewhere than the form, so that loading it again does nothing again. */
export function done({ c }: Desk, what: string): Response {
  return c.redirect(`/account?done=${what}`, 303);
}

/** Goes on only with the person's own password in the field of this id; tries are counted. */
export async function ifConfirmed(desk: Desk, id: string, go: () => Promise<Response>): Promise<Response> {
  const { server, c, who, value, show } = desk;
  const wait = await server.limits.count(LIMITS.confirm, who.person.id);
  if (wait !== null) return tooOften(c, wait);
  if (!(await isPasswordOf(server, who.person.id, value('password'))))
    return show({ errors: { [id]: viewOf(c).say('error_password_wrong') } });
  await server.limits.giveBack(LIMITS.confirm, who.person.id);
  return go();
}
