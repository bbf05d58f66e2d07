import type { Page } from 'playwright-core';
import { Agent, type Language } from './agent.ts';
import { TeamServer } from './server.ts';
import { word } from './words.ts';

const PASSWORD = 'siedem-knotow-w-wosku';

/** A server with its owner and, where asked for, a second member, each in a browser of their own and connected. */
export type Team = { server: TeamServer; owner: Agent; member: Agent; end(): Promise<void> };

/** @param languages of the owner's and the member's browser */
export async function formTeam(languages: readonly [Language, Language] = ['en', 'pl']): Promise<Team> {
  const server = await TeamServer.start();
  const agents: Agent[] = [];
  const end = async () => {
    await Promise.all([...agents.map((agent) => agent.close()), server.end()]);
  };
  try {
    const [owner, member] = [await Agent.open(languages[0]), await Agent.open(languages[1])];
    agents.push(owner, member);
    const home = await becomeOwner(owner, server);
    const invitation = await invite(home, 'piotr@knotek.example');
    await Promise.all([home.close(), join(member, invitation)]);
    await Promise.all([connect(owner, languages[0], server.url), connect(member, languages[1], server.url)]);
    return { server, owner, member, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Opens the link that the server's first start printed, and signs up. */
export async function becomeOwner(agent: Agent, server: TeamServer): Promise<Page> {
  const page = await agent.context.newPage();
  await page.goto(await server.ownerLink());
  await page.fill('input[name=name]', 'Agnieszka Mazur');
  await page.fill('input[name=email]', 'agnieszka@knotek.example');
  await page.fill('input[name=password]', PASSWORD);
  await page.fill('input[name=workspace]', 'Knotek');
  await page.click('button.main');
  await page.locator('a[href^="/members/"]').first().waitFor();
  return page;
}

/** @returns the link to send to the invited person */
async function invite(page: Page, email: string): Promise<string> {
  await page.locator('a[href^="/members/"]').first().click();
  const form = page.locator('form[action$="/invite"]');
  await form.locator('input[name=email]').fill(email);
  await form.locator('button').click();
  return page.locator('input[readonly][value*="/invite/"]').first().inputValue();
}

async function join(agent: Agent, invitation: string): Promise<void> {
  const page = await agent.context.newPage();
  await page.goto(invitation);
  await page.fill('input[name=name]', 'Piotr Wilk');
  await page.fill('input[name=password]', PASSWORD);
  await page.click('button.main');
  await page.waitForURL((url) => url.pathname === '/');
  await page.close();
}

/** Connects as a person does: the server's address in the team's settings, then the device flow. */
export async function connect(agent: Agent, language: Language, serverUrl: string): Promise<void> {
  const settings = await agent.openOwn('contacts.html#/team');
  await settings.getByLabel(word(language, 'team_server'), { exact: true }).fill(serverUrl);
  await approve(agent, language, settings, 'team_connect');
}

/** Signs in again where the session is over, from the team's settings. */
export async function signInAgain(agent: Agent, language: Language): Promise<void> {
  await approve(agent, language, await agent.openOwn('contacts.html#/team'), 'team_sign_in_again');
}

/** The device flow (RFC 8628): the server's page opens, the codes are compared, the extension is let in. */
async function approve(agent: Agent, language: Language, settings: Page, button: string): Promise<void> {
  const [signIn] = await Promise.all([
    agent.context.waitForEvent('page'),
    settings.getByRole('button', { name: word(language, button), exact: true }).click(),
  ]);
  const code = await settings
    .getByLabel(word(language, 'team_code_label'), { exact: true })
    .first()
    .textContent();
  const shown = await signIn.locator('p.code').textContent();
  if (!code || shown?.trim() !== code.trim())
    throw new Error(`The codes differ: ${code} here, ${shown} there.`);
  await signIn.locator('button[value=approve]').click();
  await settings.getByRole('button', { name: word(language, 'team_sign_out'), exact: true }).waitFor();
  await Promise.all([signIn.close(), settings.close()]);
}
