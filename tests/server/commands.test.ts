import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '#server/commands/run.ts';
import { fields } from '#server/settings/fields.ts';
import { end, order, startWith, type Said, type Started } from './administrator.ts';
import { Browser } from './browser.ts';
import { makeOwner, type Person } from './team.ts';

const COMMANDS = [
  'start',
  'migrate',
  'backup',
  'restore',
  'import',
  'create-owner-link',
  'reset-password',
  'health',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string, mode = 0o600) => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
  return path;
};

describe('help', () => {
  test('lists every command and every setting, and each command has its own', async () => {
    const all = await order(['--help']);
    expect(all.code).toBe(0);
    for (const name of COMMANDS) {
      expect(all.text).toContain(`  ${name} `);
      const own = await order([name, '--help']);
      expect([name, own.code, own.text.startsWith(name)]).toEqual([name, 0, true]);
      expect(own.text).toContain('--config FILE');
    }
    for (const setting of ['--tls-cert FILE', 'CARNET_SMTP_URL', 'DATABASE_URL', '--no-demo'])
      expect(all.text).toContain(setting);
  });

  test('is in docs/server.md, too: every command, flag, variable and name in a file', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/server.md'), 'utf8');
    const row = (words: string[]) =>
      text.split('\n').some((line) => line.startsWith('|') && words.every((word) => line.includes(word)));
    for (const [name, { flag, env }] of Object.entries(fields))
      expect([name, row([`\`${name}\``, env, flag === null ? '' : `--${flag}`])]).toEqual([name, true]);
    for (const name of COMMANDS) expect([name, row([`\`${name}`])]).toEqual([name, true]);
  });

  test('does nothing else: no folder is made', async () => {
    const data = join(folder, 'untouched');
    await order(['start', '--help', '--data', data]);
    await order(['migrate', '--data', data, '--help']);
    expect(existsSync(data)).toBe(false);
  });
});

/** The same without a process of its own, for what is refused before anything is opened. */
async function refuse(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    const code = (await run(args, { ...process.env, ...env })) ?? null;
    return { code, text: said.mock.calls.flat().join('\n') };
  } finally {
    said.mockRestore();
  }
}

describe('what is typed wrong is named, with what was perhaps meant, and code 2', () => {
  test.each([
    [['bakcup', 'x'], 'There is no command "bakcup". Did you mean backup?'],
    [['--dat', 'x'], 'There is no --dat here. Did you mean --data?'],
    [['-p', '1'], 'There is no -p here.'],
    [['backup', '--port', '1', 'x'], 'There is no --port here.'],
    [['backup'], 'backup needs FILE behind it'],
    [['backup', 'a', 'b'], '"b" is more than backup can do something with'],
    [['--port'], '--port needs a value behind it.'],
    [['--port', '--host'], '--port needs a value behind it.'],
    [['--port', '70000'], '--port: "70000" is no port'],
    [['--public=1'], '--public takes no value'],
    [['--url', 'carnet.example'], '--url: "carnet.example" is no address of a server'],
    [['--url', 'https://carnet.example/path'], 'without a path'],
    [['--log', 'loud'], '--log: "loud" is no form of a log'],
    [['--extensions', 'https://x.example'], '"https://x.example" is no origin of an extension'],
    [['--tls-cert', 'x'], 'TLS needs both --tls-cert and --tls-key.'],
    [
      ['--tls-cert', '/nowhere/c', '--tls-key', '/nowhere/k'],
      '--tls-cert /nowhere/c: there is no such file.',
    ],
    [['reset-password', 'nobody'], '"nobody" is no e-mail address.'],
    [['health', 'ftp://x'], '"ftp://x" is no address of a server'],
    [['import', 'x'], 'DATABASE_URL says which PostgreSQL'],
    [['--config', '/nowhere.json'], '/nowhere.json: there is no such file.'],
  ])('%j', async (args, sentence) => {
    const said = await refuse(args, { DATABASE_URL: '', CARNET_DATA: join(folder, 'wrong') });
    expect([said.text.includes(sentence), said.code, said.text]).toEqual([true, 2, said.text]);
    expect(said.text.split('\n')).toHaveLength(1);
  });

  test.each([
    [{ CARNET_PORT: 'eighty' }, 'CARNET_PORT: "eighty" is no port'],
    [{ CARNET_PUBLIC: 'yes' }, 'CARNET_PUBLIC: "yes" is neither on nor off'],
    [{ CARNET_SECRET: 'short-secret' }, 'CARNET_SECRET: it is too short'],
    [{ DATABASE_URL: 'mysql://root:hunter2@x' }, 'DATABASE_URL: it is no address of PostgreSQL'],
    [{ CARNET_SMTP_URL: 'mail:hunter2@x' }, 'CARNET_SMTP_URL: it is no address of a mail server'],
    [{ CARNET_SMTP_URL: 'smtp://u:hunter2@x' }, 'nobody to send from'],
    [{ CARNET_CONNECTIONS: '1' }, 'CARNET_CONNECTIONS: "1" is not a number from 2 to 1000.'],
  ])('%j', async (env, sentence) => {
    const said = await refuse(['--data', join(folder, 'wrong')], env);
    expect([said.text.includes(sentence), said.code, said.text]).toEqual([true, 2, said.text]);
    // What is secret is not repeated where others look on.
    expect(said.text).not.toMatch(/hunter2|short-secret/u);
  });
});

