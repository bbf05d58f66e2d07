import { html } from 'hono/html';
import { may, type Role } from '#lib/model/role.ts';
import type { Invitation } from '#server/auth/invitations.ts';
import { mayChange, type Member } from '#server/auth/members.ts';
import { dayOf } from '#server/pages/account/day.ts';
import { field, formError } from '#server/pages/form.ts';
import type { Html, View } from '#server/pages/page.ts';

/** What just happened: a new link, the first of the list, or what was wrong with which form. */
export type Told = {
  invited?: 'linked' | 'sent' | 'unsent';
  form?: string;
  invite?: string;
  typed?: { email: string; role: Role };
};
type Shown = {
  workspace: string;
  role: Role;
  /** Whoever looks at it. */
  self: string;
  url: string;
  /** Whether invitations are sent, too. */
  mails: boolean;
  members: readonly Member[];
  invitations: readonly Invitation[];
  rolesToGive: readonly Role[];
  told: Told;
};

/** The inside of the members page. */
export function membersBody(view: View, shown: Shown): Html {
  const { say } = view;
  const { told } = shown;
  return html`${formError(told.form === undefined ? undefined : say(told.form))}
    <ul class="list">
      ${shown.members.map((member) => memberRow(view, shown, member))}
    </ul>
    ${may(shown.role, 'invite') ? inviting(view, shown) : ''}
    ${may(shown.role, 'administer') ? html`<p class="links"><a href="/api-keys/${shown.workspace}">${say('key_title')}</a></p>` : ''}
    <script src="/carnet.js" defer></script>`;
}

function memberRow(view: View, shown: Shown, member: Member): Html {
  const { say } = view;
  const owners = shown.members.filter(({ role }) => role === 'owner');
  const open = mayChange(shown.role, member.role) && !(member.role === 'owner' && owners.length === 1);
  const own = member.userId === shown.self;
  return html`<li>
    <div class="person">
      <b>${member.name}${own ? html` <span class="badge">${say('member_you')}</span>` : ''}</b>
      <span>${member.email}</span>
    </div>
    ${open ? changing(view, shown, member) : html`<span class="role">${say(`role_${member.role}`)}</span>`}
  </li>`;
}

function changing({ say }: View, shown: Shown, { userId, name, role }: Member): Html {
  const { workspace, rolesToGive } = shown;
  return html`<form method="post" action="/members/${workspace}/role" class="row">
      <input type="hidden" name="user" value="${userId}" />
      <select name="role" aria-label="${say('role_of', { name })}">
        ${rolesToGive.map((one) => option(one, say(`role_${one}`), one === role))}
      </select>
      <button>${say('role_save')}</button>
    </form>
    ${
      userId === shown.self
        ? html`<a class="button quiet bad" href="/workspaces/${workspace}/leave">${say('leave')}</a>`
        : html`<a
            class="button quiet bad"
            href="/members/${workspace}/remove?user=${userId}"
            aria-label="${say('member_remove_named', { name })}"
            >${say('member_remove')}</a
          >`
    }`;
}

function option(value: string, label: string, selected: boolean): Html {
  return html`<option value="${value}" ${selected ? html`selected` : ''}>${label}</option>`;
}

function inviting(view: View, shown: Shown): Html {
  const { say } = view;
  const { told, workspace, rolesToGive } = shown;
  const error = told.invite === undefined ? undefined : say(told.invite);
  return html`<h2>${say('invite_somebody')}</h2>
    <p>${say(shown.mails ? 'invite_how_mail' : 'invite_how')}</p>
    <form method="post" action="/members/${workspace}/invite" class="invite">
      ${field({ name: 'email', label: say('email'), type: 'email', value: told.typed?.email ?? '', error, autocomplete: 'off' })}
      <div class="field">
        <label for="role">${say('role')}</label>
        <select id="role" name="role">
          ${rolesToGive.toReversed().map((one) => option(one, say(`role_${one}`), one === told.typed?.role))}
        </select>
      </div>
      <button class="main">${say('invite_make')}</button>
    </form>
    ${
      shown.invitations.length === 0
        ? ''
        : html`<h2>${say('invitations')}</h2>
            <ul class="list">
              ${shown.invitations.map((one, at) => invitationRow(view, shown, one, at === 0 ? told.invited : undefined))}
            </ul>`
    }`;
}

const MADE = { linked: 'invite_made', sent: 'invite_sent', unsent: 'invite_unsent' } as const;

function invitationRow(view: View, shown: Shown, one: Invitation, fresh: Told['invited']): Html {
  const { say } = view;
  const { email } = one;
  const day = dayOf(view, one.expiresAt);
  return html`<li class="${fresh ? 'fresh' : ''}">
    <div class="person">
      <b>${one.email}</b><span>${say('invite_until', { role: say(`role_${one.role}`), day })}</span>
    </div>
    ${fresh ? html`<p class="${fresh === 'unsent' ? 'error' : 'good'}" role="status">${say(MADE[fresh], { email })}</p>` : ''}
    <div class="link">
      <input
        readonly
        value="${shown.url}/invite/${one.id}"
        aria-label="${say('invite_link_of', { email: one.email })}"
      />
      <button type="button" data-copy data-done="${say('copied')}" hidden>${say('copy')}</button>
    </div>
    <form method="post" action="/members/${shown.workspace}/revoke">
      <input type="hidden" name="invitation" value="${one.id}" />
      <button class="quiet bad" aria-label="${say('invite_revoke_named', { email: one.email })}">
        ${say('invite_revoke')}
      </button>
    </form>
  </li>`;
}

/** Whether to remove somebody, asked on a page of its own. */
export function removalBody({ say }: View, of: { workspace: string; userId: string; name: string }): Html {
  return html`<p>${say('member_remove_text', { workspace: of.name })}</p>
    <form method="post" action="/members/${of.workspace}/remove" class="row">
      <input type="hidden" name="user" value="${of.userId}" />
      <button class="main danger">${say('member_remove')}</button>
      <a class="button" href="/members/${of.workspace}">${say('cancel')}</a>
    </form>`;
}
