import { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Presence } from '#server/live/presence.ts';
import { sweepWorkspaces } from '#server/sync/sweep.ts';
import { readDeletions, readHistory } from '#server/sync/trail.ts';
import { countQuestions } from './count-questions.ts';
import { Client, create, emailSender, typed } from './client.ts';
import { makeSoftware, startReceiver, until } from './api-client.ts';
import { addMember, startTeam, submit, type Team } from './team.ts';

/** Tables that every process may see whole: reference tables on Citus. */
const SHARED = new Set(['migration', 'set_up_link', 'limit_bucket']);
/** better-auth's own, made and asked by it, and read by us as they are: reference tables too. */
const AUTH = new Set([
  'user',
  'session',
  'account',
  'verification',
  'organization',
  'member',
  'invitation',
  'deviceCode',
  'passkey',
  'twoFactor',
  'rateLimit',
]);
const OURS = [
  'workspace_sync',
  'sync_client',
  'contact',
  'sender',
  'record',
  'conflict',
  'history',
  'member_row',
  'deletion',
  'version_mark',
  'presence',
  'api_key',
  'api_answer',
  'webhook',
  'delivery',
];

let team: Team;
const statements = new Set<string>();
beforeAll(async () => {
  // oxlint-disable-next-line typescript/unbound-method -- called on its own database again, below
  const prepare = DatabaseSync.prototype.prepare;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    statements.add(sql.replaceAll(/\s+/gu, ' '));
    return prepare.call(this, sql);
  });
  team = await startTeam({ privateWebhooks: true });
  await work(await addMember(team, 'Anna Agent'));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await team.running.stop();
});

/** Everything that a push and a pull can do. */
async function work(anna: Team['owner']): Promise<void> {
  const [mine, theirs] = [new Client(team, team.owner), new Client(team, anna)];
  const made = create('Sql', 'sql@a.example');
  const { id } = made.args;
  const note = { kind: 'note', id: randomUUID() };
  await mine.push(
    made,
    { name: 'contact.patch', args: { id, set: { a: typed('1') }, base: {} } },
    { name: 'contact.patch', args: { id, name: 'Sql 2', set: { a: typed('2') }, base: {} } },
    { name: 'sender.attach', args: { contactId: id, sender: emailSender('sql2@a.example') } },
    { name: 'record.put', args: { ...note, contactId: id, set: { text: typed('x') }, base: {} } },
    { name: 'sender.detach', args: { contactId: id, channel: 'email', key: 'sql2@a.example' } },
    { name: 'record.delete', args: note },
  );
  const { rejected } = await theirs.push(create('Sql 2'), create('Other', 'sql@a.example'));
  await theirs.push({ name: 'conflict.resolve', args: { id: rejected[0]?.conflictId ?? '' } });
  await theirs.pull(1);
  await workWithMerges(mine, id);
  await mine.pull();
  await lookBack(id);
  await workFromOutside();
}

/** What other software asks for: contacts, events and webhooks, and what delivers these. */
async function workFromOutside(): Promise<void> {
  const receiver = await startReceiver();
  const { ask, id } = await makeSoftware(team);
  const hook = (await ask('POST', '/webhooks', { url: receiver.url })).body;
  const senders = [{ channel: 'email', value: 'outside@a.example' }];
  const once = { 'idempotency-key': 'once' };
  for (const name of ['Sql Outside', 'Sql Renamed'])
    await ask(
      'PUT',
      '/contacts/by-sender',
      { senders, name, fields: { a: name } },
      name === 'Sql Outside' ? once : {},
    );
  const events = [{ id: 'e', type: 'web-session', at: '2026-11-01T12:00:00Z', sender: senders[0] }];
  await ask('POST', '/events', { events }, { 'idempotency-key': 'events' });
  const { cursor } = (await ask('GET', '/contacts?limit=1')).body;
  await ask('GET', `/contacts?cursor=${cursor}`);
  await ask('GET', '/contacts/by-sender?channel=email&value=outside%40a.example');
  await until(
    async () =>
      (await ask('GET', `/webhooks/${hook.id}/deliveries`)).body.deliveries[3]?.state === 'delivered',
  );
  await ask('POST', `/webhooks/${hook.id}/test`);
  await ask('POST', `/webhooks/${hook.id}/secret`);
  await ask('PATCH', `/webhooks/${hook.id}`, { enabled: true });
  await ask('DELETE', `/webhooks/${hook.id}`);
  await submit(`${team.url}/api-keys/${team.workspace}/revoke`, { key: id }, team.owner.cookie);
  await receiver.stop();
}

/** Merges that are made, undone, told again, and deleted with all that hangs on them. */
async function workWithMerges(mine: Client, id: string): Promise<void> {
  const [from, again] = [create('Sql From', 'sql3@a.example'), create('Sql Again')];
  const merge = { id: randomUUID(), from: from.args.id, into: id, set: { a: typed('3') }, base: {} };
  await mine.push(from, again, { name: 'contact.merge', args: merge });
  await mine.push({ name: 'contact.unmerge', args: { id: merge.id } });
  await mine.push({ name: 'contact.merge', args: { ...merge, id: randomUUID(), from: again.args.id } });
  await mine.push({ name: 'contact.delete', args: { id } });
}