describe('settings in a file', () => {
  test('are read, its paths from where it lies; environment comes before it, and flags before that', async () => {
    const config = file('carnet.json', JSON.stringify({ title: 'From file', data: 'inside', demo: false }));
    const title = async (args: string[], env: NodeJS.ProcessEnv = {}) => {
      const server = await startWith(['--config', config, ...args], env);
      const answer = await fetch(`${server.url}/v1/server`);
      const demo = (await fetch(`${server.url}/demo/`)).status;
      await end(server);
      return [((await answer.json()) as { title: string }).title, demo];
    };
    expect(await title([])).toEqual(['From file', 404]);
    expect(await title([], { CARNET_TITLE: 'From env', CARNET_DEMO: '1' })).toEqual(['From env', 200]);
    expect(await title(['--title', 'From flag'], { CARNET_TITLE: 'From env' })).toEqual(['From flag', 404]);
    expect(existsSync(join(folder, 'inside', 'carnet.sqlite'))).toBe(true);
  });

  test.each([
    ['{"prot": 1}', 'there is no "prot". Did you mean "port"?'],
    ['{"trust-proxy": true}', 'there is no "trust-proxy". Did you mean "trustProxy"?'],
    ['{"port": "8787"}', '"port": "8787" is no port'],
    ['{"demo": "no"}', '"demo": "no" is neither on nor off'],
    ['{"extensions": "x"}', 'is no origin of an extension'],
    ['{"title": ""}', '"title": it is empty.'],
    ['[1]', 'it must hold one object of settings'],
    ['{"port": 1', 'it is not JSON'],
  ])('%s is refused', async (text, sentence) => {
    const config = file('wrong.json', text);
    const said = await refuse(['--config', config, '--data', join(folder, 'wrong')]);
    expect([said.text.includes(sentence), said.text.includes(config), said.code]).toEqual([true, true, 2]);
  });

  test('with a password that every user may read is refused', async () => {
    const text = JSON.stringify({ smtpUrl: 'smtp://u:hunter2@x', mailFrom: 'a@b.example' });
    const said = await refuse(['health', '--config', file('open.json', text, 0o644)]);
    expect([said.code, said.text]).toEqual([2, expect.stringContaining('chmod 600') as string]);
    expect(said.text).not.toContain('hunter2');
  });
});

describe('commands beside a running server', () => {
  let server: Started;
  let owner: Person;
  let data: string[];
  beforeAll(async () => {
    const dir = join(folder, 'running');
    server = await startWith(['--data', dir]);
    data = ['--data', dir, '--port', new URL(server.url).port];
  });
  afterAll(() => end(server));

  test('create-owner-link makes the link that counts, and refuses once there is an owner', async () => {
    const link = await order(['create-owner-link', ...data]);
    expect([link.code, link.text.startsWith(`${server.url}/setup/`)]).toEqual([0, true]);
    expect((await fetch(server.owner)).status).toBe(404);
    owner = await makeOwner(server.url, link.text);
    const again = await order(['create-owner-link', ...data]);
    expect([again.code, again.text]).toEqual([1, expect.stringContaining('has its owner already') as string]);
  });

  test('reset-password makes a link that works once, without a mail server', async () => {
    const made = await order(['reset-password', owner.email.toUpperCase(), ...data]);
    expect([made.code, made.text.startsWith(`${server.url}/reset/`)]).toEqual([0, true]);
    const path = new URL(made.text).pathname;
    const password = 'three owls read a map';
    expect((await new Browser(server.url).send(path, { password })).status).toBe(200);
    expect((await new Browser(server.url).send(path, { password })).status).toBe(404);
    expect((await new Browser(server.url).signIn({ ...owner, password })).status).toBe(303);
    const nobody = await order(['reset-password', 'nobody@team.example', ...data]);
    expect([nobody.code, nobody.text]).toEqual([
      1,
      'Nobody on this server has the address nobody@team.example.',
    ]);
  });

  test('reset-password takes the second factor away only where it is told so', async () => {
    const scopeOf = async (...more: string[]) => {
      await order(['reset-password', owner.email, ...data, ...more]);
      const database = new DatabaseSync(join(data[1] ?? '', 'carnet.sqlite'), { readOnly: true });
      const rows = database.prepare("select value from verification where value like 'password%'").all();
      database.close();
      return rows.map(({ value }) => String(value).split(':')[0]);
    };
    expect(await scopeOf()).toEqual(['password']);
    expect(await scopeOf('--second-factor')).toEqual(['password', 'password-and-second-factor']);
  });

  test('health tells by its exit code', async () => {
    expect(await order(['health', '--port', new URL(server.url).port])).toEqual({
      code: 0,
      text: `The server at ${server.url} is well.`,
    });
    expect((await order(['health', server.url])).code).toBe(0);
    expect(await order(['health', '--port', '1'])).toEqual({
      code: 1,
      text: 'Nothing answers at http://127.0.0.1:1.',
    });
    const other = createServer((_, response) => response.end('hello'));
    await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
    const { port } = other.address() as AddressInfo;
    const said = await order(['health', `http://127.0.0.1:${port}`]);
    other.close();
    expect([said.code, said.text]).toEqual([1, expect.stringContaining('is no team server') as string]);
  });

  test('a data folder that is not there is said, and not made', async () => {
    const nowhere = join(folder, 'nowhere');
    for (const args of [
      ['backup', join(folder, 'b')],
      ['create-owner-link'],
      ['reset-password', 'a@b.example'],
    ]) {
      const said = await order([...args, '--data', nowhere]);
      expect([said.code, said.text]).toEqual([
        1,
        expect.stringContaining(`no data of Carnet in ${nowhere}`) as string,
      ]);
    }
    expect(existsSync(nowhere)).toBe(false);
  });
});
