import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FILES_LIMIT, type LetterRequest } from '#lib/protocol/letter.ts';
import { Client, create, typed } from './client.ts';
import { openInbox } from './smtp-inbox.ts';
import { addMember, postJson, startTeam, type Person, type Team } from './team.ts';

let inbox: Awaited<ReturnType<typeof openInbox>>;
let team: Team;
let anna: Person;
let contactId: string;
const said: string[] = [];

beforeAll(async () => {
  inbox = await openInbox();
  team = await startTeam({ mail: { url: inbox.url, from: 'Carnet <carnet@shop.example>' } });
  Object.assign(team.running.server, { log: (...line: unknown[]) => said.push(JSON.stringify(line)) });
  anna = await addMember(team, 'Anna Agent');
  const made = create('Zaneta', 'zaneta@poczta.example');
  contactId = made.args.id;
  made.args.fields['email/work@firma.example'] = typed('Work@firma.example');
  const box = { channel: typed('email'), name: typed('Biuro'), address: typed('biuro@lampka.example') };
  const integration = { kind: 'integration', id: randomUUID(), contactId: null, set: box, base: {} };
  await new Client(team, anna).push(made, { name: 'record.put', args: integration });
});
afterEach(() => {
  inbox.taken.length = 0;
  Object.assign(inbox.rules, { refuse: null, slow: 0 });
});
afterAll(async () => {
  await team.running.stop();
  await inbox.close();
});

const letter = (more: Partial<LetterRequest> = {}): LetterRequest => ({
  protocol: 1,
  contactId,
  to: 'zaneta@poczta.example',
  subject: 'Zamówienie 10482',
  text: 'Dzień dobry,\npaczka jest w drodze.',
  files: [],
  ...more,
});
const send = (body: unknown, ticket: string = randomUUID(), who = anna, workspace = team.workspace) =>
  postJson(`${team.url}/v1/workspaces/${workspace}/tickets/${ticket}/send`, body, who.token);
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

