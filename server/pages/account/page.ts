import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Visit } from '#server/door/visit.ts';
import type { Act, Desk, Told } from '#server/pages/account/desk.ts';
import { devicesPart, endDevice, endOtherDevices } from '#server/pages/account/devices.ts';
import {
  dropPasskey,
  passkeyOptions,
  passkeysPart,
  savePasskey,
  savePasskeyName,
} from '#server/pages/account/passkeys.ts';
import { profilePart, saveEmail, saveName, savePassword } from '#server/pages/account/profile.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  renewCodes,
  twoFactorPart,
} from '#server/pages/account/two-factor.ts';
import { readForm } from '#server/pages/form.ts';
import { showPage, viewOf, type View } from '#server/pages/page.ts';
import { toSignIn, visitor, type Visiting } from '#server/pages/visitor.ts';
import type { Server } from '#server/server.ts';

const ACTS: Record<string, Act> = {
  name: saveName,
  email: saveEmail,
  password: savePassword,
  'passkeys/options': passkeyOptions,
  'passkeys/add': savePasskey,
  'passkeys/rename': savePasskeyName,
  'passkeys/remove': dropPasskey,
  'two-factor/begin': beginSecondFactor,
  'two-factor/confirm': confirmSecondFactor,
  'two-factor/codes': renewCodes,
  'two-factor/off': endSecondFactor,
  'devices/end': endDevice,
  'devices/end-others': endOtherDevices,
};

/** `/account`: what somebody can do about their own account. */
export function accountPage(server: Server): Hono<Visit> {
  const page = new Hono<Visit>();
  page.get('/', async (c) => {
    const who = await visitor(server, c);
    if (!who) return toSignIn(c);
    return show(deskOf(server, c, who), { done: c.req.query('done') ?? '' });
  });
  for (const [path, act] of Object.entries(ACTS))
    page.post(`/${path}`, async (c) => {
      const who = await visitor(server, c);
      if (!who) return toSignIn(c, '/account');
      return act({ ...deskOf(server, c, who), value: await readForm(c.req) });
    });
  return page;
}

function deskOf(server: Server, c: Context<Visit>, who: Visiting): Desk {
  const desk: Desk = { server, c, who, value: () => '', show: (told) => show(desk, told) };
  return desk;
}

async function show(desk: Desk, told: Told): Promise<Response> {
  const { c, who } = desk;
  const view = viewOf(c);
  const happened = sentenceOf(view, told.done ?? '');
  const body = html`${happened === '' ? '' : html`<p class="good block" role="status">${happened}</p>`}
  ${profilePart(view, who.person, told)} ${await twoFactorPart(view, desk, told)}
  ${await passkeysPart(view, desk, told)} ${await devicesPart(view, desk)}`;
  return showPage(c, view, {
    title: view.say('account_title'),
    body,
    person: who.person,
    status: told.errors ? 422 : 200,
    wide: true,
    script: '/passkey.js',
  });
}

/** What the address may name, and nothing else. */
function sentenceOf({ say }: View, done: string): string {
  const sentences: Record<string, string> = {
    saved: say('done_saved'),
    password: say('done_password'),
    passkey_added: say('done_passkey_added'),
    passkey_removed: say('done_passkey_removed'),
    factor_on: say('done_factor_on'),
    factor_off: say('done_factor_off'),
    device_ended: say('done_device_ended'),
    devices_ended: say('done_devices_ended'),
  };
  return Object.hasOwn(sentences, done) ? (sentences[done] ?? '') : '';
}
