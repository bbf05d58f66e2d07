import { readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerError, ownFormsOnly } from '#server/door/door.ts';
import type { Visit } from '#server/door/visit.ts';
import { accountPage } from '#server/pages/account/page.ts';
import { apiKeysPage } from '#server/pages/api-keys.ts';
import { devicePage } from '#server/pages/device.ts';
import { homePage } from '#server/pages/home.ts';
import { invitePage } from '#server/pages/invite.ts';
import { membersPage } from '#server/pages/members.ts';
import { showNote, viewOf } from '#server/pages/page.ts';
import { passkeySignIn } from '#server/pages/passkey-sign-in.ts';
import { forgotPage, resetPage } from '#server/pages/reset.ts';
import { secondFactorPage } from '#server/pages/second-factor.ts';
import { setUpPage } from '#server/pages/set-up.ts';
import { signInPage } from '#server/pages/sign-in.ts';
import { workspacesPage } from '#server/pages/workspaces.ts';
import { webhooksPage } from '#server/pages/webhooks.ts';
import type { Server } from '#server/server.ts';

const FORM = 64 * 1024;

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const FILES = [
  { path: '/carnet.css', type: 'text/css; charset=utf-8', text: read('carnet.css') },
  { path: '/carnet.js', type: 'text/javascript; charset=utf-8', text: read('carnet.js') },
  { path: '/passkey.js', type: 'text/javascript; charset=utf-8', text: read('passkey.js') },
  { path: '/carnet.svg', type: 'image/svg+xml', text: read('carnet.svg') },
];

/** The server's own pages: plain forms that work without JavaScript. */
export function pageRoutes(server: Server): Hono<Visit> {
  const pages = new Hono<Visit>();
  pages.use(ownFormsOnly());
  pages.use(bodyLimit({ maxSize: FORM, onError: tooLarge }));
  pages.onError((error, c) => broken(server, error, c));
  for (const { path, type, text } of FILES)
    pages.get(path, (c) => c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'max-age=300' }));
  pages.route('/', homePage(server));
  pages.route('/', signInPage(server));
  pages.route('/sign-in/code', secondFactorPage(server));
  pages.route('/sign-in/passkey', passkeySignIn(server));
  pages.route('/forgot', forgotPage(server));
  pages.route('/reset', resetPage(server));
  pages.route('/account', accountPage(server));
  pages.route('/workspaces', workspacesPage(server));
  pages.route('/setup', setUpPage(server));
  pages.route('/invite', invitePage(server));
  pages.route('/device', devicePage(server));
  pages.route('/members', membersPage(server));
  pages.route('/api-keys', apiKeysPage(server));
  pages.route('/webhooks', webhooksPage(server));
  // A route, since an app that is mounted in another is not asked for its `notFound`.
  pages.all('*', (c) => {
    const { say } = viewOf(c);
    const to = { href: '/', label: say('to_start') };
    return showNote(c, { title: say('not_found_title'), text: say('not_found_text'), status: 404, to });
  });
  return pages;
}

function tooLarge(c: Context): Promise<Response> {
  const { say } = viewOf(c);
  return showNote(c, { title: say('too_large_title'), text: say('too_large_text'), status: 413 });
}

/** What nobody foresaw: written down, and said to the reader as a page without a word of what it was. */
function broken(server: Server, error: unknown, c: Context): Promise<Response> {
  answerError(server, error, c);
  const { say } = viewOf(c);
  return showNote(c, { title: say('broken_title'), text: say('broken_text'), status: 503 });
}
