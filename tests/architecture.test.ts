import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What scripts in somebody else's page may import: they are compiled anew in every one. */
const IN_PAGES = ['lib/model', 'lib/detect', 'lib/on-page', 'lib/messages', 'lib/settings', 'lib/i18n'];

/** The floors of the house: what each room may import beside itself. The first room that fits a file is its own. */
const ROOMS: Record<string, readonly string[]> = {
  'lib/model': [],
  'lib/i18n': [],
  'lib/protocol': ['lib/model'],
  'lib/search': ['lib/model'],
  'lib/on-page': ['lib/model', 'lib/messages', 'lib/detect', 'lib/i18n'],
  'lib/detect': ['lib/model'],
  'lib/sites': ['lib/model', 'lib/detect'],
  'lib/exchange': ['lib/model'],
  'lib/teach': ['lib/model', 'lib/detect'],
  'lib/messages': ['lib/model'],
  'lib/settings': ['lib/model'],
  'lib/store': ['lib/model', 'lib/protocol', 'lib/search'],
  'lib/sync': ['lib/model', 'lib/protocol', 'lib/store'],
  'lib/book': [
    'lib/model',
    'lib/protocol',
    'lib/search',
    'lib/store',
    'lib/sync',
    'lib/messages',
    'lib/exchange',
    'lib/teach',
  ],
  'components/ui': ['lib/i18n'],
  components: [
    'components/ui',
    'lib/model',
    'lib/messages',
    'lib/settings',
    'lib/i18n',
    'lib/exchange',
    'lib/sites',
  ],
  'entrypoints/background': [
    'lib/book',
    'lib/sync',
    'lib/store',
    'lib/model',
    'lib/messages',
    'lib/settings',
    'lib/i18n',
    'lib/detect',
    'lib/sites',
    'lib/teach',
  ],
  'entrypoints/display': IN_PAGES,
  'entrypoints/requester': IN_PAGES,
  'entrypoints/report': ['lib/detect'],
  'entrypoints/teach': [
    'lib/model',
    'lib/detect',
    'lib/teach',
    'lib/on-page',
    'lib/messages',
    'lib/settings',
    'lib/i18n',
  ],
  entrypoints: ['components', 'components/ui', 'lib/model', 'lib/messages', 'lib/settings', 'lib/i18n'],
  server: ['lib/model', 'lib/protocol'],
};

/** Every big dependency has one door. */
const DOORS: Record<string, readonly string[]> = {
  dexie: ['lib/store'],
  'libphonenumber-js': ['lib/model/phone.ts'],
  react: ['components', 'entrypoints'],
  'react-dom': ['components', 'entrypoints'],
  'react-aria-components': ['components/ui'],
  '@tanstack': ['components', 'entrypoints'],
  hono: ['server'],
  '@hono': ['server'],
  kysely: ['server'],
  pg: ['server'],
  'better-auth': ['server'],
  ws: ['server'],
};

type Import = { from: string; to: string; typeOnly: boolean };
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/gu;

const files = ['lib', 'components', 'entrypoints', 'server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`),
);
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, type, named, bare]) => ({
    from: file,
    to: resolveImport(file, named ?? bare ?? ''),
    typeOnly: Boolean(type),
  }));
}

/** A path of this repository where the import is ours, else the package's name. */
function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
  return specifier;
}

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find(
    (room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`),
  );
}

const isOurs = (path: string) => /^(?:lib|components|entrypoints|server|public)\//u.test(path);

describe('the house', () => {
  test('has files to look at', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(20);
  });

  test('every file stands in a room', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  test('a room imports only the rooms below it', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!isOurs(to) || to.startsWith('public/')) return false;
      const [room, other] = [roomOf(from), roomOf(to)];
      return room !== other && !(room && other && ROOMS[room]?.includes(other));
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('every big dependency has one door', () => {
    const wrong = imports.filter(({ from, to }) => {
      const door = Object.keys(DOORS).find((name) => to === name || to.startsWith(`${name}/`));
      return (
        door !== undefined && !DOORS[door]?.some((place) => from === place || from.startsWith(`${place}/`))
      );
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('nobody imports an entrypoint', () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith('entrypoints/') && roomOf(from) !== roomOf(to),
    );
    expect(wrong).toEqual([]);
  });

  test('our own imports are written with #, or stay in their folder, and name the file', () => {
    const wrong = files.flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /from\s+['"](\.\.\/[^'"]+|#[^'"]+(?<!\.(?:tsx?|json|css|mjs|js)))['"]/gu,
        ),
      ].map(([, to]) => `${file} -> ${to ?? ''}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each(['popup', 'sidebar', 'contacts'])(
    'the surface %s carries no schema library: what it is sent was checked at the door',
    (surface) => {
      const reached = reach(`entrypoints/${surface}/`);
      expect(reached.length).toBeGreaterThan(20);
      expect(reached).not.toContain('zod');
    },
  );

  test.each(['requester', 'display'])('%s carries no schema library and no framework', (script) => {
    const heavy = reach(`entrypoints/${script}/`).filter((to) =>
      /^(?:zod|react|dexie|libphonenumber|@tanstack)/u.test(to),
    );
    expect(heavy).toEqual([]);
  });

  test.each(['background', 'popup', 'sidebar', 'contacts', 'requester', 'display'])(
    'no recipe is in the bundle of %s: it comes as a file, so that no bundle grows with the sites',
    (place) => {
      const recipes = reach(`entrypoints/${place}/`).filter((to) =>
        /^lib\/(?:detect\/recipes|sites\/recipes)/u.test(to),
      );
      expect(recipes).toEqual([]);
    },
  );

  test('dated debts are paid', () => {
    const today = new Date().toISOString().slice(0, 10);
    const overdue = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/TODO \[(\d{4}-\d{2}-\d{2})\]/gu)]
        .filter(([, day]) => (day ?? '') < today)
        .map(([debt]) => `${file}: ${debt}`),
    );
    expect(overdue).toEqual([]);
  });
});

/** Everything that ends up in the bundle of the files under `folder`: type-only imports are erased. */
function reach(folder: string): string[] {
  const seen = new Set<string>();
  const open = files.filter((file) => file.startsWith(folder));
  while (open.length > 0) {
    const file = open.pop() ?? '';
    for (const { to, typeOnly } of imports.filter(({ from }) => from === file)) {
      if (typeOnly || seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return [...seen];
}
