import { html } from 'hono/html';
import { isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';
import { judgePassword, PASSWORD_LEAST } from '#server/auth/password.ts';
import { changePassword, changeProfile } from '#server/auth/profile.ts';
import type { Person } from '#server/auth/session.ts';
import { done, ifConfirmed, type Act, type Told } from '#server/pages/account/desk.ts';
import { fold } from '#server/pages/account/fold.ts';
import { field } from '#server/pages/form.ts';
import { viewOf, type Html, type View } from '#server/pages/page.ts';
import { fromOf, keepCookies } from '#server/pages/visitor.ts';

export const saveName: Act = async (desk) => {
  const { server, c, who, value, show } = desk;
  const name = cleanText(value('name'));
  if (name === '') return show({ errors: { name: viewOf(c).say('error_name_empty') } });
  await changeProfile(server, who.person.id, { name, email: who.person.email });
  return done(desk, 'saved');
};

export const saveEmail: Act = (desk) =>
  ifConfirmed(desk, 'email-password', async () => {
    const { server, c, who, value, show } = desk;
    const { say } = viewOf(c);
    const email = cleanText(value('email')).toLowerCase();
    if (!isEmail(email)) return show({ errors: { email: say('error_email') } });
    const changed = await changeProfile(server, who.person.id, { name: who.person.name, email });
    return changed ? done(desk, 'saved') : show({ errors: { email: say('error_email_taken') } });
  });

export const savePassword: Act = (desk) =>
  ifConfirmed(desk, 'old-password', async () => {
    const { server, c, who, value, show } = desk;
    const { say } = viewOf(c);
    const { id: userId, email, name } = who.person;
    const next = value('next');
    const problem = judgePassword(next, [email, name]);
    if (problem)
      return show({ errors: { next: say(`error_${problem}`, { least: String(PASSWORD_LEAST) }) } });
    const session = { cookie: who.cookie, userId };
    const cookies = await changePassword(server, fromOf(c), session, { old: value('password'), next });
    if (!cookies) return show({ errors: { 'old-password': say('error_password_wrong') } });
    keepCookies(c, cookies);
    return done(desk, 'password');
  });

/** Name, e-mail and password, each a row that unfolds to its form. */
export function profilePart({ say }: View, person: Person, { errors = {} }: Told): Html {
  const row = (title: string, text: string, inside: Html, ids: string[]) =>
    fold({ title, text, act: say('change'), open: ids.some((id) => id in errors), inside });
  return html`<ul class="list">
    ${row(say('your_name'), person.name, nameForm(say, person, errors.name), ['name'])}
    ${row(say('email'), person.email, emailForm(say, person, errors), ['email', 'email-password'])}
    ${row(say('password'), '••••••••', passwordForm(say, person, errors), ['next', 'old-password'])}
  </ul>`;
}

type Say = View['say'];

function nameForm(say: Say, person: Person, error: string | undefined): Html {
  return html`<form method="post" action="/account/name">
    ${field({ name: 'name', label: say('your_name'), value: person.name, error, autocomplete: 'name' })}
    <button class="main">${say('save')}</button>
  </form>`;
}

function emailForm(say: Say, person: Person, errors: Record<string, string>): Html {
  return html`<form method="post" action="/account/email">
    ${field({ name: 'email', label: say('email_new'), type: 'email', value: person.email, hint: say('email_new_hint'), error: errors.email, autocomplete: 'email' })}
    ${field({ name: 'password', id: 'email-password', label: say('password_own'), type: 'password', error: errors['email-password'], autocomplete: 'current-password' })}
    <button class="main">${say('save')}</button>
  </form>`;
}

function passwordForm(say: Say, person: Person, errors: Record<string, string>): Html {
  const hint = say('password_hint', { least: String(PASSWORD_LEAST) });
  return html`<form method="post" action="/account/password">
    <input type="hidden" name="username" autocomplete="username" value="${person.email}" />
    ${field({ name: 'password', id: 'old-password', label: say('password_own'), type: 'password', error: errors['old-password'], autocomplete: 'current-password' })}
    ${field({ name: 'next', label: say('password_new'), type: 'password', hint, error: errors.next, autocomplete: 'new-password' })}
    <button class="main">${say('password_save')}</button>
    <p class="hint">${say('password_save_hint')}</p>
  </form>`;
}
