import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const folder = join(import.meta.dirname, 'public');

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** What the page loads; nothing else is served, so that no path of a request ever reaches the disk. */
const FILES = [
  'inbox.css',
  'inbox.js',
  'element.js',
  'letter.js',
  'messages.js',
  'words.js',
  'lamp.svg',
  'camille.svg',
];

/**
 * The demo inbox at /demo/: a small webmail of an invented shop, to try Carnet on without any account (issue 2).
 * It keeps nothing and answers the same to everyone. Mount it with `app.route('/', demoRoutes())`.
 */
export function demoRoutes(): Hono {
  const demo = new Hono();
  demo.use(
    '/demo/*',
    secureHeaders({ contentSecurityPolicy: policy, xFrameOptions: 'DENY', strictTransportSecurity: false }),
  );
  demo.get('/demo', (c) => c.redirect('/demo/', 301));
  for (const name of FILES) {
    const content = readFileSync(join(folder, name));
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES];
    demo.get(`/demo/${name}`, (c) =>
      c.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  // Every other address is a place within the one page, which finds its own way.
  demo.get('/demo/*', (c) => c.html(page, 200, { 'cache-control': 'no-cache' }));
  return demo;
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
