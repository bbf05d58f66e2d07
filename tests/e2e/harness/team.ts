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
  const [owner, member] = await Promise.all(languages.map((language) => Agent.open(language)));
  if (!owner || !member) throw new Error('A team needs two.');
  const home = await becomeOwner(owner, server);
  const invitation = await invite(home, 'piotr@knotek.example');
  await Promise.all([home.close(), join(member, invitation)]);
  await connect(owner, languages[0], server.url);
  await connect(member, languages[1], server.url);
  const end = async () => {
    await Promise.all([owner.close(), member.close(), server.end()]);
  };
  return { server, owner, member, end };
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

/**
 * The device flow as a person goes through it: the server's address in the team's settings, the sign-in page that
 * opens, the code compared, allowed.
 */
export async function connect(agent: Agent, language: Language, serverUrl: string): Promise<void> {
  const settings = await agent.openOwn('contacts.html#/team');
  await settings.getByLabel(word(language, 'team_server'), { exact: true }).fill(serverUrl);
  const [signIn] = await Promise.all([
    agent.context.waitForEvent('page'),
    settings.getByRole('button', { name: word(language, 'team_connect'), exact: true }).click(),
  ]);
  const code = await settings
    .getByLabel(word(language, 'team_code_label'), { exact: true })
    .first()
    .textContent();
  const shown = await signIn.locator('p.code').textContent();
  const bare = (text: string | null) => text?.replaceAll(/[^A-Z0-9]/gu, '');
  if (!bare(code) || bare(shown) !== bare(code))
    throw new Error(`The codes differ: ${code} here, ${shown} there.`);
  await signIn.locator('button[value=approve]').click();
  await settings.getByRole('button', { name: word(language, 'team_sign_out'), exact: true }).waitFor();
  await Promise.all([signIn.close(), settings.close()]);
}
