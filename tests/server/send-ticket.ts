import { randomUUID } from 'node:crypto';
import { create, type Client } from './client.ts';
import { postJson, type Team } from './team.ts';

/** A ticket by e-mail, and the same one again. */
export async function sendTicket(team: Team, mine: Client): Promise<void> {
  Object.assign(team.running.server, { mailer: { send: () => Promise.resolve() } });
  const made = create('Sql Written To', 'sql.letter@a.example');
  await mine.push(made);
  const path = `${team.url}/v1/workspaces/${team.workspace}/tickets/${randomUUID()}/send`;
  const letter = {
    protocol: 1,
    contactId: made.args.id,
    to: 'sql.letter@a.example',
    subject: 's',
    text: 't',
  };
  const more = { replyTo: 'box@a.example', files: [] };
  await postJson(path, { ...letter, ...more }, team.owner.token);
  for (let round = 0; round < 2; round += 1) await postJson(path, { ...letter, files: [] }, team.owner.token);
}