/** What is asked beside push and pull: histories, the log of deletions, presence, and the sweeps. */
async function lookBack(id: string): Promise<void> {
  const { database, source } = team.running.server;
  const part = { before: { version: 99, seq: 0 }, limit: 10 };
  const made = create('Sql Looked At');
  await new Client(team, team.owner).push(made);
  await readHistory(database.db, team.workspace, made.args.id, part);
  await readHistory(database.db, team.workspace, id, part);
  await readDeletions(database.db, team.workspace, part);
  const presence = new Presence(database.db, source.now, () => undefined);
  const said = { ws: team.workspace, channel: 'email', key: 'sql@a.example' };
  await presence.hear({ t: 'adding', ...said }, team.owner.userId);
  await presence.poll([team.workspace]);
  await presence.hear({ t: 'done', ...said }, team.owner.userId);
  for (const days of [0, 200, 400])
    await sweepWorkspaces(database.db, new Date(Date.now() + days * 86_400_000));
}

const tablesIn = (sql: string) =>
  [...sql.matchAll(/(?:from|into|update|join|table(?: if not exists)?) "(\w+)"|on "(\w+)" \(/giu)].flatMap(
    ([, name, indexed]) => name ?? indexed ?? [],
  );
const asked = () => [...statements].filter((sql) => !/^(?:pragma|begin|commit|rollback)/iu.test(sql));
const ours = () => asked().filter((sql) => tablesIn(sql).some((name) => OURS.includes(name)));

describe('the SQL, for Citus, CockroachDB and YugabyteDB', () => {
  test('has been looked at: reads and writes of every table', () => {
    for (const table of OURS) {
      expect(ours().some((sql) => sql.startsWith(`insert into "${table}"`))).toBe(true);
      expect(
        ours().some((sql) => /^select/iu.test(sql) && tablesIn(sql).includes(table)) || table === 'history',
      ).toBe(true);
    }
    const strange = asked()
      .flatMap(tablesIn)
      .filter((name) => !OURS.includes(name) && !AUTH.has(name) && !SHARED.has(name));
    expect(strange.filter((name) => !/^(?:sqlite_|pragma_|table_list$)/u.test(name))).toEqual([]);
  });

  test('uses nothing that one of them does not have', () => {
    const banned =
      /\b(?:serial|bigserial|nextval|sequence|autoincrement|listen|notify|pg_advisory\w*|xid|txid\w*|pg_snapshot\w*|deferrable|rowid|lower|upper|ilike|collate|json_each|jsonb?_\w+|replace into|insert or|glob|strftime|datetime|random)\b/iu;
    expect(ours().filter((sql) => banned.test(sql))).toEqual([]);
  });

  test('a statement on a workspace’s rows names the workspace', () => {
    const free = ours().filter((sql) => {
      if (/^(?:create|alter)/iu.test(sql)) return false;
      if (/^insert/iu.test(sql)) return !/^insert into "\w+" \("workspace_id"/u.test(sql);
      return !/"?workspace_id"? (?:= \?|in \()/u.test(sql);
    });
    expect(free).toEqual([]);
  });

  test('joins rows of one workspace only, and never moves a row to another', () => {
    const joins = ours().filter((sql) => / join /iu.test(sql));
    expect(joins.filter((sql) => !/"workspace_id" = "\w+"."workspace_id"/u.test(sql))).toEqual([]);
    expect(
      ours().filter((sql) => /\bset [^]*"workspace_id" = /iu.test(sql.split(' where ')[0] ?? '')),
    ).toEqual([]);
    expect(ours().filter((sql) => /on conflict \((?!"workspace_id")/u.test(sql))).toEqual([]);
  });

  test('every key and index begins with the workspace; columns are text, bigint and integer', () => {
    const ddl = ours().filter((sql) => /^create/iu.test(sql));
    expect(ddl.length).toBeGreaterThan(15);
    const keys = ddl.flatMap((sql) => [...sql.matchAll(/(?:primary key|unique|on "\w+") \(("\w+")/giu)]);
    expect(keys.length).toBeGreaterThan(18);
    expect(keys.filter(([, first]) => first !== '"workspace_id"').map(([whole]) => whole)).toEqual([]);
    expect(
      ddl.filter((sql) => /\b(?:references|check|boolean|timestamp\w*|uuid|json)\b/iu.test(sql)),
    ).toEqual([]);
    const types = ddl
      .filter((sql) => /^create table/iu.test(sql))
      .flatMap((sql) =>
        [...sql.matchAll(/"\w+" (\w+)(?: not null)?(?=,)/gu)].flatMap(([, type]) => type ?? []),
      );
    expect([...new Set(types)].toSorted()).toEqual(['bigint', 'integer', 'text']);
  });

  test('a push asks the same number of questions for one change and for five hundred', async () => {
    const count = async (size: number) => {
      const client = new Client(team, team.owner);
      const changes = Array.from({ length: size }, (_, at) =>
        create(`Count ${size} ${at}`, `c${at}@${size}.example`),
      );
      return countQuestions(team.running.server.database.db, () => client.push(...changes));
    };
    const [one, many] = [await count(1), await count(500)];
    expect(many).toBeGreaterThan(5);
    expect(many).toBe(one);
  });
});
