import type { Context } from 'hono';
import { html } from 'hono/html';
import { passkeyOrigin } from '#server/auth/passkey-rules.ts';
import type { Html, View } from '#server/pages/page.ts';
import type { Server } from '#server/server.ts';

/** Whether this page was asked for under the name that passkeys are bound to. */
export function passkeysWorkHere(server: Server, c: Context): boolean {
  return c.req.header('host') === passkeyOrigin(server.settings.url).host;
}

/** Signs in by passkey; it shows itself once the script is there, and knows that the browser can. */
export function passkeyButton({ say }: View, next: string): Html {
  return html`<form
    method="post"
    action="/sign-in/passkey"
    data-passkey="get"
    data-options="/sign-in/passkey/options"
    hidden
  >
    <p class="or"><span>${say('or')}</span></p>
    <input type="hidden" name="next" value="${next}" />
    <input type="hidden" name="answer" />
    <button>${say('passkey_sign_in')}</button>
    <p class="error" role="alert" data-error hidden>${say('error_passkey')}</p>
  </form>`;
}

/** What a device answered, as the page's script put it in the form; null where that is no JSON. */
export function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
