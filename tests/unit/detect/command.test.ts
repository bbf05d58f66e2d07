import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixtures } from './fixtures.ts';

vi.setConfig({ testTimeout: 60_000 });

const command = resolve(import.meta.dirname, '../../../tools/detect.ts');
const cases = fixtures.filter(({ name }) =>
  /(?:print-thread|no-from|demo\/2026-11-list)\.html$|-hostile-html/u.test(name),
);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-detect-'));
  cases.forEach(({ path }, index) => copyFileSync(path, join(folder, `${index}.html`)));
});
afterAll(() => rmSync(folder, { recursive: true }));

function detect(...args: string[]) {
  const env = { ...process.env, INIT_CWD: folder };
  return spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env, cwd: tmpdir() });
}

type Told = { file: string; requesters: { address: string }[]; participants: { address: string }[] };
const addressesOf = ({ requesters, participants }: Omit<Told, 'file'>) =>
  [...requesters, ...participants].map(({ address }) => address);

const list = (sources: unknown) => writeFileSync(join(folder, 'sources.json'), JSON.stringify(sources));

test('a folder is read in its list’s order, one JSON line a page and nothing else', () => {
  const frame = { file: '0.html', url: 'about:blank' };
  list([...cases.map(({ url, own }, index) => ({ file: `${index}.html`, url, own, note: 'x' })), frame]);
  const { stdout, status } = detect('.');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
  expect(status).toBe(0);
  expect(lines.every(({ requesters }) => requesters.length <= 1)).toBe(true);
  expect(lines.map(({ file, ...people }) => [file, ...addressesOf(people)])).toEqual([
    ...cases.map(({ expected }, index) => [
      `${index}.html`,
      ...expected.requesters.map(({ address }) => address),
    ]),
    ['0.html'],
  ]);
});

test('one page is told whole', () => {
  const [{ url, own, expected } = { url: '', own: [], expected: { requesters: [] } }] = cases;
  const { stdout, status } = detect('0.html', '--url', url, '--own', ['x@y.example', ...own].join(','));
  expect(status).toBe(0);
  expect(addressesOf(JSON.parse(stdout) as Told)).toEqual(expected.requesters.map(({ address }) => address));
});

test.each([
  ['nothing', [], /Usage/u],
  [
    'a page that is not there',
    ['nowhere.html', '--url', 'https://a.example/'],
    /There is no .*nowhere\.html/u,
  ],
  ['a page without an address', ['0.html'], /--url is missing/u],
  ['a page at no web address', ['0.html', '--url', 'ftp://a.example/'], /no http\(s\) address/u],
  ['an option that nobody knows', ['0.html', '--uri', 'https://a.example/'], /Unknown option/u],
])('for %s it says what is wrong, on standard error alone', (_, args, sentence) => {
  const { status, stdout, stderr } = detect(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(sentence);
});

test.each([
  ['that is no JSON', 'oops', /is no list/u],
  ['that is no list', '{}', /is no list/u],
  ['whose entries lack an address', '[{"file":"0.html"}]', /is no list[^]*url/u],
  [
    'that names a page that is not there',
    '[{"file":"no.html","url":"https://a.example/"}]',
    /names no\.html, which is not there/u,
  ],
])('a sources.json %s is refused', (_, content, sentence) => {
  writeFileSync(join(folder, 'sources.json'), content);
  const { status, stderr } = detect(folder);
  expect(status).toBe(2);
  expect(stderr).toMatch(sentence);
});
