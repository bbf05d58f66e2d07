import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Fetched for the bench alone: what it drags along is old, and no business of the product. */
const PACKAGES = [
  'pouchdb-browser@9.0.0',
  'events@3.3.0',
  'pouchdb-core@9.0.0',
  'pouchdb-adapter-memory@9.0.0',
  'pouchdb-mapreduce@9.0.0',
  'express-pouchdb@4.2.0',
  'express@4.21.2',
];

type Plugin = object;
type Core = { plugin(plugin: Plugin): Core; defaults(options: object): Core };
type Express = RequestListener & { use(path: string, app: unknown): void };

/** PouchDB's own server, all of it in memory, and the script of PouchDB for browsers. */
export type Pouch = { listener: RequestListener; script: string };

/** @param folder of the caller's, to install in. @throws where npm cannot fetch it */
export function fetchPouch(folder: string): Pouch {
  const place = join(folder, 'pouch');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  const how = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  execFileSync('npm', [...how, ...PACKAGES], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  const load = createRequire(join(place, 'package.json'));
  const core = (load('pouchdb-core') as Core)
    .plugin(load('pouchdb-adapter-memory') as Plugin)
    .plugin(load('pouchdb-mapreduce') as Plugin);
  const serve = load('express-pouchdb') as (core: Core, options: object) => unknown;
  const app = (load('express') as () => Express)();
  app.use(
    '/',
    serve(core.defaults({ adapter: 'memory' }), {
      mode: 'minimumForPouchDB',
      inMemoryConfig: true,
      logPath: join(place, 'log'),
    }),
  );
  return { listener: app, script: browserScript(place) };
}

/** Its modules as one file that a page can load. */
function browserScript(place: string): string {
  const entry = join(place, 'entry.js');
  writeFileSync(entry, "import PouchDB from 'pouchdb-browser'; globalThis.PouchDB = PouchDB;");
  const rolldown = join(import.meta.dirname, '../../node_modules/.bin/rolldown');
  execFileSync(
    rolldown,
    [entry, '--file', join(place, 'pouch.js'), '--format', 'iife', '--platform', 'browser'],
    {
      cwd: place,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return readFileSync(join(place, 'pouch.js'), 'utf8');
}
