import { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Presence } from '#server/live/presence.ts';
import { sweepWorkspaces } from '#server/sync/sweep.ts';
import { readDeletions, readHistory } from '#server/sync/trail.ts';
import { refusalOf } from './portable-sql.ts';
import { countQuestions } from './count-questions.ts';
import { sendTicket } from './send-ticket.ts';
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
  'letter',
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
  await sendTicket(team, mine);
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

  test('is nothing that one of them would refuse, to the last statement', () => {
    const refused = asked().map((sql) => [refusalOf(sql), sql]);
    expect(refused.filter(([why]) => why !== null)).toEqual([]);
    expect(ours().filter((sql) => /^create/iu.test(sql)).length).toBeGreaterThan(15);
  });

  test.each([
    ['listen carnet', 'LISTEN'],
    ['select pg_notify($1, $2)', 'LISTEN'],
    ['select pg_advisory_xact_lock($1)', 'advisory'],
    ['select * from "webhook" where "workspace_id" = $1 for update skip locked', 'SKIP LOCKED'],
    [
      'create table "x" ("workspace_id" text, "id" bigserial, primary key ("workspace_id", "id"))',
      'sequences',
    ],
    ['alter table "contact" add column "n" integer generated always as identity', 'sequences'],
    ['select xmin from "contact" where "workspace_id" = $1', 'transaction ids'],
    ['alter table "contact" add constraint c unique ("workspace_id", "name_key") deferrable', 'deferred'],
    ['create trigger t after insert on "contact" execute function f()', 'triggers'],
    ['create temp table "batch" (id text)', 'tables of a session'],
    ["set application_name = 'x'", 'state of a session'],
    ['lock table "contact"', 'state of a session'],
    ['with gone as (delete from "sender" where "workspace_id" = $1 returning *) select * from gone', 'WITH'],
    [
      'update "contact" set "name" = s.value from "sender" s where "contact"."workspace_id" = $1',
      'reads another',
    ],
    ['insert into "history" ("workspace_id") select "workspace_id" from "contact"', 'INSERT of a SELECT'],
    ['select 1; select 2', 'several statements'],
    ['select * from "contact" where "workspace_id" = $1 and lower("name") = $2', 'letters'],
    ['update "contact" set "updated_at" = now() where "workspace_id" = $1', 'clock'],
    ['select "fields" ->> \'city\' from "contact" where "workspace_id" = $1', 'JSON'],
    ['create table "contact" ("workspace_id" text references "organization" ("id"))', 'foreign keys'],
    [
      'create table "contact" ("workspace_id" text, "at" timestamptz, primary key ("workspace_id"))',
      'a type',
    ],
    ['create unique index "n" on "contact" ("name_key")', 'does not begin with the workspace'],
    ['create table "contact" ("workspace_id" text, "id" text, primary key ("id"))', 'does not begin'],
    ['select * from "contact" where "id" = $1', 'does not name the workspace'],
    [
      'select * from "contact" where "workspace_id" = $1 and "id" in (select "contact_id" from "sender")',
      'does not name',
    ],
    [
      'select * from "contact" inner join "sender" on "sender"."contact_id" = "contact"."id" where "contact"."workspace_id" = $1',
      'two workspaces',
    ],
    ['delete from "record" where "version" < $1', 'does not name the workspace'],
    ['update "contact" set "workspace_id" = $1 where "workspace_id" = $2', 'moves to another'],
    ['insert into "sender" ("channel", "workspace_id") values ($1, $2)', 'does not name the workspace'],
    [
      'insert into "sender" ("workspace_id") values ($1) on conflict ("sender_key") do nothing',
      'another key',
    ],
  ])('would be refused: %s', (statement, why) => {
    expect(refusalOf(statement)).toContain(why);
  });

  test('of the embedded database is that of the others: what it alone would take is refused', () => {
    expect(refusalOf('insert or replace into "contact" ("workspace_id") values (?)')).toContain('SQLite');
    expect(refusalOf('select rowid from "contact" where "workspace_id" = ?')).toContain('one machine');
  });

  test('a later page of a pull begins in the index where the one before ended, and reads none of it again', () => {
    const pages = asked().filter((sql) => /^select \* from "contact" [^]*\("version", "id"\) > /u.test(sql));
    expect(pages.length).toBeGreaterThan(0);
    const database = new DatabaseSync(join(team.dataDir, 'carnet.sqlite'), { readOnly: true });
    for (const sql of pages)
      expect(database.prepare(`explain query plan ${sql}`).all()).toMatchObject([
        {
          detail: expect.stringContaining('(workspace_id=? AND (version,id)>(?,?) AND version<?)') as string,
        },
      ]);
    database.close();
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
