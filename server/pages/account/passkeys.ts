import { html } from 'hono/html';
import { cleanText } from '#lib/model/text.ts';
import { passkeyOrigin } from '#server/auth/passkey-rules.ts';
import { addPasskey, beginPasskey, passkeysOf, removePasskey, renamePasskey } from '#server/auth/passkeys.ts';
import type { Passkey } from '#server/auth/passkeys.ts';
import { dayOf } from '#server/pages/account/day.ts';
import { done, type Act, type Desk, type Told } from '#server/pages/account/desk.ts';
import { fold } from '#server/pages/account/fold.ts';
import { field } from '#server/pages/form.ts';
import { viewOf, type Html, type View } from '#server/pages/page.ts';
import { passkeysWorkHere, readAnswer } from '#server/pages/passkey-parts.ts';
import { keepCookies } from '#server/pages/visitor.ts';

const AGAIN = '/sign-in?again=1&next=/account';
const NAME_MOST = 60;

/** What the page's script asks for before the browser does. */
export const passkeyOptions: Act = async ({ server, c, who }) => {
  const begun = await beginPasskey(server.auth, who.cookie);
  if (!begun) return c.body(null, 403);
  keepCookies(c, begun.setCookies);
  c.header('Cache-Control', 'no-store');
  return c.json(begun.options);
};

export const savePasskey: Act = async (desk) => {
  const { server, c, who, value, show } = desk;
  const name = cleanText(value('name')).slice(0, NAME_MOST);
  const response = readAnswer(value('answer'));
  if (await addPasskey(server.auth, who.cookie, { response, name })) return done(desk, 'passkey_added');
  return show({ errors: { 'passkey-name': viewOf(c).say('error_passkey') } });
};

export const savePasskeyName: Act = async (desk) => {
  const { server, c, who, value, show } = desk;
  const [id, name] = [value('passkey'), cleanText(value('name')).slice(0, NAME_MOST)];
  if (name === '') return show({ errors: { [`passkey-${id}`]: viewOf(c).say('error_name_empty') } });
  await renamePasskey(server.auth, who.cookie, id, name);
  return done(desk, 'saved');
};

export const dropPasskey: Act = async (desk) => {
  const { server, who, value } = desk;
  await removePasskey(server.auth, who.cookie, value('passkey'));
  return done(desk, 'passkey_removed');
};

/** The passkeys there are, and a way to add one where the browser and this address allow it. */
export async function passkeysPart(view: View, desk: Desk, { errors = {} }: Told): Promise<Html> {
  const { server, who } = desk;
  const passkeys = await passkeysOf(server.auth, who.cookie);
  return html`<h2>${view.say('passkeys')}</h2>
    <p>${view.say('passkeys_text')}</p>
    ${
      passkeys.length > 0
        ? html`<ul class="list">
            ${passkeys.map((passkey) => row(view, passkey, errors[`passkey-${passkey.id}`]))}
          </ul>`
        : ''
    }
    ${adding(view, desk, errors['passkey-name'])}`;
}

function row(view: View, { id, name, since }: Passkey, error: string | undefined): Html {
  const { say } = view;
  const title = name === '' ? say('passkey') : name;
  const text = since ? say('passkey_since', { day: dayOf(view, since) }) : '';
  const inside = html`<form method="post" action="/account/passkeys/rename">
      <input type="hidden" name="passkey" value="${id}" />
      ${field({ name: 'name', id: `passkey-${id}`, label: say('name'), value: name, error, autocomplete: 'off', most: NAME_MOST })}
      <button class="main">${say('save')}</button>
    </form>
    <form method="post" action="/account/passkeys/remove">
      <input type="hidden" name="passkey" value="${id}" />
      <button class="quiet bad">${say('passkey_remove')}</button>
    </form>`;
  return fold({ title, text, act: say('change'), open: error !== undefined, inside });
}

function adding(view: View, { server, c, who }: Desk, error: string | undefined): Html {
  const { say } = view;
  const origin = passkeyOrigin(server.settings.url);
  if (!passkeysWorkHere(server, c))
    return html`<p class="hint">
      ${say('passkey_elsewhere')} <a href="${origin.origin}/account">${origin.host}</a>
    </p>`;
  const fresh = server.source.now().getTime() - who.createdAt.getTime() < FRESH;
  if (!fresh)
    return html`<p class="hint">${say('passkey_again')} <a href="${AGAIN}">${say('sign_in_again')}</a></p>`;
  return html`<form
      method="post"
      action="/account/passkeys/add"
      class="invite two"
      data-passkey="add"
      data-options="/account/passkeys/options"
      hidden
    >
      <input type="hidden" name="answer" />
      ${field({ name: 'name', id: 'passkey-name', label: say('passkey_name'), hint: say('passkey_name_hint'), error, autocomplete: 'off', most: NAME_MOST })}
      <button>${say('passkey_add')}</button>
      <p class="error" role="alert" data-error hidden>${say('error_passkey')}</p>
    </form>
    <noscript><p class="hint">${say('passkey_script')}</p></noscript>`;
}

/** A little less than better-auth's own, so that nobody is offered what is then refused. */
const FRESH = 55 * 60_000;
