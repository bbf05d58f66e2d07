import { html } from 'hono/html';
import { devicesOf, endSessions, type Device } from '#server/auth/sessions.ts';
import { dayOf, recentDayOf } from '#server/pages/account/day.ts';
import { done, type Act, type Desk } from '#server/pages/account/desk.ts';
import type { Html, View } from '#server/pages/page.ts';

export const endDevice: Act = async (desk) => {
  const { server, who, value } = desk;
  const meant = value('device');
  await endSessions(server, who.person.id, ({ id }) => id === meant && id !== who.sessionId);
  return done(desk, 'device_ended');
};

export const endOtherDevices: Act = async (desk) => {
  const { server, who } = desk;
  await endSessions(server, who.person.id, ({ id }) => id !== who.sessionId);
  return done(desk, 'devices_ended');
};

/** Where somebody is signed in, each with a way to end that. */
export async function devicesPart(view: View, { server, who }: Desk): Promise<Html> {
  const { say } = view;
  const devices = await devicesOf(server, who.person.id, who.sessionId);
  return html`<h2>${say('devices')}</h2>
    <p>${say('devices_text')}</p>
    <ul class="list">
      ${devices.map((device) => row(view, device, server.source.now()))}
    </ul>
    ${
      devices.length > 1
        ? html`<form method="post" action="/account/devices/end-others" class="after">
            <button>${say('devices_end')}</button>
          </form>`
        : ''
    }`;
}

function row(view: View, device: Device, now: Date): Html {
  const { say } = view;
  const label = device.label === '' ? say('device_unknown') : device.label;
  const day = dayOf(view, device.since);
  const last = recentDayOf(view, device.lastUsed, now);
  return html`<li class="slim">
    <div class="person">
      <b>${label}${device.current ? html` <span class="badge">${say('device_this')}</span>` : ''}</b>
      <span
        >${say(device.extension ? 'device_extension' : 'device_browser')} ·
        ${say('device_used', { day, last })}</span
      >
    </div>
    ${
      device.current
        ? ''
        : html`<form method="post" action="/account/devices/end">
            <input type="hidden" name="device" value="${device.id}" />
            <button class="quiet bad" aria-label="${say('device_end_named', { device: label })}">
              ${say('device_end')}
            </button>
          </form>`
    }
  </li>`;
}
