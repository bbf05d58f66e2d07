import { readFileSync } from 'node:fs';

const built = '.output/chrome-mv3';

/** Everything a surface loads before it shows anything, as its built page names it. */
function loadedBy(page) {
  const html = readFileSync(`${built}/${page}.html`, 'utf8');
  return [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/gu)].map(([, file]) => `${built}/${file}`);
}

const surface = (name, page, limit) => ({ name, path: loadedBy(page), gzip: true, limit });

export default [
  {
    name: 'content script, in every page of an enabled site',
    path: `${built}/content-scripts/requester.js`,
    gzip: true,
    limit: '25 kB',
  },
  { name: 'background', path: `${built}/background.js`, gzip: true, limit: '75 kB' },
  surface('popup', 'popup', '265 kB'),
  surface('sidebar', 'sidebar', '230 kB'),
  surface('contacts page', 'contacts', '300 kB'),
];
