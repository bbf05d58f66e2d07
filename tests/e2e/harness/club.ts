import type { Role } from '#lib/model/role.ts';
import { teamAt } from '#tests/server/administrator.ts';
import { addMember, makeOwner, type Person, type Team } from '#tests/server/team.ts';
import { Client, create } from '#tests/server/client.ts';
import { Agent, type Language } from './agent.ts';
import { TeamServer } from './server.ts';
import { connect } from './team.ts';

/** A server with its owner, made without a browser: for tests that are not about how one joins. */
export type Club = { server: TeamServer; team: Team; owner: Person };

export async function startClub(given: { gated?: boolean; mail?: string } = {}): Promise<Club> {
  const server = await TeamServer.start(given);
  const owner = await makeOwner(server.url, await server.ownerLink());
  return { server, team: await teamAt(server.url, owner), owner };
}

export function join({ team }: Club, name: string, role: Role): Promise<Person> {
  return addMember(team, name, role);
}

/** A browser in which somebody is signed in on the server's page, and whose extension is connected. */
export async function browserOf({ server }: Club, person: Person, language: Language): Promise<Agent> {
  const agent = await Agent.open(language);
  await signIn(agent, server.url, person);
  await connect(agent, language, server.url);
  return agent;
}

/** The cookie of a sign-in on the server's page. */
export async function signIn(agent: Agent, url: string, person: Person): Promise<void> {
  const cookies = person.cookie.split('; ').map((cookie) => {
    const [name = '', ...value] = cookie.split('=');
    return { name, value: value.join('='), url };
  });
  await agent.context.addCookies(cookies);
}

/** Another device of somebody adds contacts, five hundred a push. @returns the device */
export async function fill({ team }: Club, person: Person, names: readonly string[]): Promise<Client> {
  const client = new Client(team, person);
  for (let start = 0; start < names.length; start += 500) {
    const made = names
      .slice(start, start + 500)
      .map((name) => create(name, `${name.replaceAll(' ', '.')}@fill.example`));
    await client.push(...made);
  }
  return client;
}
