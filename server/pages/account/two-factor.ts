import { html, raw } from 'hono/html';
import { renderSVG } from 'uqr';
import {
  beginTwoFactor,
  codesLeft,
  confirmTwoFactor,
  endTwoFactor,
  firstBackupCodes,
  renewBackupCodes,
  type AppSecret,
} from '#server/auth/two-factor.ts';
import { done, ifConfirmed, type Act, type Desk, type Told } from '#server/pages/account/desk.ts';
import { fold } from '#server/pages/account/fold.ts';
import { field } from '#server/pages/form.ts';
import { showPage, viewOf, type Html, type View } from '#server/pages/page.ts';
import { fromOf, keepCookies } from '#server/pages/visitor.ts';

export const beginSecondFactor: Act = (desk) =>
  ifConfirmed(desk, 'factor-password', async () => {
    const { server, who, value } = desk;
    const secret = await beginTwoFactor(server.auth, who.cookie, value('password'));
    return secret ? showSecret(desk, secret) : done(desk, 'factor_on');
  });

export const confirmSecondFactor: Act = async (desk) => {
  const { server, c, who, value } = desk;
  if ((await codesLeft(server.auth, who.person.id)) !== null) return done(desk, 'factor_on');
  const cookies = await confirmTwoFactor(server.auth, fromOf(c), who.cookie, value('code'));
  if (!cookies) return showSecret(desk, null);
  keepCookies(c, cookies);
  return showCodes(desk, await firstBackupCodes(server.auth, who.person.id));
};

export const renewCodes: Act = (desk) =>
  ifConfirmed(desk, 'factor-password', async () => {
    const { server, who, value } = desk;
    const codes = await renewBackupCodes(server.auth, who.cookie, value('password'));
    return codes ? showCodes(desk, codes) : done(desk, 'factor_off');
  });

export const endSecondFactor: Act = (desk) =>
  ifConfirmed(desk, 'factor-password', async () => {
    const { server, c, who, value } = desk;
    keepCookies(c, (await endTwoFactor(server.auth, fromOf(c), who.cookie, value('password'))) ?? []);
    return done(desk, 'factor_off');
  });

/** Whether a code is asked for beside the password, and what can be done about it. */
export async function twoFactorPart(view: View, { server, who }: Desk, { errors = {} }: Told): Promise<Html> {
  const { say } = view;
  const left = await codesLeft(server.auth, who.person.id);
  const error = errors['factor-password'];
  const own = field({
    name: 'password',
    id: 'factor-password',
    label: say('password_own'),
    type: 'password',
    error,
    autocomplete: 'current-password',
  });
  const row =
    left === null
      ? { text: say('factor_is_off'), act: say('factor_begin'), inside: beginForm(view, own) }
      : {
          text: say('factor_is_on', { count: String(left) }),
          act: say('change'),
          inside: changeForm(view, own),
        };
  return html`<h2>${say('factor')}</h2>
    <p>${say('factor_text')}</p>
    <ul class="list">
      ${fold({ title: say('factor_app'), open: error !== undefined, ...row })}
    </ul>`;
}

function beginForm({ say }: View, own: Html): Html {
  return html`<form method="post" action="/account/two-factor/begin">
    ${own}<button class="main">${say('go_on')}</button>
  </form>`;
}

function changeForm({ say }: View, own: Html): Html {
  return html`<form method="post" action="/account/two-factor/codes">
    ${own}
    <div class="row">
      <button>${say('factor_renew')}</button>
      <button class="bad" formaction="/account/two-factor/off">${say('factor_end')}</button>
    </div>
    <p class="hint">${say('factor_renew_hint')}</p>
  </form>`;
}

/** The secret is drawn only for whoever has just typed their password; after a wrong code it is in the app already. */
async function showSecret({ c, who }: Desk, secret: AppSecret | null): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const error = secret ? undefined : say('error_code');
  const body = html`${secret ? secretPart(view, secret) : ''}
    <form method="post" action="/account/two-factor/confirm">
      ${field({ name: 'code', label: say('factor_code'), error, autocomplete: 'one-time-code', most: 12 })}
      <button class="main">${say('factor_confirm')}</button>
    </form>
    <p class="links"><a href="/account">${say('cancel')}</a></p>`;
  const status = secret ? 200 : 422;
  return showPage(c, view, { title: say('factor_title'), body, status, person: who.person });
}

function secretPart({ say }: View, { link, secret }: AppSecret): Html {
  const inFours = secret.match(/.{1,4}/gu)?.join(' ') ?? secret;
  return html`<p>${say('factor_scan')}</p>
    <div class="qr" role="img" aria-label="${say('factor_qr')}">${raw(renderSVG(link, { border: 2 }))}</div>
    <p class="hint">${say('factor_type')}</p>
    <p class="secret">${inFours}</p>
    <p class="links"><a href="${link}">${say('factor_link')}</a></p>`;
}

async function showCodes({ c, who }: Desk, codes: readonly string[]): Promise<Response> {
  const view = viewOf(c);
  const { say } = view;
  const body = html`<p>${say('codes_text')}</p>
    <ol class="codes">
      ${codes.map((code) => html`<li>${code}</li>`)}
    </ol>
    <a class="button main" href="/account?done=factor_on">${say('codes_kept')}</a>`;
  return showPage(c, view, { title: say('codes_title'), body, person: who.person });
}
