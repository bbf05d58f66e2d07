import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochBase } from '#lib/protocol/pull.ts';
import { end, order, startWith, teamAt, type Started } from './administrator.ts';
import { Client, create } from './client.ts';
import { Device, settle } from './sync/replica.ts';
import { makeOwner, session, type Person, type Team } from './team.ts';

let folder: string;
let dir: string;
let server: Started;
let owner: Person;
let team: Team;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-backup-'));
  dir = join(folder, 'data');
  server = await startWith(['--data', dir]);
  owner = await makeOwner(server.url, server.owner);
  team = await teamAt(server.url, owner);
});
afterAll(async () => {
  await end(server);
  rmSync(folder, { recursive: true, force: true });
});

const here = (args: string[], data = dir) => order([...args, '--data', data]);
const port = () => new URL(server.url).port;
const inFile = (path: string, query: string) => {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare(query).all();
  database.close();
  return rows;
};
const epochs = (path: string) =>
  inFile(path, 'select epoch, version from workspace_sync').map(({ epoch, version }) => ({
    base: epochBase(String(epoch)),
    version,
  }));

describe('backup', () => {
  test(
    'while the server works: whole, as of one moment, for this user only',
    { timeout: 60_000 },
    async () => {
      const file = join(folder, 'busy.backup');
      const over = new AbortController();
      const client = new Client(team, owner);
      const pushing = (async () => {
        for (let round = 0; !over.signal.aborted; round += 1)
          await client.push(create(`Busy ${round} a`), create(`Busy ${round} b`));
      })();
      const said = await here(['backup', file]);
      over.abort();
      await pushing;
      expect([said.code, said.text]).toEqual([
        0,
        expect.stringMatching(/^\d+ contacts and all that/u) as string,
      ]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(inFile(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      // The two of a push are one change: never one of them.
      const [counted] = inFile(file, 'select count(*) as n from contact');
      expect(Number(counted?.n) % 2).toBe(0);
      expect(Number(counted?.n)).toBeGreaterThan(0);
    },
  );

  test('takes the place of an older backup, and of nothing else; leaves nothing half-done', async () => {
    const file = join(folder, 'twice.backup');
    expect((await here(['backup', file])).code).toBe(0);
    expect((await here(['backup', file])).code).toBe(0);
    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'Dear Ana');
    const refusals = [
      [letter, 'is no backup'],
      [join(dir, 'carnet.sqlite'), 'is the database itself'],
      [join(folder, 'no', 'such', 'x'), 'There is no folder'],
    ];
    for (const [path = '', why = ''] of refusals) {
      const said = await here(['backup', path]);
      expect([said.code, said.text]).toEqual([1, expect.stringContaining(why) as string]);
    }
    expect(readFileSync(letter, 'utf8')).toBe('Dear Ana');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('restore', () => {
  test('refuses while a server has the data open, and what is no backup', async () => {
    const file = join(folder, 'refused.backup');
    await here(['backup', file]);
    const running = await here(['restore', file]);
    expect([running.code, running.text]).toEqual([
      1,
      'The server is running on these data. End it first, then restore the backup.',
    ]);
    const damaged = join(folder, 'damaged.backup');
    const bytes = readFileSync(file);
    writeFileSync(damaged, bytes.subarray(0, bytes.length / 2));
    const letter = join(folder, 'other.txt');
    writeFileSync(letter, 'Dear Ana');
    const stranger = join(folder, 'stranger.sqlite');
    new DatabaseSync(stranger).exec('create table lamps (id)');
    const refusals = [
      [damaged, 'cannot be restored: it is'],
      [letter, 'is no backup of Carnet'],
      [stranger, 'not one of Carnet'],
      [join(folder, 'nothing'), 'There is no file'],
    ];
    for (const [path = '', why = ''] of refusals) {
      const said = await here(['restore', path], join(folder, 'elsewhere'));
      expect([said.code, said.text]).toEqual([1, expect.stringContaining(why) as string]);
    }
    expect((await session(server.url, owner.token)).user.email).toBe(owner.email);
  });

  test('a running server is seen by another user’s command, too, and after it was killed is not', async () => {
    const data = join(folder, 'killed');
    const other = await startWith(['--data', data]);
    const file = join(folder, 'killed.backup');
    await here(['backup', file], data);
    expect((await here(['restore', file], data)).code).toBe(1);
    other.child.kill('SIGKILL');
    await new Promise((gone) => other.child.once('exit', gone));
    expect((await here(['restore', file], data)).code).toBe(0);
  });

  test(
    'begins a new epoch at the backup’s version, and keeps what was there beside it',
    { timeout: 60_000 },
    async () => {
      const file = join(folder, 'epoch.backup');
      await here(['backup', file]);
      const [before] = epochs(file);
      await new Client(team, owner).push(create('After The Backup'));
      await end(server);
      const said = await here(['restore', file]);
      expect([said.code, said.text]).toEqual([0, expect.stringContaining('in a new epoch') as string]);
      expect(epochs(join(dir, 'carnet.sqlite'))).toEqual([
        { base: before?.version, version: before?.version },
      ]);
      const aside = readdirSync(dir).find((name) => name.includes('.before-')) ?? '';
      expect(
        inFile(join(dir, aside), "select name from contact where name = 'After The Backup'"),
      ).toHaveLength(1);
      for (const name of ['carnet.sqlite', aside]) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
      expect(existsSync(join(dir, 'carnet.sqlite-wal'))).toBe(false);
      // The backup itself is as it was: it can be restored once more.
      expect(epochs(file)).toEqual([before]);
      server = await startWith(['--data', dir, '--port', port()]);
    },
  );

  test(
    'replicas tell again what the backup never saw, keep what they had not sent, and end equal',
    { timeout: 90_000 },
    async () => {
      const one = await new Device(server.url, team.workspace, owner, 'one').begin();
      const two = await new Device(server.url, team.workspace, owner, 'two').begin();
      const contact = (name: string) => {
        const made = create(name, `${name.toLowerCase().replaceAll(' ', '.')}@client.example`);
        return { ...made, args: { ...made.args, id: randomUUID() } };
      };
      await one.do(contact('Before Backup'));
      await settle([one, two]);
      const file = join(folder, 'yesterday.backup');
      await here(['backup', file]);
      await one.do(contact('After Backup'));
      await settle([one, two]);
      await two.do(contact('Unsent Meanwhile'));
      await end(server);
      expect((await here(['restore', file])).code).toBe(0);
      server = await startWith(['--data', dir, '--port', port()]);
      await settle([one, two]);
      const names = async (device: Device) =>
        (await device.db.contacts.toArray()).map(({ name }) => name).toSorted();
      expect(await names(one)).toEqual(await names(two));
      expect(await names(one)).toEqual(
        expect.arrayContaining(['Before Backup', 'After Backup', 'Unsent Meanwhile']),
      );
      const rows = inFile(join(dir, 'carnet.sqlite'), 'select name from contact where deleted = 0');
      expect(rows.map(({ name }) => String(name)).toSorted()).toEqual(await names(one));
    },
  );

  test(
    'onto an empty folder: the data move to another machine, and with the secret the sessions do',
    { timeout: 60_000 },
    async () => {
      const file = join(folder, 'moved.backup');
      await here(['backup', file]);
      const data = join(folder, 'moved');
      expect((await here(['restore', file], data)).code).toBe(0);
      copyFileSync(join(dir, 'secret'), join(data, 'secret'));
      chmodSync(join(data, 'secret'), 0o600);
      const moved = await startWith(['--data', data]);
      expect((await session(moved.url, owner.token)).user.email).toBe(owner.email);
      await end(moved);
    },
  );
});
