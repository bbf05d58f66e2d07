import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const built = '.output/chrome-mv3';

/** Everything a surface loads before it shows anything, as its built page names it. */
function loadedBy(page) {
  const html = readFileSync(`${built}/${page}.html`, 'utf8');
  return [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/gu)].map(([, file]) => `${built}/${file}`);
}

/** The worker and what it imports; files may import one another. */
function background() {
  const files = new Set(['background.js']);
  for (const file of files)
    for (const [, other] of readFileSync(`${built}/${file}`, 'utf8').matchAll(/(?:from|import)"(\.[^"]+)"/gu))
      files.add(join(dirname(file), other));
  return [...files].map((file) => `${built}/${file}`);
}

const surface = (name, page, limit) => ({ name, path: loadedBy(page), gzip: true, limit });

export default [
  {
    name: 'content scripts, in every page of an enabled site: what reads it, and what is shown there',
    path: [`${built}/requester.js`, `${built}/display.js`],
    gzip: true,
    limit: '25 kB',
  },
  {
    name: 'picker, in a page that is being taught',
    path: `${built}/teach.js`,
    gzip: true,
    limit: '30 kB',
  },
  // All that the book does runs here, and a worker of an extension may not import anything later: the catalogue, what was
  // taught and who is never captured came last.
  { name: 'background', path: background(), gzip: true, limit: '178 kB' },
  surface('popup', 'popup', '135 kB'),
  surface('sidebar', 'sidebar', '185 kB'),
  surface('contacts page', 'contacts', '255 kB'),
];
