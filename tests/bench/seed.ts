import type { Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEVICE_CLIENT, deviceCode, sessionResponse } from '#lib/protocol/session.ts';
import { PROTOCOL, PUSH_LIMIT } from '#lib/protocol/push.ts';
import { emailKey } from '#lib/model/email.ts';
import type { Person } from './people.ts';

/** A client beside the extension: it fills the team's book through the server's own protocol. */
export async function seed(
  serverUrl: string,
  home: Page,
  people: Person[],
  make: (person: Person, index: number) => object = createOf,
): Promise<void> {
  const token = await signIn(serverUrl, home);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const session = sessionResponse.parse(await (await fetch(`${serverUrl}/v1/session`, { headers })).json());
  const push = `${serverUrl}/v1/workspaces/${session.workspaces[0]?.id}/push`;
  const clientId = crypto.randomUUID();
  for (let start = 0; start < people.length; start += PUSH_LIMIT) {
    const changes = people.slice(start, start + PUSH_LIMIT).map((person, index) => ({
      id: start + index + 1,
      name: 'contact.create',
      args: make(person, start + index),
    }));
    const response = await fetch(push, {
      method: 'POST',
      headers,
      body: JSON.stringify({ protocol: PROTOCOL, clientId, changes }),
    });
    const { rejected } = (await response.json()) as { rejected?: unknown[] };
    if (!response.ok || rejected?.length)
      throw new Error(`The server refused the people: ${response.status}`);
  }
}

/** The device flow (RFC 8628), allowed on the server's page by the one who is signed in there. */
async function signIn(serverUrl: string, home: Page): Promise<string> {
  const post = async (path: string, body: object) =>
    (
      await fetch(`${serverUrl}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json();
  const code = deviceCode.parse(await post('device/code', { client_id: DEVICE_CLIENT }));
  await home.goto(new URL(code.verification_uri_complete, serverUrl).href);
  await home.click('button[value=approve]');
  await sleep(code.interval * 1000);
  const { access_token: token } = (await post('device/token', {
    client_id: DEVICE_CLIENT,
    device_code: code.device_code,
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  })) as { access_token?: string };
  if (token === undefined) throw new Error('The device flow gave no token.');
  return token;
}

/** A change's arguments that make this person, with a sender of each channel. */
export function createOf({ name, email, phone, login, country }: Person) {
  const sender = (channel: string, key: string, value: string) => ({ channel, key, value, details: {} });
  return {
    id: crypto.randomUUID(),
    name,
    fields: { country: { value: country, origin: 'typed' } },
    senders: [
      sender('email', emailKey(email) ?? email, email),
      sender('phone', phone, phone),
      sender('allegro', login, login),
    ],
  };
}
