import { html } from 'hono/html';
import { scope, type Scope } from '#lib/protocol/public-key.ts';
import type { ApiKey } from '#server/api/public/keys.ts';
import { field, formError } from '#server/pages/form.ts';
import type { Html, View } from '#server/pages/page.ts';

/** Days until a key ends; 0: never. */
export const LIVES = [0, 30, 90, 365] as const;

/** What just happened: a new key, shown this once; or what was wrong with the form, and what it held. */
export type KeyTold = {
  made?: { id: string; key: string };
  error?: string;
  typed?: { name: string; scopes: Scope[] };
};
type Shown = {
  workspace: string;
  url: string;
  /** The id of the key that the form makes, so that a form sent twice makes one. */
  nextId: string;
  now: Date;
  keys: readonly ApiKey[];
  names: ReadonlyMap<string, string>;
  told: KeyTold;
};

/** The inside of the page of keys. */
export function keysBody(view: View, shown: Shown): Html {
  const { say } = view;
  const { keys, told } = shown;
  return html`<p>${say('key_intro')}</p>
    ${keys.length === 0 ? html`<p>${say('key_none')}</p>` : list(view, shown)}
    <h2>${say('key_new')}</h2>
    ${formError(told.error === undefined ? undefined : say(told.error))} ${making(view, shown)}
    <p class="links">
      <a href="/webhooks/${shown.workspace}">${say('hook_link')}</a>
      <a href="/api/1/openapi.json">${say('key_document')}</a>
    </p>
    <script src="/carnet.js" defer></script>`;
}

function list(view: View, shown: Shown): Html {
  return html`<ul class="list">
    ${shown.keys.map((key) => keyRow(view, shown, key))}
  </ul>`;
}

function keyRow({ say, language }: View, shown: Shown, key: ApiKey): Html {
  const day = (text: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(text));
  const fresh = shown.told.made?.id === key.id ? shown.told.made.key : null;
  const over = key.expiresAt !== null && key.expiresAt <= shown.now.toISOString();
  const ends =
    key.expiresAt === null
      ? say('key_never_ends')
      : say(over ? 'key_over' : 'key_ends', { day: day(key.expiresAt) });
  const used = key.lastUsedAt === null ? say('key_unused') : say('key_used', { day: day(key.lastUsedAt) });
  const by = say('key_made', { day: day(key.createdAt), name: shown.names.get(key.createdBy) ?? '–' });
  const state =
    key.revokedAt === null ? `${ends} · ${used}` : say('key_revoked', { day: day(key.revokedAt) });
  return html`<li class="${fresh === null ? '' : 'fresh'}">
    <div class="person">
      <b>${key.name} <span class="badge">carnet_…_${key.id}_…</span></b>
      <span>${key.scopes.map((one) => say(wordOf(one))).join(' · ')}</span>
      <span>${by} · ${state}</span>
    </div>
    ${fresh === null ? '' : newKey({ say }, fresh, key.name)}
    ${key.revokedAt === null ? revoking({ say }, shown.workspace, key) : ''}
  </li>`;
}

function newKey({ say }: Pick<View, 'say'>, key: string, name: string): Html {
  return html`<p class="good" role="status">${say('key_once')}</p>
    <div class="link">
      <input readonly value="${key}" aria-label="${say('key_of', { name })}" autocomplete="off" />
      <button type="button" data-copy data-done="${say('copied')}" hidden>${say('copy')}</button>
    </div>`;
}

function revoking({ say }: Pick<View, 'say'>, workspace: string, { id, name }: ApiKey): Html {
  return html`<a
    class="button quiet bad"
    href="/api-keys/${workspace}/revoke?key=${id}"
    aria-label="${say('key_revoke_named', { name })}"
    >${say('key_revoke')}</a
  >`;
}

/** The words for a scope; keys of words have no colon. */
const wordOf = (one: Scope) => `key_scope_${one.replace(':', '_')}`;

function making({ say }: View, { workspace, nextId, told }: Shown): Html {
  const chosen = told.typed?.scopes ?? ['contacts:read', 'contacts:write'];
  return html`<form method="post" action="/api-keys/${workspace}/make">
    <input type="hidden" name="id" value="${nextId}" />
    ${field({ name: 'name', label: say('key_name'), value: told.typed?.name ?? '', hint: say('key_name_hint'), most: 60, autocomplete: 'off' })}
    <fieldset class="field">
      <legend>${say('key_may')}</legend>
      ${scope.options.map(
        (one) =>
          html`<label class="choice">
            <input type="checkbox" name="${one}" ${chosen.includes(one) ? html`checked` : ''} />
            <span>${say(wordOf(one))}</span>
          </label>`,
      )}
    </fieldset>
    <div class="field">
      <label for="life">${say('key_life')}</label>
      <select id="life" name="life">
        ${LIVES.map((days) => html`<option value="${String(days)}">${say(`key_life_${days}`)}</option>`)}
      </select>
    </div>
    <button class="main">${say('key_make')}</button>
  </form>`;
}

/** Whether to end a key, asked on a page of its own. */
export function revokeBody({ say }: View, of: { workspace: string; id: string }): Html {
  return html`<p>${say('key_revoke_text')}</p>
    <form method="post" action="/api-keys/${of.workspace}/revoke" class="row">
      <input type="hidden" name="key" value="${of.id}" />
      <button class="main danger">${say('key_revoke')}</button>
      <a class="button" href="/api-keys/${of.workspace}">${say('cancel')}</a>
    </form>`;
}
