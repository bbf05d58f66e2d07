import { isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';
import { judgePassword, PASSWORD_LEAST } from '#server/auth/password.ts';
import type { Errors } from '#server/pages/form.ts';
import type { Say } from '#server/pages/words.ts';

type Person = { name: string; email: string; password: string };

/** What is wrong with what somebody typed about themselves, by field. */
export function checkPerson(say: Say, { name, email, password }: Person): Errors {
  const errors: Errors = {};
  if (cleanText(name) === '') errors.name = say('error_name_empty');
  if (!isEmail(email)) errors.email = say('error_email');
  const problem = judgePassword(password, [email, name]);
  if (problem) errors.password = say(`error_${problem}`, { least: String(PASSWORD_LEAST) });
  return errors;
}

/** Where to go after signing in: only ever a path of this server. */
export function readNext(text: string, url: string): string {
  if (!text.startsWith('/') || !URL.canParse(text, url)) return '/';
  const next = new URL(text, url);
  return next.origin === new URL(url).origin ? `${next.pathname}${next.search}` : '/';
}