describe('a ticket sent by the team’s server', () => {
  test('E36: says whether it sends, and whom letters are from', async () => {
    const answer = await fetch(`${team.url}/v1/workspaces/${team.workspace}/mail`, {
      headers: { authorization: `Bearer ${anna.token}` },
    });
    expect(await answer.json()).toEqual({ sends: true, from: 'Carnet <carnet@shop.example>' });
  });

  test('E36, E38: goes to the contact in the agent’s name, and answers come to the agent', async () => {
    const ticket = randomUUID();
    const answer = await send(letter(), ticket);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ outcome: 'sent' });
    const [taken] = inbox.taken;
    expect(taken).toMatchObject({ from: 'carnet@shop.example', to: ['zaneta@poczta.example'] });
    expect(taken?.data).toMatch(/^Reply-To: anna\.agent@team\.example\r$/mu);
    expect(taken?.data).toContain(`Message-ID: <ticket.${ticket}@127.0.0.1>`);
    expect(taken?.data).toMatch(/^From: .*<carnet@shop\.example>\r$/mu);
    expect(taken?.data).not.toContain('Auto-Submitted');
  });

  test('A25, E36: answers come to a mailbox of the team where one is chosen, and to no other', async () => {
    expect((await send(letter({ replyTo: 'biuro@lampka.example' }))).status).toBe(200);
    expect(inbox.taken[0]?.data).toMatch(/^Reply-To: biuro@lampka\.example\r$/mu);
    expect((await send(letter({ replyTo: 'thief@evil.example' }))).status).toBe(422);
    expect(inbox.taken).toHaveLength(1);
  });

  test('E39: carries its attachments whole, under names that lead nowhere', async () => {
    const bytes = Buffer.from([0, 1, 2, 255, 254, 13, 10, 46, 13, 10]);
    const files = [{ name: '../etc/zdjęcie.png', type: 'image/png; evil', data: base64(bytes) }];
    expect((await send(letter({ files }))).status).toBe(200);
    const data = inbox.taken[0]?.data ?? '';
    expect(data).toContain(base64(bytes));
    expect(data).toContain('Content-Type: application/octet-stream');
    expect(data).not.toContain('../');
  });

  test('E39: more than the limit is refused, in the files and in the body', async () => {
    const half = { name: 'a.bin', type: 'application/zip', data: base64(Buffer.alloc(FILES_LIMIT / 2 + 1)) };
    expect((await send(letter({ files: [half, half] }))).status).toBe(413);
    const most = { ...half, data: base64(Buffer.alloc(FILES_LIMIT)) };
    expect((await send(letter({ files: [most, most] }))).status).toBe(413);
    expect((await send(letter({ files: [most] }))).status).toBe(200);
    expect(inbox.taken).toHaveLength(1);
  });

  test('E37: an e-mail that has joined the profile is the contact’s; a stranger’s is not written to', async () => {
    expect((await send(letter({ to: 'work@firma.example' }))).status).toBe(200);
    expect((await send(letter({ to: 'stranger@evil.example' }))).status).toBe(422);
    expect((await send(letter({ contactId: randomUUID() }))).status).toBe(404);
    expect(inbox.taken).toHaveLength(1);
  });

  test('E43: the same ticket sent again, or twice at once, goes out once', async () => {
    const ticket = randomUUID();
    inbox.rules.slow = 150;
    const [one, two] = await Promise.all([send(letter(), ticket), send(letter(), ticket)]);
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 429]);
    const again = await send(letter({ subject: 'Another' }), ticket);
    expect(await again.json()).toEqual(await (one.status === 200 ? one : two).json());
    expect(inbox.taken).toHaveLength(1);
  });

  test('E43: one that the mail server refuses says so, with its number and nothing else, and may be sent again', async () => {
    const ticket = randomUUID();
    inbox.rules.refuse = '550 5.1.1 <zaneta@poczta.example> nobody here';
    const refused = await send(letter(), ticket);
    expect(await refused.json()).toEqual({ outcome: 'failed', isFinal: true, status: 550 });
    inbox.rules.refuse = '451 later';
    expect(await (await send(letter(), ticket)).json()).toMatchObject({ outcome: 'failed', isFinal: false });
    inbox.rules.refuse = null;
    expect(await (await send(letter(), ticket)).json()).toMatchObject({ outcome: 'sent' });
    expect(inbox.taken).toHaveLength(1);
  });

  test('no header is smuggled in by a subject, an address or a file’s name', async () => {
    for (const more of [
      { subject: 'Hi\r\nBcc: thief@evil.example' },
      { to: 'zaneta@poczta.example\r\nBcc: thief@evil.example' },
      { files: [{ name: 'a\r\nBcc: x', type: 'text/plain', data: base64('x') }] },
    ])
      expect((await send(letter(more))).status).toBe(422);
    expect(inbox.taken).toEqual([]);
  });

  test('nobody but a member of the workspace sends', async () => {
    const { owner } = team;
    expect((await send(letter(), randomUUID(), { ...owner, token: 'x.y' })).status).toBe(401);
    expect((await send(letter(), randomUUID(), owner, 'elsewhere')).status).toBe(403);
    expect((await send(letter(), 'not-an-id')).status).toBe(422);
    expect((await send({ ...letter(), protocol: 99 })).status).toBe(426);
  });

  test('no log line has the address, the subject, the text or what the mail server said', async () => {
    inbox.rules.refuse = '550 <zaneta@poczta.example> nobody here';
    await send(letter());
    const all = said.join('\n');
    expect(all).toContain('"ticket"');
    for (const word of ['zaneta', 'poczta', '10482', 'paczka', 'nobody here'])
      expect(all).not.toContain(word);
  });

  test('one member sends so many in an hour', async () => {
    const bob = await addMember(team, 'Bob Busy');
    const statuses: number[] = [];
    for (let round = 0; round < 61; round += 1)
      statuses.push((await send(letter(), randomUUID(), bob)).status);
    expect([statuses[59], statuses[60]]).toEqual([200, 429]);
    expect((await send(letter())).status).toBe(200);
  });

  test('a server without a mail server says so and sends nothing', async () => {
    const { mailer } = team.running.server;
    Object.assign(team.running.server, { mailer: null });
    const answer = await fetch(`${team.url}/v1/workspaces/${team.workspace}/mail`, {
      headers: { authorization: `Bearer ${anna.token}` },
    });
    expect(await answer.json()).toEqual({ sends: false });
    expect((await send(letter())).status).toBe(404);
    Object.assign(team.running.server, { mailer });
  });
});
