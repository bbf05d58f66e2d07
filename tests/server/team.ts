import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVICE_CLIENT } from '#lib/protocol/session.ts';
import type { Role } from '#lib/model/role.ts';
import type { StartSettings } from '#server/settings.ts';
import { engine, freshDatabase } from './engines/engine.ts';
import { Front } from './engines/front.ts';
import { startServer, type Running } from '#server/start.ts';

/** A member as tests use one: the cookie of their browser, and the token of their extension. */
export type Person = {
  userId: string;
  name: string;
  email: string;
  password: string;
  cookie: string;
  token: string;
};
export type Team = { running: Running; url: string; workspace: string; owner: Person; dataDir: string };

const PASSWORD = 'seven lamps on a shelf';

/** A real server on a free port with a data folder of its own; `stop` takes both away. */
export async function startTemporary(
  settings: Partial<StartSettings> = {},
): Promise<Running & { dataDir: string }> {
  const dataDir = settings.dataDir ?? mkdtempSync(join(tmpdir(), 'carnet-server-'));
  const databaseUrl = await freshDatabase();
  const all = { port: 0, dataDir, databaseUrl, connections: 4, ...settings };
  const running = await (engine() === 'postgres' ? startTwo(all) : startServer(all));
  const stop = async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...running, stop, dataDir };
}

/** Two servers on one database behind one address; `server` is the first one. */
async function startTwo(settings: Partial<StartSettings>): Promise<Running> {
  const front = await Front.open();
  const first = await startServer({ url: front.url, ...settings });
  const second = await startServer({ url: front.url, ...settings });
  for (const { port } of [first, second]) front.add(port);
  const stop = async () => {
    await front.close();
    await Promise.all([first.stop(), second.stop()]);
  };
  return { ...first, ownerLink: second.ownerLink, stop };
}

/** A server with an owner who has set it up by the one-time link, as a person would. */
export async function startTeam(settings: Partial<StartSettings> = {}): Promise<Team> {
  const running = await startTemporary(settings);
  const { url } = running;
  const owner = await makeOwner(url, running.ownerLink ?? '');
  const [workspace] = (await session(url, owner.token)).workspaces;
  if (!workspace) throw new Error('the owner has no workspace');
  return { running, url, workspace: workspace.id, owner, dataDir: running.dataDir };
}

/** Fills in the set-up page. */
export async function makeOwner(
  url: string,
  link: string,
  form: { name?: string; email?: string; workspace?: string } = {},
): Promise<Person> {
  const { name = 'Olga Owner', email = 'olga@team.example', workspace = 'Lampka' } = form;
  const answer = await submit(link, { name, email, password: PASSWORD, workspace });
  return person(url, { name, email }, answer);
}

/** Invites somebody with a role, and joins as them with a new password. */
export async function addMember(team: Team, name: string, role: Role = 'agent'): Promise<Person> {
  const email = `${
    name
      .toLowerCase()
      .match(/[a-z]+/gu)
      ?.join('.') ?? 'x'
  }@team.example`;
  const link = await makeInvitation(team, email, role);
  return person(team.url, { name, email }, await submit(link, { name, password: PASSWORD }));
}

/** The link that the members page shows after an invitation. */
export async function makeInvitation(
  team: Team,
  email: string,
  role: Role,
  cookie = team.owner.cookie,
): Promise<string> {
  const members = `${team.url}/members/${team.workspace}`;
  const answer = await submit(`${members}/invite`, { email, role }, cookie);
  const text = await (await fetch(members, { headers: { cookie } })).text();
  const row = text.slice(text.indexOf(`<b>${email}</b>`));
  const link = /value="(http[^"]+\/invite\/[^"]+)"/u.exec(row)?.[1];
  if (answer.status !== 303 || link === undefined) throw new Error(`no invitation: ${answer.status}`);
  return link;
}

/** Sends a form as the browser of that page would. */
export function submit(url: string, form: Record<string, string>, cookie = ''): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(url).origin, cookie, 'accept-language': 'en' },
    body: new URLSearchParams(form),
  });
}

export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

async function person(
  url: string,
  who: { name: string; email: string },
  signedIn: Response,
): Promise<Person> {
  const cookie = cookieOf(signedIn);
  if (signedIn.status !== 303 || cookie === '')
    throw new Error(`not signed in: ${signedIn.status} ${await signedIn.text()}`);
  const token = await getToken(url, cookie);
  const { user } = await session(url, token);
  return { ...who, userId: user.id, password: PASSWORD, cookie, token };
}

/** A token for one more device of whoever has this cookie, by the device flow. */
export async function getToken(url: string, cookie: string): Promise<string> {
  const asked = await postJson(`${url}/api/auth/device/code`, { client_id: DEVICE_CLIENT });
  const { device_code, user_code } = (await asked.json()) as { device_code: string; user_code: string };
  const approved = await submit(`${url}/device`, { user_code, answer: 'approve' }, cookie);
  if (approved.status !== 200) throw new Error(`not approved: ${approved.status}`);
  const answer = await redeem(url, device_code);
  const { access_token } = (await answer.json()) as { access_token?: string };
  if (access_token === undefined) throw new Error(`no token: ${answer.status}`);
  return access_token;
}

export function redeem(url: string, deviceCode: string): Promise<Response> {
  return postJson(`${url}/api/auth/device/token`, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode,
    client_id: DEVICE_CLIENT,
  });
}

export function postJson(url: string, body: unknown, token?: string): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

type Session = {
  user: { id: string; name: string; email: string };
  workspaces: { id: string; name: string; role: string }[];
};

export async function session(url: string, token: string): Promise<Session> {
  const answer = await fetch(`${url}/v1/session`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`no session: ${answer.status}`);
  return (await answer.json()) as Session;
}
